import { useTranslations } from "next-intl";
import { type Stage, StageGlyph, useStageName } from "@/components/commitments/stage-glyph";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Check, UserCheck, X } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import type { Draft } from "@/lib/imports/import";
import type { PreviewCell, PreviewRow } from "@/lib/imports/sheet";
import { FillEdge } from "./swatch";

/** The sheet as it would be read: a row for each of its rows, the colour of each cell at its edge. */
export function PreviewTable({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.check");
  const { facts, preview } = draft;
  const isMatrix = facts.shape === "matrix";
  const columns = facts.columns.filter(({ role }) => role === "matrix-case");
  const has = (role: string) => facts.columns.some((column) => column.role === role);
  if (preview.rows.length === 0) {
    return <p className="p-4 text-ink-muted">{t("noRows")}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={t("title")} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-ui">
        <thead>
          <tr className="border-b border-line text-meta">
            <Head>{t("asTyped")}</Head>
            <Head>{t("state")}</Head>
            <Head>{t("how")}</Head>
            {isMatrix ? (
              columns.map(({ index, headings }) => (
                <Head key={index} isNarrow>
                  <bdi>{headings.at(-1)}</bdi>
                </Head>
              ))
            ) : (
              <>
                {has("case") && <Head>{t("case")}</Head>}
                <Head>{t("stage")}</Head>
                {has("owner") && <Head>{t("owner")}</Head>}
                {has("date") && <Head>{t("date")}</Head>}
                {has("note") && <Head>{t("note")}</Head>}
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <Row
              key={row.line}
              row={row}
              draft={draft}
              places={columns.map(({ index }) => index)}
              has={has}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ isNarrow, children }: { isNarrow?: boolean; children: React.ReactNode }) {
  return (
    <th
      scope="col"
      className={classes(
        "px-2 py-2 text-start font-semibold first:ps-4 last:pe-4",
        isNarrow && "max-w-24 min-w-12",
      )}
    >
      {children}
    </th>
  );
}

function Row({
  row,
  draft,
  places,
  has,
}: {
  row: PreviewRow;
  draft: Draft;
  places: number[];
  has: (role: string) => boolean;
}) {
  const { facts, stateNames, choices } = draft;
  const isChosen = choices.states[row.key] !== undefined && choices.states[row.key] !== "";
  const [only] = row.cells;
  return (
    <tr className={classes("border-b border-line last:border-b-0", isChosen && "bg-accent-soft")}>
      <td className="px-2 py-1 ps-4 text-ink-muted">
        <bdi>{row.state}</bdi>
      </td>
      <th scope="row" className="px-2 py-1 text-start font-semibold">
        {row.code ? (stateNames[row.code] ?? row.code) : ""}
      </th>
      <td className="px-2 py-1 text-meta whitespace-nowrap">
        <How row={row} draft={draft} isChosen={isChosen} />
      </td>
      {facts.shape === "matrix" ? (
        places.map((place) => (
          <td key={place} className="p-1 align-middle last:pe-4">
            <Cell cell={row.cells.find((cell) => cell.place === place)} />
          </td>
        ))
      ) : (
        <>
          {has("case") && (
            <td className="px-2 py-1">
              <bdi>{only && caseName(draft, only.case)}</bdi>
            </td>
          )}
          <td className="p-1">
            <Cell cell={only} isNamed />
          </td>
          {has("owner") && <td className="px-2 py-1">{only?.owner}</td>}
          {has("date") && (
            <td className="px-2 py-1 whitespace-nowrap">{only && <DateOf cell={only} />}</td>
          )}
          {has("note") && (
            <td className="max-w-64 truncate px-2 py-1 pe-4 text-ink-muted">
              <bdi>{only?.note}</bdi>
            </td>
          )}
        </>
      )}
    </tr>
  );
}

function caseName({ facts, meant, cases }: Draft, key: string): string {
  const found = cases.find(({ id }) => id === meant.cases[key]);
  return found?.title ?? facts.cases.find((one) => one.key === key)?.text ?? "";
}

function How({ row, draft, isChosen }: { row: PreviewRow; draft: Draft; isChosen: boolean }) {
  const t = useTranslations("imports.check");
  const typed = draft.facts.states.find(({ key }) => key === row.key);
  const isLeft = draft.choices.states[row.key] === "";
  const [icon, words] = isChosen
    ? ([UserCheck, t("chosen")] as const)
    : isLeft
      ? ([X, t("left")] as const)
      : !row.code
        ? ([null, t("unknown")] as const)
        : ([Check, typed?.isName ? t("name") : t("alias")] as const);
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1",
        isChosen ? "font-semibold text-accent" : row.code ? "" : "text-caution",
      )}
    >
      {icon && <Icon of={icon} size={16} />}
      {words}
    </span>
  );
}

/** One cell: its colour at the edge, the stage it becomes, and in words what would happen to it. */
function Cell({ cell, isNamed }: { cell: PreviewCell | undefined; isNamed?: boolean }) {
  const t = useTranslations("imports");
  const stageName = useStageName();
  if (!cell) {
    return null;
  }
  const stage: Stage | null = cell.stage ?? (cell.outcome === "same" ? cell.before : null);
  const word = cell.word ? t("check.words", { word: cell.word }) : "";
  const named = stage ? stageName(stage) : word || t("check.nothing");
  const says =
    cell.outcome === "skipped"
      ? t("check.skippedCell", { why: t(`why.${cell.why ?? "left-out"}`) })
      : cell.outcome === "changed" && cell.before
        ? t("check.changedCell", { before: stageName(cell.before), stage: named })
        : cell.outcome === "same" && stage
          ? t("check.sameCell", { stage: named })
          : named;
  const isSkipped = cell.outcome === "skipped";
  return (
    <span
      title={says}
      className={classes(
        "relative flex h-8 items-stretch overflow-hidden rounded-cell border",
        isNamed ? "w-14" : "w-full min-w-10 max-w-20",
        isSkipped ? "border-dashed border-line-strong" : "border-line",
      )}
    >
      <FillEdge fill={cell.fill} />
      <span
        data-stage={isSkipped ? undefined : (stage ?? undefined)}
        className={classes(
          "flex flex-1 items-center justify-center gap-1 px-1",
          stage && !isSkipped && "stage rounded-none! border-0!",
        )}
      >
        {stage && !isSkipped ? (
          <StageGlyph stage={stage} className="size-[18px]" />
        ) : (
          <span aria-hidden="true" className="text-meta text-ink-muted">
            {isSkipped ? "×" : cell.word || ""}
          </span>
        )}
        {cell.outcome === "changed" && (
          <span aria-hidden="true" className="text-meta">
            ↻
          </span>
        )}
      </span>
      <span className="sr-only">{says}</span>
    </span>
  );
}

function DateOf({ cell }: { cell: PreviewCell }) {
  const t = useTranslations("imports.check");
  const { date } = useFormats();
  const typed = cell.date;
  return typed === "unclear" ? (
    <span className="text-caution">{t("unclearDate")}</span>
  ) : typed ? (
    date({ precision: typed.precision, from: typed.on }, "short")
  ) : null;
}
