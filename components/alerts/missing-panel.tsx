import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { EyeOff, Lock, MessageSquare } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import type { AlertStage } from "@/db/reference/words";
import { isInTheMaking, type PartState, tasksOf } from "@/lib/alerts/alert";
import type { TextNote } from "@/lib/alerts/shown";

const inTheMaking = { todo: "sectionEmpty", doing: "sectionOpen", done: "sectionDone" } as const;
const outAlready = {
  todo: "sectionEmpty",
  doing: "sectionWritten",
  done: "sectionWritten",
} as const;

/** How far the sections are, which of them stops the review, and what a reader of the edition may stumble over. */
export function MissingPanel({
  stage,
  parts,
  notes,
  base,
}: {
  stage: AlertStage;
  parts: readonly PartState[];
  notes: readonly TextNote[];
  /** The address of the alert. */
  base: string;
}) {
  const t = useTranslations("alerts");
  const isMade = isInTheMaking(stage);
  const words = isMade ? inTheMaking : outAlready;
  const tasks = tasksOf(parts);
  const isMissing = tasks.some(({ status }) => status === "todo");
  const names = notes.filter(({ kind }) => kind === "typedName");
  const gaps = notes.filter((note) => note.kind === "gap");
  const talks = notes.filter((note) => note.kind === "open");
  const doing = isMade ? tasks.filter(({ status }) => status === "doing").length : 0;
  const link = ({ language, section }: TextNote) => (
    <Link
      href={`${base}?language=${language}&section=${section}` as Route}
      prefetch={false}
      className="link target"
    >
      {t("review.where", {
        section: t(`section.${section}`),
        language: t(`language.${language}`),
      })}
    </Link>
  );
  return (
    <Panel title={t("review.missing")}>
      {names.length > 0 && (
        <div className="mb-3 flex gap-2 text-danger">
          <Icon of={Lock} size={16} className="mt-1" />
          <div className="min-w-0">
            <p className="font-semibold">{t("review.typedNames")}</p>
            <ul className="mt-1 text-ink">
              {names.map((note) => (
                <li key={`${note.language}${note.section}`}>{link(note)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {isMissing ? (
        <p className="mb-2 text-meta text-ink-muted">{t("review.missingHint")}</p>
      ) : (
        names.length === 0 && <p>{t("review.nothingMissing", { count: doing })}</p>
      )}
      <ul className="mt-2 text-meta">
        {tasks.map(({ section, status }) => (
          <li key={section} className={`py-1 ${status === "todo" ? "font-semibold" : ""}`}>
            {t(`review.${words[status]}`, { section: t(`section.${section}`) })}
          </li>
        ))}
      </ul>
      {talks.length > 0 && (
        <div className="mt-3 flex gap-2 border-t border-line pt-3 text-meta text-ink-muted">
          <Icon of={MessageSquare} size={16} className="mt-0.5" />
          <div className="min-w-0">
            <p>{t("review.talks")}</p>
            <ul className="mt-1">
              {talks.map((note) => (
                <li key={`${note.language}${note.section}`}>
                  {link(note)} {t("review.talkCount", { count: note.count })}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {gaps.length > 0 && (
        <div className="mt-3 flex gap-2 border-t border-line pt-3 text-meta text-ink-muted">
          <Icon of={EyeOff} size={16} className="mt-0.5" />
          <div className="min-w-0">
            <p>{t("review.gaps")}</p>
            <ul className="mt-1">
              {gaps.map((note) => (
                <li key={`${note.language}${note.section}`}>
                  {link(note)}
                  {note.count > 1 && ` ${t("review.gapCount", { count: note.count })}`}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <p className="mt-3">
        <ButtonLink href={base as Route} size="small">
          {t("review.read")}
        </ButtonLink>
      </p>
    </Panel>
  );
}
