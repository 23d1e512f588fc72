import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { classes } from "@/components/ui/classes";
import { Bell } from "@/components/ui/icons";
import { type AlertSection, alertSections } from "@/db/reference/words";
import { type Answer, marksOf, type SectionMark } from "@/lib/alerts/alert";
import type { SignOnRow } from "@/lib/alerts/shown";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { MarkTile, MarkTiles } from "./section-mark";

interface Props {
  rows: readonly SignOnRow[];
  /** The sections that stand in the text which is signed. */
  inText: readonly AlertSection[];
  place: { caseId: string; alertId: string };
  timeZone: string;
  /** The text is back where it is written, and no answer stands. */
  isTakenBack: boolean;
  /** For whoever coordinates; null where nothing can be done. */
  actions: { nudge: FormServerAction<void> } | null;
}

const standing = ({ answer }: SignOnRow): Answer | null =>
  answer?.holds ? { answer: answer.answer, section: answer.section as AlertSection | null } : null;

const marksIn = (row: SignOnRow, inText: readonly AlertSection[]) =>
  marksOf(standing(row), row.drafted, row.commented, inText);

const numberOf = (section: AlertSection) => alertSections.indexOf(section) + 1;

/** Organisations by sections, with what each said of the whole text; a list of the same on a narrow screen. */
export function SignOnTable({ rows, inText, place, timeZone, isTakenBack, actions }: Props) {
  const t = useTranslations("signOn");
  const marks = new Map(rows.map((row) => [row.requestId, marksIn(row, inText)]));
  // Beside the text, partners may have written and spoken in sections that its audience does not read.
  const columns = alertSections.filter(
    (section) =>
      inText.includes(section) || [...marks.values()].some((row) => row[section].length > 0),
  );
  const signed = (section: AlertSection) =>
    rows.filter((row) => marks.get(row.requestId)?.[section].includes("signed")).length;
  const whole = rows.filter((row) => standing(row)?.answer === "signed").length;
  return (
    <>
      <Key />
      <div className="max-lg:hidden">
        <table className="mt-3 w-full table-fixed">
          <caption className="sr-only">{t("table")}</caption>
          <thead>
            <tr className="border-b border-line align-bottom text-meta">
              <th scope="col" className="w-[17%] py-2 pe-2 font-semibold">
                {t("column.organisation")}
              </th>
              {columns.map((section) => (
                <th key={section} scope="col" className="px-0.5 py-2 font-semibold">
                  <span className="block font-normal text-ink-muted">{numberOf(section)}</span>
                  {t(`short.${section}`)}
                </th>
              ))}
              <th scope="col" className="w-[15%] py-2 ps-3 font-semibold">
                {t("column.whole")}
              </th>
              <th scope="col" className="w-[10%] py-2 ps-2 font-semibold">
                {t("column.last")}
              </th>
              <th scope="col" className="w-[12%] py-2">
                <span className="sr-only">{t("column.action")}</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.requestId} className="h-10">
                <th scope="row" className="wrap-anywhere py-1 pe-2 font-semibold">
                  <bdi>{row.name}</bdi>
                </th>
                {columns.map((section) => (
                  <td key={section} className="px-0.5 py-1">
                    <Tiles section={section} marks={marks.get(row.requestId)?.[section]} />
                  </td>
                ))}
                <td className="py-1 ps-3">
                  <Whole of={row} isTakenBack={isTakenBack} />
                </td>
                <td className="py-1 ps-2 text-meta text-ink-muted">
                  <LastReply of={row} timeZone={timeZone} />
                </td>
                <td className="py-1 text-end text-meta">
                  <Actions row={row} place={place} timeZone={timeZone} actions={actions} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t-2 border-line-strong text-meta text-ink-muted">
              <th scope="row" className="py-2 font-normal">
                {t("totals", { asked: rows.length })}
              </th>
              {columns.map((section) => (
                <td key={section} className="py-2 text-center">
                  {signed(section)}
                </td>
              ))}
              <td colSpan={3} className="py-2 ps-3">
                {t("totalWhole", { count: whole })}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <ol className="mt-3 list-inside list-decimal columns-2 gap-x-4 text-meta text-ink-muted lg:hidden">
        {columns.map((section) => (
          <li key={section} value={numberOf(section)}>
            {t(`short.${section}`)}
          </li>
        ))}
      </ol>
      <ul className="mt-3 divide-y divide-line border-y border-line lg:hidden">
        {rows.map((row) => (
          <li key={row.requestId} className="py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="wrap-anywhere min-w-0 font-semibold">
                <bdi>{row.name}</bdi>
              </p>
              <p className="text-meta text-ink-muted">
                <LastReply of={row} timeZone={timeZone} />
              </p>
            </div>
            <p>
              <Whole of={row} isTakenBack={isTakenBack} />
            </p>
            <ol className="mt-2 grid grid-cols-8 gap-1">
              {columns.map((section) => (
                <li key={section}>
                  <span aria-hidden="true" className="block text-center text-meta text-ink-muted">
                    {numberOf(section)}
                  </span>
                  <Tiles section={section} marks={marks.get(row.requestId)?.[section]} />
                </li>
              ))}
            </ol>
            <div className="mt-2 text-meta">
              <Actions row={row} place={place} timeZone={timeZone} actions={actions} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Key() {
  const t = useTranslations("signOn");
  const marks = ["signed", "with_change", "commented", "drafted", "objects"] as const;
  return (
    <ul aria-label={t("key")} className="flex flex-wrap gap-x-6 gap-y-2 text-meta">
      {marks.map((mark) => (
        <li key={mark} className="flex items-center gap-2">
          <MarkTile mark={mark} className="min-h-6 min-w-10 px-1.5" />
          {t(`mark.${mark}`)}
        </li>
      ))}
      <li className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-10 text-center text-ink-muted">
          —
        </span>
        {t("mark.none")}
      </li>
    </ul>
  );
}

function Tiles({
  section,
  marks = [],
}: {
  section: AlertSection;
  marks: readonly SectionMark[] | undefined;
}) {
  const t = useTranslations("signOn");
  const { list } = useFormats();
  const said = marks.length > 0 ? list(marks.map((mark) => t(`mark.${mark}`))) : t("mark.none");
  return (
    <MarkTiles
      marks={marks}
      words={t("cell", { section: t(`short.${section}`), mark: said })}
      className={classes("h-8 max-lg:[&_svg]:hidden", marks.length > 1 && "[&_svg]:hidden")}
    />
  );
}

function Whole({ of: row, isTakenBack }: { of: SignOnRow; isTakenBack: boolean }) {
  const t = useTranslations("signOn");
  return (
    <>
      <Said of={row} isTakenBack={isTakenBack} />
      {row.hasEnded && <span className="block text-meta text-caution">{t("accessEnded")}</span>}
    </>
  );
}

/** What an organisation said of the whole text last, or how far it is. */
function Said({ of: row, isTakenBack }: { of: SignOnRow; isTakenBack: boolean }) {
  const t = useTranslations("signOn.whole");
  const words = useTranslations("signOn");
  const { answer } = row;
  if (answer && !answer.holds) {
    const over = isTakenBack
      ? ({ signed: "takenBack", answered: "answeredTakenBack" } as const)
      : ({ signed: "again", answered: "answeredAgain" } as const);
    return (
      <span className="text-caution">
        {t(answer.answer === "signed" ? over.signed : over.answered, {
          version: answer.versionNumber,
        })}
      </span>
    );
  }
  switch (answer?.answer) {
    case "signed":
      return (
        <strong>
          {t(row.holdsText ? "signedHolds" : "signed", { version: answer.versionNumber })}
        </strong>
      );
    case "with_change":
      return t("with_change");
    case "cannot":
      return (
        <strong className="text-danger">
          {answer.section
            ? t("objects", { section: words(`short.${answer.section as AlertSection}`) })
            : t("cannot")}
        </strong>
      );
  }
  if (row.openComments > 0) {
    return t("commented", { count: row.openComments });
  }
  if (row.approved !== null) {
    return t("approved", { version: row.approved });
  }
  return t(row.drafted.length > 0 ? "drafting" : row.hasOpened ? "opened" : "none");
}

function LastReply({ of: { lastAt }, timeZone }: { of: SignOnRow; timeZone: string }) {
  const t = useTranslations("signOn");
  const formats = useFormats();
  return lastAt
    ? `${formats.day(dayInZone(lastAt, timeZone), "short")}, ${formats.time(lastAt, timeZone)}`
    : t("noReply");
}

function Actions({
  row,
  place,
  timeZone,
  actions,
}: Pick<Props, "place" | "timeZone" | "actions"> & { row: SignOnRow }) {
  const t = useTranslations("signOn");
  const { day } = useFormats();
  const desk = `/cases/${place.caseId}/alerts/${place.alertId}`;
  const { answer } = row;
  if (answer?.holds && answer.answer !== "signed") {
    return (
      <a href={`#answer-${row.requestId}`} className="link target">
        {t(answer.answer === "cannot" ? "readObjection" : "readChange")}
      </a>
    );
  }
  if (answer?.holds) {
    return null;
  }
  const { firstTalk } = row;
  const comments = firstTalk && (
    <Link
      href={
        `${desk}?language=${firstTalk.language}&thread=${firstTalk.threadId}#comment-${firstTalk.commentId}` as Route
      }
      prefetch={false}
      className="link target"
    >
      {t("readComments", { count: row.openComments })}
    </Link>
  );
  if (!actions || row.isOwn || row.hasEnded) {
    return comments || null;
  }
  const hidden = { ...place, requestId: row.requestId };
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 max-lg:justify-start">
      {comments}
      <ActionForm
        action={actions.nudge}
        hidden={hidden}
        submit={t("nudge")}
        name={t("nudgeOf", { name: row.name })}
        icon={Bell}
        look="secondary"
        size="small"
      />
      {row.nudgedAt && (
        <span className="text-ink-muted">
          {t("nudged", { date: day(dayInZone(row.nudgedAt, timeZone), "short") })}
        </span>
      )}
    </div>
  );
}
