"use client";

import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { memo, type ReactNode, useDeferredValue, useId, useState } from "react";
import { Icon } from "@/components/ui/icon";
import {
  EyeOff,
  FileText,
  type IconData,
  MapPin,
  Megaphone,
  MessageSquare,
  Pencil,
} from "@/components/ui/icons";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { changedWords } from "@/lib/alerts/changed-words";
import type { Beside, DeskPart, Preview as PreviewOf, TextNode } from "@/lib/alerts/desk";
import type { PartName } from "@/lib/alerts/part-names";
import { type TakenOut, takenOut } from "@/lib/alerts/taken-out";
import { nothingKnown } from "./known";
import type { Room } from "./room";
import { TextView } from "./text-view";
import { type ShownBlocks, shownBlocks } from "./unread";

interface Shown {
  beside: Beside;
  /** What was typed last, in whichever section, is not in it yet: it is being read, or was not sent. */
  behind: "reading" | "unsent" | null;
  section: PartName;
  sectionName: string;
  language: AlertLanguage;
  languageName: string;
  inTeam: boolean;
  audience: Audience;
  onAudience: (audience: Audience) => void;
  caseId: string;
  /** The organisation whose team asks for consent. */
  teamOf: string;
}

/**
 * What each audience would read of the section, as consent stands, and what is taken out of its edition. It shows what
 * the server has stored and looked at; where other words stand on the screen by now, it shows neither these nor those.
 */
export function Preview({
  room,
  changes,
  ...shown
}: Shown & {
  /** Where the text stands as it is on the screen, while what was stored is behind it. */
  room: Room | null;
  /** How often that has changed. */
  changes: number;
}) {
  const { beside, behind, section, audience } = shown;
  // A long text is compared in between: it must not stop a key.
  const at = useDeferredValue(changes);
  const preview = beside.previews[audience];
  const blocks =
    behind && room && preview
      ? shownBlocks(
          beside.parts.find((one) => one.section === section)?.content,
          room.content(section, at),
          editionOf(preview, section),
          audience,
        )
      : null;
  const [only, setOnly] = useState(blocks);
  // Drawn anew only where other blocks are shown, and not at each key in one of them.
  if (JSON.stringify(only) !== JSON.stringify(blocks)) {
    setOnly(blocks);
  }
  return <Audiences {...shown} isLive={room !== null} only={only} />;
}

/** What an audience reads of one section, as it was looked at. */
const editionOf = (preview: PreviewOf | undefined, section: PartName): TextNode | undefined =>
  section === "title"
    ? { type: "doc", content: [line(preview?.text.title ?? "")] }
    : preview?.text.sections[section];

const Audiences = memo(function Audiences({
  beside,
  behind,
  isLive,
  only,
  section,
  sectionName,
  language,
  languageName,
  inTeam,
  audience,
  onAudience,
  caseId,
  teamOf,
}: Shown & {
  /** It is written from here. */
  isLive: boolean;
  /** The blocks whose words are known; all of them where it is null. */
  only: ShownBlocks | null;
}) {
  const t = useTranslations("alerts.desk");
  const locale = useLocale();
  const { offered } = beside;
  const id = useId();
  const preview = beside.previews[audience];
  const part = beside.parts.find((one) => one.section === section);
  const shown = editionOf(preview, section);
  const out = preview && takenOut(audience, beside.parts, preview.people, beside.threads);
  const words = lettersOf(shown);
  // The risk of publishing is for the coalition at most: none of it is on its way to anybody else.
  const isWaiting =
    (only?.includes(null) ?? false) &&
    !(section === "risk" && (audience === "missions" || audience === "public"));
  const gap = (
    <p
      data-testid="behind"
      lang={locale}
      dir="auto"
      className="font-sans text-ui text-ink-muted scripts-off:hidden"
    >
      {t(behind === "unsent" ? "preview.unsentHere" : "preview.reading")}
    </p>
  );
  const changed = part ? changedWords(lettersOf(part.content), words) : [];
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id}>{t("preview.title")}</h2>
      <div
        role="tablist"
        aria-label={t("preview.audiences")}
        className="grid auto-cols-fr grid-flow-col rounded-control border border-line-strong bg-surface"
      >
        {offered.map((one) => (
          <button
            key={one}
            id={`${id}-${one}`}
            type="button"
            role="tab"
            aria-selected={one === audience}
            aria-controls={`${id}-panel`}
            tabIndex={one === audience ? 0 : -1}
            onClick={() => onAudience(one)}
            onKeyDown={(event) => {
              const step = stepOf(event.key, event.currentTarget);
              if (step) {
                const next = offered.at((offered.indexOf(one) + step) % offered.length) as Audience;
                onAudience(next);
                document.getElementById(`${id}-${next}`)?.focus();
              }
            }}
            className="min-h-9 border-line-strong px-1 text-meta not-first:border-s first:rounded-s-[5px] last:rounded-e-[5px] aria-selected:bg-accent aria-selected:font-semibold aria-selected:text-on-accent focus-visible:-outline-offset-3 coarse:min-h-11"
          >
            {t(`audience.${one}`)}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${audience}`}>
        <div
          aria-busy={behind === "reading" && (isWaiting || !isLive)}
          className="rounded-panel border border-line bg-surface p-4"
        >
          {behind && !isLive && (
            <p data-testid="behind" className="mb-2 text-meta font-semibold text-caution">
              {t(`preview.${behind}`)}
            </p>
          )}
          <p className="mb-2 text-meta text-ink-muted">
            {t("preview.of", {
              section: sectionName,
              audience: t(`audience.${audience}`),
              language: languageName,
            })}
          </p>
          <div lang={language} dir="auto" className="prose prose-preview">
            {!preview ? (
              <p className="text-ink-muted">{t("preview.reading")}</p>
            ) : preview.unchecked.includes(section) && !isWaiting ? (
              <p className="text-ink-muted">{t("preview.unchecked")}</p>
            ) : words || isWaiting ? (
              <TextView
                content={shown}
                known={nothingKnown}
                marked={changed}
                {...(isWaiting && only && { only, gap })}
              />
            ) : (
              <p className="text-ink-muted">{t("preview.nothing")}</p>
            )}
          </div>
          {out && out.suggestions > 0 && (
            <p className="mt-3 border-t border-line pt-3 text-meta text-ink-muted">
              {t("preview.withoutSuggestions")}
            </p>
          )}
        </div>
        <p className="mt-3 text-meta text-ink-muted">
          {t(audience === "public" ? "preview.stateReads" : "preview.stateReadsPublicOnly")}
          {/* Always said: said only where a name stands, it would confirm a guess. */}
          {!inTeam && ` ${t("preview.ownWords")}`}
        </p>
        {out && (
          <Taken
            out={out}
            audience={audience}
            inTeam={inTeam}
            caseId={caseId}
            teamOf={teamOf}
            parts={beside.parts}
          />
        )}
      </div>
    </section>
  );
});

const stepOf = (key: string, of: HTMLElement): number => {
  const forward = getComputedStyle(of).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  return key === forward ? 1 : key === "ArrowLeft" || key === "ArrowRight" ? -1 : 0;
};

const line = (text: string): TextNode => ({
  type: "paragraph",
  ...(text && { content: [{ type: "text", text }] }),
});

/** The letters of a text as they are drawn, with one in the place of each name and passage. */
function lettersOf(node: TextNode | undefined): string {
  if (!node) {
    return "";
  }
  if (node.type === "person" || node.type === "sealed") {
    return "\ufffc";
  }
  if (node.marks?.some(({ type }) => type === "insertion")) {
    return "";
  }
  return (node.text ?? "") + (node.content ?? []).map(lettersOf).join("");
}

function Taken({
  out,
  audience,
  inTeam,
  caseId,
  teamOf,
  parts,
}: {
  out: TakenOut;
  audience: Audience;
  inTeam: boolean;
  caseId: string;
  teamOf: string;
  parts: readonly DeskPart[];
}) {
  const t = useTranslations("alerts.desk.taken");
  const sections = useTranslations("alerts.desk.section");
  const missing = out.people.filter(({ shown }) => shown === "missing");
  const labelled = out.people.filter(({ shown }) => shown === "label");
  const held = out.people.filter(({ shown }) => shown === "held");
  const numberOf = (section: PartName) => parts.findIndex((part) => part.section === section);
  const rows: { key: string; icon: IconData; text: ReactNode; tone?: string }[] = [
    ...missing.map((person) => ({
      key: person.defenderId,
      icon: EyeOff,
      tone: "text-danger",
      text: (
        <>
          <b>{t("missing", { label: person.label })}</b>{" "}
          {inTeam ? (
            <Link
              href={`/cases/${caseId}/people/${person.defenderId}/consent` as Route}
              prefetch={false}
              className="link"
            >
              {t("askThem", { label: person.label })}
            </Link>
          ) : (
            t("askTeam", { organisation: teamOf })
          )}
        </>
      ),
    })),
    ...labelled.map((person) => ({
      key: person.defenderId,
      icon: EyeOff,
      text: t.rich(audience === "coalition" ? "labelCoalition" : `label_${audience}`, {
        label: person.label,
        b: (words) => <b>{words}</b>,
      }),
    })),
    ...held.map(({ defenderId, label }) => ({
      key: defenderId,
      icon: EyeOff,
      text: t.rich("held", { label, b: (words) => <b>{words}</b> }),
    })),
    ...out.passages.map(({ section, instead }, index) => ({
      key: `${section}${index}`,
      icon: MapPin,
      text: t.rich(instead ? "passage" : "passageGone", {
        number: numberOf(section),
        instead,
        b: (words) => <b>{words}</b>,
      }),
    })),
    ...(out.asks.length > 0
      ? [{ key: "asks", icon: Megaphone, text: t("asks", { count: out.asks.length }) }]
      : []),
    ...out.sections.map((section) => ({
      key: section,
      icon: FileText,
      text: t("section", { section: sections(section) }),
    })),
    ...(out.threads > 0
      ? [{ key: "threads", icon: MessageSquare, text: t("threads", { count: out.threads }) }]
      : []),
    ...(out.suggestions > 0
      ? [{ key: "suggestions", icon: Pencil, text: t("suggestions", { count: out.suggestions }) }]
      : []),
  ];
  return (
    <>
      <h3 className="mt-5">{t("title")}</h3>
      {rows.length === 0 ? (
        <p className="mt-2 text-ink-muted">{t("nothing")}</p>
      ) : (
        <ul className="mt-2">
          {missing.length > 0 && (
            <li className="border-t border-line py-2.5 font-semibold text-danger">
              {t("cannotBeMade")}
            </li>
          )}
          {rows.map(({ key, icon, text, tone }) => (
            <li key={key} className="flex gap-2.5 border-t border-line py-2.5 text-meta">
              <Icon of={icon} className={tone ?? ""} />
              <span className="min-w-0">{text}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 border-t border-line pt-3 text-meta text-ink-muted">{t("names")}</p>
    </>
  );
}
