import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  StageCorner,
  StageGlyph,
  StageLegend,
  StageTile,
  useStageName,
} from "@/components/commitments/stage-glyph";
import { type ShownStage, shownStages } from "@/db/reference/words";
import type { Coverage, CoverageCell } from "@/lib/cases/coverage";
import { useFormats } from "@/lib/i18n/formats";

export interface CoveredState {
  code: string;
  key: string;
  name: string;
}

/** With more States than this the table is turned, so that it grows downwards. */
const statesAcross = 6;

/** How far each State has come in each forum. Forums down and States across while they are few. */
export function CoverageTable({ coverage }: { coverage: Coverage<CoveredState> }) {
  const shown = shownStages.filter((stage) =>
    coverage.forums.some((row) =>
      row.cells.some((cell) => (cell?.stage ?? "not_approached") === stage),
    ),
  );
  return (
    <div className="flex flex-col gap-4">
      {coverage.states.length <= statesAcross && (
        <div className="hidden overflow-x-auto sm:block">
          <Across coverage={coverage} />
        </div>
      )}
      <div className={coverage.states.length <= statesAcross ? "sm:hidden" : undefined}>
        <Down coverage={coverage} />
      </div>
      <StageLegend shown={shown} letters={false} />
    </div>
  );
}

const order: ShownStage[] = [
  "raised",
  "agreed",
  "considering",
  "asked",
  "planned",
  "no_answer",
  "declined",
];

function useSoFar() {
  const t = useTranslations("cases.summary");
  const stages = useTranslations("stages.label");
  const { count } = useFormats();
  return (counts: Partial<Record<ShownStage, number>>) => {
    const said = order
      .filter((stage) => counts[stage])
      .slice(0, 2)
      .map((stage) => t("count", { stage: stages(stage), n: count(counts[stage] ?? 0) }));
    return said.length > 0 ? said.join(", ") : t("notApproached");
  };
}

function Across({ coverage }: { coverage: Coverage<CoveredState> }) {
  const t = useTranslations("cases");
  const soFar = useSoFar();
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="border-b border-line text-meta">
          <th scope="col" className="py-2 pe-3">
            {t("summary.forum")}
          </th>
          {coverage.states.map((state) => (
            <th key={state.code} scope="col" className="w-18 px-0.5 py-2 text-center">
              <StateLink state={state} />
            </th>
          ))}
          <th scope="col" className="py-2 ps-4">
            {t("summary.soFar")}
          </th>
        </tr>
      </thead>
      <tbody>
        {coverage.forums.map((row) => (
          <tr key={row.forum} className="border-b border-line">
            <th scope="row" className="py-1.5 pe-3">
              {t(`forum.${row.forum}`)}
              <span className="block text-meta font-normal text-ink-muted" dir="auto">
                {row.occasions.length === 1 ? row.occasions[0] : t(`forumHint.${row.forum}`)}
              </span>
            </th>
            {row.cells.map((cell, at) => (
              <td key={coverage.states[at]?.code} className="px-0.5 py-1.5">
                <Tile cell={cell} />
              </td>
            ))}
            <td className="py-1.5 ps-4 text-meta text-ink-muted">{soFar(row.counts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Down({ coverage }: { coverage: Coverage<CoveredState> }) {
  const t = useTranslations("cases");
  const soFar = useSoFar();
  return (
    <table className="w-full table-fixed border-collapse wrap-anywhere">
      <thead>
        <tr className="border-b border-line text-meta">
          <th scope="col" className="py-2 pe-3">
            {t("summary.state")}
          </th>
          {coverage.forums.map((row) => (
            <th key={row.forum} scope="col" className="w-16 px-0.5 py-2 text-center">
              {t(`forum.${row.forum}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {coverage.states.map((state, at) => (
          <tr key={state.code} className="border-b border-line">
            <th scope="row" className="py-1 pe-3 font-normal">
              <StateLink state={state} />
            </th>
            {coverage.forums.map((row) => (
              <td key={row.forum} className="px-0.5 py-1">
                <Tile cell={row.cells[at] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="align-top text-meta text-ink-muted">
          <th scope="row" className="py-2 pe-3">
            {t("summary.soFar")}
          </th>
          {coverage.forums.map((row) => (
            <td key={row.forum} className="px-0.5 py-2 text-center">
              <Tally counts={row.counts} />
              <span className="sr-only">{soFar(row.counts)}</span>
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** The furthest two stages as glyphs with their numbers: words would not fit under so narrow a column. */
function Tally({ counts }: { counts: Partial<Record<ShownStage, number>> }) {
  const { count } = useFormats();
  const reached = order.filter((stage) => counts[stage]).slice(0, 2);
  return (
    <span aria-hidden="true" className="flex flex-wrap justify-center gap-x-2 gap-y-1">
      {reached.length === 0 && "–"}
      {reached.map((stage) => (
        <span key={stage} className="inline-flex items-center gap-1">
          <StageTile stage={stage} silent />
          {count(counts[stage] ?? 0)}
        </span>
      ))}
    </span>
  );
}

function StateLink({ state }: { state: CoveredState }) {
  return (
    <Link
      href={`/states/${state.key}` as Route}
      prefetch={false}
      className="target hover:underline"
    >
      {state.name}
    </Link>
  );
}

function Tile({ cell }: { cell: CoverageCell | null }) {
  const name = useStageName();
  const stage = cell?.stage ?? "not_approached";
  const overlay = cell?.mark;
  return (
    <span data-stage={stage} className="stage flex h-8 min-w-7 items-center justify-center">
      <StageGlyph stage={stage} className="size-[18px]" />
      {overlay && <StageCorner overlay={overlay} />}
      <span className="sr-only">{name(stage, overlay)}</span>
    </span>
  );
}
