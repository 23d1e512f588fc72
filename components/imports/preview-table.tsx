import { useTranslations } from "next-intl";
import { type Stage, StageGlyph, useStageName } from "@/components/commitments/stage-glyph";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Check, UserCheck, X } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import type { Draft } from "@/lib/imports/import";
import type { Taking } from "@/lib/imports/plan";
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
                  <bdi>{headings.join(" / ")}</bdi>
                </Head>
              ))
            ) : (
              <>
                {has("case") && <Head>{t("case")}</Head>}
                {has("session") && <Head>{t("session")}</Head>}
                <Head>{t("stage")}</Head>
                {has("word") && <Head>{t("word")}</Head>}
                {has("next") && <Head>{t("next")}</Head>}
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
            <CellAt cells={row.cells} place={place} />
          </td>
        ))
      ) : (
        <>
          {has("case") && (
            <td className="min-w-40 px-2 py-1">
              <bdi>{only && caseName(draft, only.case)}</bdi>
            </td>
          )}
          {has("session") && (
            <td className="min-w-32 px-2 py-1">
              <bdi>{only && sessionName(draft, only.session)}</bdi>
            </td>
          )}
          <td className="p-1">
            {only && <Cell cell={only} isNamed />}
            {only && <Taken cell={only} />}
          </td>
          {only && <ListFields cell={only} draft={draft} has={has} />}
        </>
      )}
    </tr>
  );
}

function caseName({ facts, meant, cases }: Draft, key: string): string {
  const found = cases.find(({ id }) => id === meant.cases[key]);
  return found?.title ?? facts.cases.find((one) => one.key === key)?.text ?? "";
}

function sessionName({ facts, meant, sessions }: Draft, key: string): string {
  const found = sessions.find(({ id }) => id === meant.named[key]);
  return found?.shortName ?? facts.sessions.find((one) => one.key === key)?.text ?? "";
}

/** What a list says beside the stage, each with what it was where that changes. */
function ListFields({
  cell,
  draft,
  has,
}: {
  cell: PreviewCell;
  draft: Draft;
  has: (role: string) => boolean;
}) {
  const { date } = useFormats();
  const { was } = cell;
  const t = useTranslations("imports.check");
  const nameOf = (id: string) =>
    draft.members.find((one) => one.id === id)?.name ?? t("someoneElse");
  return (
    <>
      {has("word") && (
        <Field cell={cell} taking="word" was={was?.word ? String(was.word) : ""}>
          {cell.word}
        </Field>
      )}
      {has("next") && (
        <Field cell={cell} taking="next" was={was?.next ?? ""} isText>
          {cell.next}
        </Field>
      )}
      {has("owner") && (
        <Field cell={cell} taking="owner" was={was?.ownerId ? nameOf(was.ownerId) : ""}>
          {cell.owner}
        </Field>
      )}
      {has("date") && (
        <Field
          cell={cell}
          taking={cell.takes.includes("said") ? "said" : "due"}
          was={was?.day ? date({ precision: "day", from: was.day }, "short") : ""}
        >
          <DateOf cell={cell} />
        </Field>
      )}
      {has("note") && (
        <Field cell={cell} taking="note" was={was?.note ?? ""} isText>
          {cell.note}
        </Field>
      )}
    </>
  );
}

function Field({
  cell,
  taking,
  was,
  isText,
  children,
}: {
  cell: PreviewCell;
  taking: Taking;
  was: string;
  isText?: boolean;
  children: React.ReactNode;
}) {
  const t = useTranslations("imports.check");
  const isTaken = cell.takes.includes(taking);
  return (
    <td
      className={classes(
        "px-2 py-1 last:pe-4",
        isText ? "max-w-64 min-w-32 text-ink-muted" : "whitespace-nowrap",
        isTaken && "font-semibold text-ink",
      )}
    >
      <span className={classes("block", isText && "truncate")}>
        <bdi>{children}</bdi>
      </span>
      {isTaken && (
        <span className="block truncate text-meta font-normal text-ink-muted">
          {was ? t("was", { value: was }) : t("wasEmpty")}
        </span>
      )}
    </td>
  );
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

/** What changes of what stands, in a few words; the cell above says the same in a sentence. */
function Taken({ cell }: { cell: PreviewCell }) {
  const t = useTranslations("imports.check");
  const stageName = useStageName();
  const { list } = useFormats();
  const others = cell.takes.filter((one) => one !== "stage");
  return (
    <span aria-hidden="true" className="block text-meta">
      {others.length < cell.takes.length && cell.before && (
        <span className="block text-ink-muted">{t("was", { value: stageName(cell.before) })}</span>
      )}
      {others.length > 0 && list(others.map((one) => t(`takings.${one}`)))}
    </span>
  );
}

function CellAt({ cells, place }: { cells: PreviewCell[]; place: number }) {
  const cell = cells.find((one) => one.place === place);
  return cell && <Cell cell={cell} />;
}

/** Where it stands afterwards. */
const stageOf = ({ outcome, stage, before }: PreviewCell): Stage | null =>
  outcome === "changed" ? (stage ?? before) : (before ?? stage);

/** In words, what would happen to a cell. */
function useWhatItSays(cell: PreviewCell, stage: Stage | null): string {
  const t = useTranslations("imports");
  const stageName = useStageName();
  const { list } = useFormats();
  const word = cell.word ? t("check.words", { word: cell.word }) : "";
  const named = stage ? stageName(stage) : word || t("check.nothing");
  switch (cell.outcome) {
    case "skipped":
      return t("check.skippedCell", { why: t(`why.${cell.why ?? "left-out"}`) });
    case "changed": {
      const isMoved = cell.takes.includes("stage") && cell.before !== null;
      const moves =
        isMoved && cell.before
          ? t("check.changedCell", { before: stageName(cell.before), stage: named })
          : named;
      const others = cell.takes.filter((one) => one !== "stage");
      const fields = list(others.map((one) => t(`check.takings.${one}`)));
      return others.length > 0 ? t("check.takingCell", { stage: moves, fields }) : moves;
    }
    case "set":
      return named;
    default:
      return stage ? t("check.sameCell", { stage: named }) : named;
  }
}

/** One cell: its colour at the edge, the stage it becomes, and in words what would happen to it. */
function Cell({ cell, isNamed }: { cell: PreviewCell; isNamed?: boolean }) {
  const stage = stageOf(cell);
  const says = useWhatItSays(cell, stage);
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
  return typeof typed === "string" ? (
    <span className="text-caution">{t(typed === "unclear" ? "unclearDate" : "noDate")}</span>
  ) : typed ? (
    date({ precision: typed.precision, from: typed.on }, "short")
  ) : null;
}
