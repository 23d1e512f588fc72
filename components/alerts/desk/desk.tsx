"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Check, Eye, Languages, Pencil } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/notify";
import { directionOf } from "@/lib/alerts/alert";
import type { Beside, Desk as DeskFacts, DeskThread } from "@/lib/alerts/desk";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { cardClass, ThreadCard } from "./cards";
import { ask, type DeskActions } from "./desk-actions";
import type { Known } from "./known";
import { PresenceLine } from "./presence-line";
import { Preview } from "./preview";
import type { Room } from "./room";
import { closedRoom } from "./room-state";
import { SectionList } from "./section-list";
import { StatusLine } from "./status-line";
import { TextView } from "./text-view";

// Neither the editor nor the socket is in the first load: the text reads without them.
const SectionEditor = lazy(() => import("./section-editor"));

/** After the last change, until what stands beside the text is read again; the server derives it a second later. */
const pause = 1_500;
/** How often it is read while nothing is heard. */
const every = 20_000;

type Chosen = PartName | "all";

/** The writing desk of one language of an alert. */
export function Desk({
  desk,
  first,
  maySeal,
  teamOf,
  timeZone,
  loadedAt,
  actions,
}: {
  desk: DeskFacts;
  first: Chosen;
  maySeal: boolean;
  /** The organisation that keeps the case. */
  teamOf: string;
  timeZone: string;
  loadedAt: string;
  actions: DeskActions;
}) {
  const t = useTranslations("alerts.desk");
  const all = useTranslations();
  const { text, right, inTeam, caseId, alertId } = desk;
  const language = text.language;
  const direction = directionOf(language);
  const base = `/cases/${caseId}/alerts/${alertId}`;
  const addressOf = (section: Chosen, of = language) => `${base}?language=${of}&section=${section}`;
  const [chosen, setChosen] = useState<Chosen>(first);
  const [beside, setBeside] = useState(desk.beside);
  const [passages, setPassages] = useState(desk.passages);
  const [names, setNames] = useState<Record<string, string>>({});
  const known: Known = {
    labels: Object.fromEntries(desk.defenders.map(({ id, label }) => [id, label])),
    names,
    passages,
  };
  // Whoever loses the right keeps the text on the screen, with what was not sent.
  const [mayWrite] = useState(right !== "read");
  const isEnded = (end: unknown) => end !== null || right === "read";
  const room = useRoom(mayWrite ? text.id : null, desk.showsPresence ? desk.me : null);
  const state = useSyncExternalStore(room?.subscribe ?? never, room?.read ?? closed, closed);
  const router = useRouter();
  const refresh = useBeside(text.id, base, state.changes, setBeside);
  const title = beside.parts.find(({ section }) => section === "title")?.plain;
  const [drawnTitle, setDrawnTitle] = useState(title);
  useEffect(() => {
    // The title stands above the desk, too, where the server has drawn it.
    if (title !== drawnTitle) {
      setDrawnTitle(title);
      router.refresh();
    }
  }, [title, drawnTitle, router]);
  useEffect(() => {
    if (state.rightsChanged > 0) {
      router.refresh();
    }
  }, [state.rightsChanged, router]);
  useEffect(() => {
    const back = () => {
      const wanted = new URL(window.location.href).searchParams.get("section");
      setChosen(wanted === "all" ? "all" : (partNames.find((name) => name === wanted) ?? first));
    };
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, [first]);
  const choose = (section: Chosen) => {
    setChosen(section);
    window.history.pushState(null, "", addressOf(section));
  };
  const partOf = (section: PartName) => beside.parts.find((part) => part.section === section);
  const nameOf = (section: PartName) =>
    section === "title" ? t("section.title") : t(`section.${section}`);
  const isSingle = chosen !== "all";
  const part = isSingle ? partOf(chosen) : undefined;
  const shownSections = partNames.filter((name) => name !== "title");

  const openNames = async () => {
    for (const { id, label, hasIdentity } of desk.defenders) {
      if (!hasIdentity) {
        continue;
      }
      const answer = await ask(actions.readIdentity, { caseId, defenderId: id });
      if ("result" in answer) {
        const name = answer.result?.name || label;
        setNames((before) => ({ ...before, [id]: name }));
      } else {
        notify({ message: all(answer.messageKey as Parameters<typeof all>[0]) });
        return;
      }
    }
    announce(t("names.shown"));
  };
  const setStatus = async (section: PartName, status: "doing" | "done") => {
    const answer = await ask(actions.setSectionStatus, { textId: text.id, section, status });
    if ("messageKey" in answer) {
      notify({ message: all(answer.messageKey as Parameters<typeof all>[0]) });
    }
    await refresh();
  };
  const hasNames = inTeam && desk.defenders.some(({ hasIdentity }) => hasIdentity);
  const reading = part && (
    <div lang={language} dir={direction} className="prose min-h-40">
      {part.plain || part.content.content?.some((node) => node.content) ? (
        <TextView content={part.content} known={known} />
      ) : (
        <p className="text-ink-muted">{t("empty")}</p>
      )}
    </div>
  );
  return (
    <div data-wide="" className="-mx-4 -mt-6 lg:-mx-6">
      {mayWrite && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2 lg:px-6 print:hidden">
          <a
            href={addressOf("title")}
            onClick={(event) => {
              event.preventDefault();
              choose("title");
            }}
            className="link target inline-flex items-center gap-1 text-meta"
          >
            <Icon of={Pencil} size={16} />
            {t("changeTitle")}
          </a>
          <PresenceLine here={state.here} isHidden={!desk.showsPresence} />
        </div>
      )}
      {mayWrite && isEnded(state.end) && (
        <div className="px-4 pt-4 lg:px-6">
          <Notice tone="danger" role="alert" title={t(`end.${state.end ?? "notAllowed"}`)}>
            {t(state.isUnsent ? "end.unsent" : "end.sent")}
          </Notice>
        </div>
      )}
      <div className="grid gap-y-6 lg:grid-cols-[12rem_minmax(0,1fr)] min-[88rem]:grid-cols-[13rem_minmax(0,1fr)_20rem]">
        <div className="px-4 pt-4 lg:border-e lg:border-line lg:px-0 lg:pt-5 print:hidden">
          <SectionList
            parts={beside.parts}
            threads={beside.threads}
            here={state.here}
            current={chosen}
            addressOf={addressOf}
            onChoose={choose}
          />
        </div>
        <div className="flex min-w-0 flex-col px-4 lg:px-6 lg:pt-5">
          <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <h2 className="font-serif text-h3">
              {isSingle
                ? `${chosen === "title" ? "" : `${shownSections.indexOf(chosen as never) + 1}  `}${nameOf(chosen)}`
                : t("sections.all")}
            </h2>
            <LanguageLinks
              texts={desk.texts}
              current={language}
              addressOf={(of) => addressOf(chosen, of)}
              translations={`${base}/translations` as Route}
            />
          </div>
          {isSingle ? (
            <>
              {room && mayWrite ? (
                <Suspense fallback={reading}>
                  {state.isOpen ? (
                    <SectionEditor
                      key={chosen}
                      room={room}
                      isOpen={state.isOpen}
                      isEnded={isEnded(state.end)}
                      section={chosen}
                      label={nameOf(chosen)}
                      place={{ caseId, alertId, textId: text.id }}
                      language={language}
                      right={right}
                      maySeal={maySeal}
                      showsPresence={desk.showsPresence}
                      me={desk.me}
                      known={known}
                      defenders={desk.defenders}
                      mentionable={desk.mentionable}
                      threads={beside.threads}
                      authors={beside.authors}
                      timeZone={timeZone}
                      actions={actions}
                      onTalk={() => void refresh()}
                      onSealed={(id, words) =>
                        inTeam && setPassages((before) => ({ ...before, [id]: words }))
                      }
                    />
                  ) : (
                    reading
                  )}
                </Suspense>
              ) : (
                <>
                  {reading}
                  <ReadThreads
                    threads={beside.threads.filter(({ section }) => section === chosen)}
                    timeZone={timeZone}
                  />
                </>
              )}
              <div className="mt-6 flex flex-wrap items-center gap-3 print:hidden">
                {right === "write" && part && chosen !== "title" && (
                  <Button
                    icon={part.status === "done" ? Pencil : Check}
                    size="small"
                    onClick={() =>
                      void setStatus(chosen, part.status === "done" ? "doing" : "done")
                    }
                  >
                    {t(part.status === "done" ? "markDoing" : "markDone")}
                  </Button>
                )}
                {hasNames &&
                  (Object.keys(names).length === 0 ? (
                    <Button
                      icon={Eye}
                      size="small"
                      look="quiet"
                      className="scripts-off:hidden"
                      onClick={() => void openNames()}
                    >
                      {t("names.show")}
                    </Button>
                  ) : (
                    <Button size="small" look="quiet" onClick={() => setNames({})}>
                      {t("names.hide")}
                    </Button>
                  ))}
              </div>
            </>
          ) : (
            <div lang={language} dir={direction} className="flex flex-col gap-6">
              {shownSections.map((name, index) => (
                <section key={name} aria-label={nameOf(name)}>
                  <h3 dir="auto" className="mb-2">
                    {index + 1} {nameOf(name)}
                  </h3>
                  <div className="prose">
                    {partOf(name)?.plain ? (
                      <TextView content={partOf(name)?.content} known={known} />
                    ) : (
                      <p className="text-ink-muted">{t("empty")}</p>
                    )}
                  </div>
                </section>
              ))}
            </div>
          )}
          <div className="mt-auto pt-6">
            <StatusLine
              room={state}
              mayWrite={mayWrite}
              loadedAt={loadedAt}
              timeZone={timeZone}
              stage={beside.stage}
              version={beside.version}
              history={`${base}/history` as Route}
            />
          </div>
        </div>
        <div className="border-line px-4 py-5 max-[88rem]:border-t lg:px-6 lg:max-[88rem]:col-start-2 min-[88rem]:border-s min-[88rem]:px-5">
          <Preview
            beside={beside}
            section={chosen === "all" ? "happened" : chosen}
            sectionName={nameOf(chosen === "all" ? "happened" : chosen)}
            language={language}
            languageName={t(`language.${language}`)}
            inTeam={inTeam}
            widest={desk.audience}
            caseId={caseId}
            teamOf={teamOf}
          />
        </div>
      </div>
    </div>
  );
}

const never = () => () => undefined;
const closed = () => closedRoom;

/** Opens the shared text once the page is there, and leaves it with the page; null until it has arrived. */
function useRoom(
  textId: string | null,
  me: { organisation: string; name: string } | null,
): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  const organisation = me?.organisation;
  const name = me?.name;
  useEffect(() => {
    if (!textId) {
      return;
    }
    let isGone = false;
    let leave: (() => void) | undefined;
    void import("./room").then(({ enterRoom, leaveRoom }) => {
      if (!isGone) {
        const who = organisation === undefined ? null : { organisation, name: name ?? "" };
        setRoom(enterRoom(textId, who));
        leave = () => leaveRoom(textId);
      }
    });
    return () => {
      isGone = true;
      setRoom(null);
      leave?.();
    };
  }, [textId, organisation, name]);
  return room;
}

/** Reads what stands beside the text again: after a change, now and then, and when asked. */
function useBeside(
  textId: string,
  base: string,
  changes: number,
  onRead: (beside: Beside) => void,
): () => Promise<void> {
  const read = useCallback(async () => {
    try {
      const answer = await fetch(`${base}/beside?text=${textId}`, { cache: "no-store" });
      if (answer.ok) {
        onRead((await answer.json()) as Beside);
      }
    } catch {
      // There is no connection: what is shown stays, and is read again later.
    }
  }, [base, textId, onRead]);
  useEffect(() => {
    if (changes === 0) {
      return;
    }
    const timers = [setTimeout(read, pause), setTimeout(read, pause * 2.5)];
    return () => timers.forEach(clearTimeout);
  }, [changes, read]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        void read();
      }
    }, every);
    return () => clearInterval(timer);
  }, [read]);
  return read;
}

/** What is said about a section, for whoever only reads. */
function ReadThreads({ threads, timeZone }: { threads: DeskThread[]; timeZone: string }) {
  const t = useTranslations("alerts.desk");
  const open = threads.filter(({ settled, comments }) => !settled && comments.length > 0);
  return open.length === 0 ? null : (
    <section aria-label={t("margin")} className="mt-6">
      <ul className="flex flex-col gap-2">
        {open.map((thread) => (
          <li key={thread.id} className={cardClass}>
            <p className="text-ink-muted">
              {t("talk.about")} <q dir="auto">{thread.quote}</q>
            </p>
            <ThreadCard
              thread={thread}
              isLost={false}
              mayTalk={false}
              timeZone={timeZone}
              mentionable={[]}
              onReply={async () => false}
              onSettle={() => undefined}
              onFind={null}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LanguageLinks({
  texts,
  current,
  addressOf,
  translations,
}: {
  texts: DeskFacts["texts"];
  current: DeskFacts["text"]["language"];
  addressOf: (language: DeskFacts["text"]["language"]) => string;
  translations: Route;
}) {
  const t = useTranslations("alerts.desk");
  return (
    <nav
      aria-label={t("languages.title")}
      className="flex flex-wrap items-center gap-x-3 text-meta print:hidden"
    >
      <Icon of={Languages} size={16} className="text-accent" />
      {texts.map(({ language, state, behind }) => (
        <span key={language}>
          <Link
            href={addressOf(language) as Route}
            prefetch={false}
            aria-current={language === current ? "page" : undefined}
            className={language === current ? "font-semibold" : "link target"}
          >
            <bdi>{t(`language.${language}`)}</bdi>
          </Link>
          {(behind > 0 || state === "ready") && (
            <span className="text-ink-muted">
              {": "}
              {behind > 0 ? t("languages.behind", { count: behind }) : t("languages.ready")}
            </span>
          )}
        </span>
      ))}
      <Link href={translations} prefetch={false} className="link target">
        {t("languages.sideBySide")}
      </Link>
    </nav>
  );
}
