"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Check, Eye, Pencil } from "@/components/ui/icons";
import { notify } from "@/components/ui/notify";
import type { Audience } from "@/db/reference/words";
import { directionOf, isInTheMaking, isOver } from "@/lib/alerts/alert";
import type { DeskFacts, Desk as DeskOf } from "@/lib/alerts/desk";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { AccessEnded } from "./access-ended";
import { BesideVersion } from "./beside-version";
import { ask, type DeskActions } from "./desk-actions";
import { DeskNews, NewsBar } from "./desk-news";
import { Drafts, DraftsContext } from "./drafts";
import { EndNotice } from "./end-notice";
import { FactsStrip } from "./facts-strip";
import type { Known } from "./known";
import { LanguageLinks } from "./language-links";
import { PresenceLine } from "./presence-line";
import { Preview } from "./preview";
import { ReadThreads } from "./read-threads";
import { closedRoom, type End } from "./room-state";
import { SectionList } from "./section-list";
import { isSourced, SectionSources } from "./section-sources";
import { StatusLine } from "./status-line";
import { TextView } from "./text-view";
import { ThumbBar } from "./thumb-bar";
import { useBeside } from "./use-beside";
import { useRestored } from "./use-restored";
import { useRoom } from "./use-room";
import { WholeText } from "./whole-text";
import { writersOf } from "./writers";
import "./desk.css";

// Neither the editor nor the socket is in the first load: the text reads without them.
const SectionEditor = lazy(() => import("./section-editor"));

type Chosen = PartName | "all";

/** The writing desk of one language of an alert. */
export function Desk({
  desk,
  facts,
  first,
  thread,
  isLowData,
  maySeal,
  teamOf,
  timeZone,
  loadedAt,
  actions,
}: {
  desk: DeskOf;
  facts: DeskFacts;
  first: Chosen;
  /** The discussion that somebody has come for. */
  thread: string | null;
  /** No socket and no editor until they are asked for. */
  isLowData: boolean;
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
  const [passages, setPassages] = useState(desk.passages);
  const [names, setNames] = useState<Record<string, string>>({});
  const known: Known = {
    labels: Object.fromEntries(desk.defenders.map(({ id, label }) => [id, label])),
    names,
    passages,
  };
  // Whoever loses the right keeps the text on the screen, with what was not sent.
  const [mayWrite] = useState(right !== "read");
  const [drafts] = useState(() => new Drafts());
  const [writes, setWrites] = useState(!isLowData);
  const isLive = mayWrite && writes;
  const { organisation, membershipId } = desk.me;
  const { room, openAnew } = useRoom(
    isLive ? text.id : null,
    desk.showsPresence ? { organisation, membershipId } : null,
  );
  const state = useSyncExternalStore(room?.subscribe ?? never, room?.read ?? closed, closed);
  const router = useRouter();
  const [wanted, setWanted] = useState<Audience>(desk.audience);
  const audience = desk.beside.offered.includes(wanted) ? wanted : "coalition";
  const { beside, isBehind, isGone, readAt, takenBefore, read } = useBeside({
    textId: text.id,
    base,
    first: desk.beside,
    loadedAt,
    reader: membershipId,
    audience,
    room: state,
    isLowData,
  });
  // A text that is just being opened anew has not ended.
  const ended = state.end === "calledBack" && !state.isUnsent ? null : state.end;
  // What was put in by now says that the right is there again before the page does.
  const maySendNothing =
    mayWrite && (state.isReadOnly || (right === "read" && state.putIn === null));
  const end: End | null = isGone
    ? "removed"
    : (ended ?? (maySendNothing ? (isOver(beside.stage) ? "over" : "readOnly") : null));
  const {
    restored,
    words: takenWords,
    dismiss,
  } = useRestored({
    beside,
    takenBefore,
    room,
    taken: state.taken,
  });
  const colleagues = {
    ...Object.fromEntries(
      Object.entries(beside.authors).flatMap(([id, { name }]) => (name ? [[id, name]] : [])),
    ),
    ...Object.fromEntries(desk.mentionable.flatMap(({ id, name }) => (name ? [[id, name]] : []))),
  };
  const writers = writersOf(beside.authors, state.here, colleagues, organisation);
  const title = beside.parts.find(({ section }) => section === "title")?.plain;
  const [drawnTitle, setDrawnTitle] = useState(title);
  const mayRefresh = end === null && !state.isUnsent;
  useEffect(() => {
    // The title stands above the desk, too, where the server has drawn it.
    if (title !== drawnTitle && mayRefresh) {
      setDrawnTitle(title);
      router.refresh();
    }
  }, [title, drawnTitle, mayRefresh, router]);
  const heardOfRights = useRef(0);
  useEffect(() => {
    if (!room || state.rightsChanged === heardOfRights.current) {
      return;
    }
    heardOfRights.current = state.rightsChanged;
    // The page is asked for again only where it is still there: else what was not sent would go with it.
    void read().then((reading) => {
      if (reading === "read") {
        router.refresh();
      } else if (reading === "notAllowed") {
        room.end("removed");
      } else if (reading === "signedOut") {
        room.end("signedOut");
      }
    });
  }, [state.rightsChanged, room, read, router]);
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
    // On a narrow screen the list lies above the text that was chosen.
    document.getElementById("desk-text")?.scrollIntoView({ block: "nearest" });
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
    await read();
  };
  const hasNames = end === null && inTeam && desk.defenders.some(({ hasIdentity }) => hasIdentity);
  const reading = part && (
    <div lang={language} dir={direction} className="prose min-h-40">
      {part.plain || part.content.content?.some((node) => node.content) ? (
        <TextView content={part.content} known={known} />
      ) : (
        <p className="text-ink-muted">{t("empty")}</p>
      )}
    </div>
  );
  const previewed = isSingle ? chosen : "happened";
  const talks = beside.threads.filter(
    ({ section, settled, comments }) => section === chosen && !settled && comments.length > 0,
  ).length;
  if (end === "removed") {
    return (
      <AccessEnded
        words={() =>
          [state.isUnsent && room?.unsentWords(), ...drafts.words()].filter(Boolean).join("\n\n")
        }
      />
    );
  }
  return (
    <DraftsContext value={drafts}>
      <div data-wide="" className="-mx-4 -mt-6 lg:-mx-6">
        {mayWrite && end === null && (
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
            {isLive && (
              <PresenceLine
                here={state.here}
                colleagues={colleagues}
                isHidden={!desk.showsPresence}
              />
            )}
          </div>
        )}
        {end === null && (
          <DeskNews
            putIn={state.putIn}
            restored={restored}
            takenWords={takenWords}
            base={base}
            language={language}
            onPutInRead={() => room?.forgetPutIn()}
            onRestoredRead={dismiss}
          />
        )}
        {end && (
          <NewsBar>
            <EndNotice
              end={end}
              isUnsent={state.isUnsent}
              words={() => (end === "calledBack" ? room?.unsentWords() : room?.words()) ?? ""}
              read={read}
              onOpenAnew={openAnew}
              onSignedIn={() => room?.reopen()}
              onOther={() => room?.end("otherPerson")}
            />
          </NewsBar>
        )}
        <div className="grid gap-y-6 lg:grid-cols-[12rem_minmax(0,1fr)] min-[88rem]:grid-cols-[12rem_minmax(0,1fr)_18.5rem]">
          <div
            id="desk-sections"
            className="px-4 pt-4 lg:border-e lg:border-line lg:px-0 lg:pt-5 print:hidden"
          >
            <SectionList
              stage={beside.stage}
              parts={beside.parts}
              threads={beside.threads}
              typed={beside.typed}
              here={state.here}
              current={chosen}
              addressOf={addressOf}
              onChoose={choose}
            />
          </div>
          <div id="desk-text" className="flex min-w-0 flex-col px-4 lg:px-6 lg:pt-5">
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
            {right === "write" && end === null && (
              <BesideVersion stage={beside.stage} version={beside.version} />
            )}
            {right !== "read" && (
              <p className="mb-4 hidden text-ink-muted scripts-off:block print:hidden">
                {t("noScripts")}
              </p>
            )}
            {mayWrite && !writes && (
              <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 scripts-off:hidden print:hidden">
                <Button icon={Pencil} look="primary" size="small" onClick={() => setWrites(true)}>
                  {t("lowData.write")}
                </Button>
                <span className="text-meta text-ink-muted">{t("lowData.why")}</span>
              </p>
            )}
            {isSingle ? (
              <>
                {chosen === "happened" && <FactsStrip facts={facts} />}
                {room && isLive ? (
                  <Suspense fallback={reading}>
                    {state.isOpen ? (
                      <SectionEditor
                        key={chosen}
                        room={room}
                        isOpen={state.isOpen}
                        isEnded={end !== null}
                        isBehind={isBehind}
                        section={chosen}
                        label={nameOf(chosen)}
                        place={{ caseId, alertId, textId: text.id }}
                        language={language}
                        right={right}
                        maySeal={maySeal}
                        showsPresence={desk.showsPresence}
                        me={desk.me}
                        colleagues={colleagues}
                        thread={thread}
                        known={known}
                        typed={beside.typed}
                        defenders={desk.defenders}
                        mentionable={desk.mentionable}
                        threads={beside.threads}
                        authors={writers}
                        timeZone={timeZone}
                        actions={actions}
                        onTalk={() => void read()}
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
                {isSourced(chosen) && (inTeam || facts.sources.length > 0) && (
                  <SectionSources sources={facts.sources} />
                )}
                <div className="mt-6 flex flex-wrap items-center gap-3 scripts-off:hidden print:hidden">
                  {right === "write" &&
                    end === null &&
                    part &&
                    chosen !== "title" &&
                    isInTheMaking(beside.stage) && (
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
              <WholeText
                parts={beside.parts}
                known={known}
                facts={facts}
                language={language}
                direction={direction}
              />
            )}
            <div className="mt-auto pt-6">
              <StatusLine
                room={state}
                end={end}
                isLive={isLive}
                readAt={readAt}
                timeZone={timeZone}
                stage={beside.stage}
                version={beside.version}
                history={`${base}/history` as Route}
              />
            </div>
          </div>
          <div
            id="desk-readers"
            className="border-line px-4 py-5 max-[88rem]:border-t lg:px-6 lg:max-[88rem]:col-start-2 min-[88rem]:border-s min-[88rem]:px-5"
          >
            <Preview
              beside={beside}
              behind={isBehind ? (end || !state.isConnected ? "unsent" : "reading") : null}
              room={state.isOpen && isBehind ? room : null}
              changes={state.changes}
              section={previewed}
              sectionName={nameOf(previewed)}
              language={language}
              languageName={t(`language.${language}`)}
              inTeam={inTeam}
              audience={audience}
              onAudience={setWanted}
              caseId={caseId}
              teamOf={teamOf}
            />
          </div>
        </div>
        <ThumbBar talks={talks} />
      </div>
    </DraftsContext>
  );
}

const never = () => () => undefined;
const closed = () => closedRoom;
