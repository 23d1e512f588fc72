import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageTile, useStageName } from "@/components/commitments/stage-glyph";
import { ActionForm } from "@/components/forms/action-form";
import { ButtonLink, buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Download, Undo } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import { undoImport } from "@/lib/imports/actions";
import type { ImportEvent, ImportedRow } from "@/lib/imports/import";

/** An import that was carried out: what it did, and the one way to take it all back. */
export function ImportedEvent({
  event,
  rows,
  all,
  when,
}: {
  event: ImportEvent;
  rows: ImportedRow[];
  all: number;
  when: (at: string) => string;
}) {
  const t = useTranslations("imports.done");
  const hasSome =
    event.status === "undone" ? event.keptCount > 0 : event.setCount + event.changedCount > 0;
  return (
    <div className="flex flex-col gap-6">
      {event.status === "undone" && event.undoneAt && (
        <Notice tone="info" title={t("undone", { when: when(event.undoneAt) })}>
          {t("kept", { count: event.keptCount })}
        </Notice>
      )}
      {event.isMine && <Counts event={event} />}
      {hasSome && (
        <p>
          <ButtonLink
            href={`/commitments?import=${event.id}` as Route}
            look={event.status === "done" ? "primary" : "secondary"}
          >
            {t("see")}
          </ButtonLink>
        </p>
      )}
      {event.isMine && (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
          {event.status === "done" && (
            <div className="max-w-sm">
              <ActionForm
                action={undoImport}
                hidden={{ id: event.id }}
                submit={t("undo")}
                look="secondary"
                icon={Undo}
              />
              <p className="mt-1 text-meta text-ink-muted">{t("undoHint")}</p>
            </div>
          )}
          <div>
            <a
              href={`/commitments/import/${event.id}/original`}
              download
              className={buttonClasses({ look: "secondary" })}
            >
              <Icon of={Download} />
              {t("original")}
            </a>
            <p className="mt-1 text-meta text-ink-muted">{t("originalHint")}</p>
          </div>
        </div>
      )}
      <Panel title={t("rows")} count={t("rowsOf", { shown: rows.length, all })} flush>
        <RowsTable rows={rows} isUndone={event.status === "undone"} />
      </Panel>
    </div>
  );
}

function Counts({ event }: { event: ImportEvent }) {
  const t = useTranslations("imports.done");
  const facts: [number, string][] = [
    [event.setCount, t("set")],
    [event.changedCount, t("changed")],
    ...(event.unchangedCount === null
      ? []
      : ([[event.unchangedCount, t("unchanged")]] satisfies [number, string][])),
    [event.skippedCount, t("skipped")],
    [0, t("removed")],
  ];
  return (
    <div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts.map(([count, label]) => (
          <div key={label} className="flex flex-row-reverse items-baseline gap-2">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="font-serif text-h2 font-semibold tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      {event.leftCount > 0 && (
        <p className="text-ink-muted">{t("leftHint", { count: event.leftCount })}</p>
      )}
      {event.undatedCount !== null && event.undatedCount > 0 && (
        <p className="text-ink-muted">{t("undatedHint", { count: event.undatedCount })}</p>
      )}
    </div>
  );
}

function RowsTable({ rows, isUndone }: { rows: ImportedRow[]; isUndone: boolean }) {
  const t = useTranslations("imports.done");
  const check = useTranslations("imports.check");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={t("rows")} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-ui">
        <thead>
          <tr className="border-b border-line text-meta">
            {[t("row"), check("state"), check("case"), t("occasion"), t("what"), t("outcome")].map(
              (head) => (
                <th
                  key={head}
                  scope="col"
                  className="px-2 py-2 text-start font-semibold first:ps-4 last:pe-4"
                >
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.line} ${row.place}`} className="border-b border-line last:border-b-0">
              <td className="px-2 py-1 ps-4 text-ink-muted tabular-nums">{row.line}</td>
              <th scope="row" className="px-2 py-1 text-start font-semibold">
                {row.commitmentId && !(row.isTakenBack && row.outcome === "set") ? (
                  <Link href={`/commitments/${row.commitmentId}` as Route} className="link target">
                    {row.stateName}
                  </Link>
                ) : (
                  row.stateName
                )}
              </th>
              <td className="px-2 py-1">
                {row.caseReference} <bdi>{row.caseTitle}</bdi>
              </td>
              <td className="px-2 py-1">
                <bdi>{row.sessionTitle}</bdi>
              </td>
              <td className="px-2 py-1">
                <span className="flex items-center gap-2">
                  {row.stage && <StageTile stage={row.stage} silent />}
                  <What row={row} />
                </span>
              </td>
              <td className="px-2 py-1 pe-4">
                {row.isTakenBack
                  ? t("takenBack")
                  : isUndone && row.outcome !== "left"
                    ? t("stays")
                    : t(`outcomes.${row.outcome}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What a line brought: the stage, and of what stood already whatever else it changed. */
function What({ row }: { row: ImportedRow }) {
  const t = useTranslations("imports.check");
  const stageName = useStageName();
  const { list } = useFormats();
  const others = row.took.filter((one) => one !== "stage" && one !== "word");
  const said = [
    row.stage ? stageName(row.stage) : "",
    row.word && (!row.stage || row.took.includes("word")) ? t("words", { word: row.word }) : "",
    ...others.map((one) => t(`takings.${one}`)),
  ];
  return list(said.filter(Boolean));
}
