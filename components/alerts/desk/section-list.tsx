"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import type { AlertStage } from "@/db/reference/words";
import { isInTheMaking } from "@/lib/alerts/alert";
import type { Beside, DeskPart, DeskThread } from "@/lib/alerts/desk";
import type { PartName } from "@/lib/alerts/part-names";
import type { Present } from "./room-state";

const tones = {
  todo: undefined,
  doing: "font-semibold text-accent",
  done: "text-done",
  empty: undefined,
} as const;

/** Whether anything stands in a part: words, or somebody's mark. */
const isWritten = ({ plain, content }: DeskPart) =>
  plain !== "" || (content.content ?? []).some((node) => node.content);

/**
 * What is to do, in any order: the eight sections with how far each is, who is there and what is said about it. Of a text
 * that went out or is over, only which of them are empty.
 */
export function SectionList({
  stage,
  parts,
  threads,
  typed,
  here,
  current,
  addressOf,
  onChoose,
}: {
  stage: AlertStage;
  parts: readonly DeskPart[];
  threads: readonly DeskThread[];
  /** Protected names that stand in words; the team's to know. */
  typed: Beside["typed"];
  here: readonly Present[];
  current: PartName | "all";
  addressOf: (section: PartName | "all") => string;
  onChoose: (section: PartName | "all") => void;
}) {
  const t = useTranslations("alerts.desk");
  const sections = parts.filter(({ section }) => section !== "title");
  const isMade = isInTheMaking(stage);
  const done = sections.filter(({ status }) => status === "done").length;
  const written = sections.filter(isWritten).length;
  const choose = (section: PartName | "all") => (event: MouseEvent) => {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      onChoose(section);
    }
  };
  const list = (
    <ol className="border-b border-line">
      {sections.map((part, index) => {
        const { section, status } = part;
        const present = here.filter((one) => one.section === section && !one.isMe).length;
        const said = threads.filter(
          (thread) => thread.section === section && !thread.settled && thread.comments.length > 0,
        ).length;
        const how = isMade ? status : isWritten(part) ? null : "empty";
        const more = [
          present > 0 && t("sections.here", { count: present }),
          said > 0 && t("sections.comments", { count: said }),
          how === "todo" && section === "risk" && t("sections.needed"),
        ].filter((words) => words !== false);
        return (
          <li key={section} className="border-t border-line">
            <a
              href={addressOf(section)}
              onClick={choose(section)}
              aria-current={section === current ? "page" : undefined}
              className="grid min-h-14 grid-cols-[1.25rem_minmax(0,1fr)] content-center gap-x-2 border-s-4 border-transparent py-2.5 ps-3 pe-2 hover:bg-sunken focus-visible:-outline-offset-3 aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
            >
              <span className="font-normal text-ink-muted">{index + 1}</span>
              <span>
                {t(`section.${section}`)}
                <span className="block text-meta font-normal text-ink-muted">
                  {how && <span className={tones[how]}>{t(`sectionStatus.${how}`)}</span>}
                  {more.map((words, place) => (
                    <span key={words}>
                      {(how || place > 0) && " · "}
                      {words}
                    </span>
                  ))}
                  {typed.some((name) => name.section === section) && (
                    <span className="block font-semibold text-danger">
                      {t("sections.typedName")}
                    </span>
                  )}
                </span>
              </span>
            </a>
          </li>
        );
      })}
    </ol>
  );
  const all = sections.length;
  const count = isMade
    ? t("sections.done", { done, all })
    : t("sections.written", { written, all });
  const name = current === "all" ? t("sections.all") : t(`section.${current}`);
  const whole = (
    <p className="py-3 ps-4 text-meta">
      <a
        href={addressOf("all")}
        onClick={choose("all")}
        aria-current={current === "all" ? "page" : undefined}
        className="link target"
      >
        {t("sections.readAll")}
      </a>
    </p>
  );
  return (
    <nav aria-label={t("sections.title")}>
      <details className="rounded-control border border-line bg-surface lg:hidden">
        <summary className="flex min-h-11 items-center justify-between gap-3 px-4 font-semibold">
          <span>{name}</span>
          <span className="text-meta font-normal text-ink-muted">{count}</span>
        </summary>
        {list}
        {whole}
      </details>
      <div className="max-lg:hidden">
        <h2 className="ps-4">{t("sections.title")}</h2>
        <p className="mb-3 ps-4 text-meta text-ink-muted">{count}</p>
        {list}
        {whole}
      </div>
    </nav>
  );
}
