import { getTranslations } from "next-intl/server";
import { ChartFindings } from "@/components/insights/chart-findings";
import { ChartSection } from "@/components/insights/chart-section";
import { ChartWords } from "@/components/insights/chart-words";
import { ScopeForm } from "@/components/insights/scope-form";
import { TileGrid } from "@/components/insights/tile-grid";
import { Messages } from "@/components/layout/messages";
import type { Actor } from "@/lib/auth/actor";
import { caseOptions } from "@/lib/cases/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import type { Chart, ChartName, Scope, Tile } from "@/lib/insights/chart";
import { groupTiles } from "@/lib/insights/groups";
import { canTellChart } from "@/lib/insights/permissions";
import { readCharts } from "@/lib/insights/queries";
import { tellCharts } from "@/lib/insights/tell";
import type { Told } from "@/lib/insights/telling/told";
import { listChartWords, type ChartWords as Words } from "@/lib/insights/texts-queries";
import { listSessions } from "@/lib/sessions/queries";

export interface ShownChart {
  chart: Chart;
  told: Told;
  words: Words;
}

/** Some charts as the actor sees them, in words. */
export async function readShown(
  actor: Actor,
  scope: Scope,
  names: readonly ChartName[],
): Promise<ShownChart[]> {
  const today = dayInZone(new Date(), actor.timeZone);
  const charts = await readCharts(actor, scope, names);
  const [told, words] = await Promise.all([
    tellCharts(charts, { scope, today }),
    listChartWords(actor, scope, charts),
  ]);
  return charts.flatMap((chart, index) => {
    const [of, wordsOf] = [told[index], words.get(chart.name)];
    return of && wordsOf ? [{ chart, told: of, words: wordsOf }] : [];
  });
}

/** Charts one below the other, under what they are narrowed to. */
export async function ChartSections({
  actor,
  scope,
  shown,
  isAlone,
}: {
  actor: Actor;
  scope: Scope;
  shown: readonly ShownChart[];
  isAlone: boolean;
}) {
  const [t, formats] = [await getTranslations("insights"), await getFormats()];
  const narrowed = [scope.session?.title, scope.case?.reference].filter((one) => one !== undefined);
  const asOf = `${t("asOf", { day: formats.day(dayInZone(new Date(), actor.timeZone)) })}.`;
  return (
    <Messages of={["forms", "refusals"]}>
      {narrowed.length > 0 && (
        <p className="mb-6 font-semibold">
          <bdi data-written="">{t("narrowed", { what: formats.list(narrowed) })}</bdi>
        </p>
      )}
      {!isAlone && <ChartFindings all={shown.map(({ told }) => told)} />}
      {shown.map(({ chart, told, words }) => (
        <ChartSection
          key={chart.name}
          told={told}
          scope={scope}
          asOf={asOf}
          alt={words.written ?? told.alt}
          isAlone={isAlone}
          {...(chart.name === "tile-map" && {
            picture: (
              <TileGrid
                id={chart.name}
                isAlone={isAlone}
                groups={groupTiles(chart.of)}
                addressOf={(tile) => addressOf(tile, scope)}
              />
            ),
          })}
        >
          <ChartWords
            name={chart.name}
            scope={scope}
            words={words}
            made={told.alt}
            editor={canTellChart(actor) ? (isAlone ? "here" : "elsewhere") : null}
          />
        </ChartSection>
      ))}
    </Messages>
  );
}

/** The State's page, or its asks where the charts are of one session or case. */
function addressOf({ key }: Tile, scope: Scope): string {
  if (!scope.session && !scope.case) {
    return `/states/${key}`;
  }
  const query = new URLSearchParams({
    state: key,
    ...(scope.case && { case: scope.case.id }),
    ...(scope.session && { session: scope.session.id }),
  });
  return `/commitments?${query}`;
}

/** The form that narrows, with what the actor can choose from. */
export async function Narrow({
  actor,
  scope,
  action,
}: {
  actor: Actor;
  scope: Scope;
  action: string;
}) {
  const [sessions, cases] = await Promise.all([listSessions(actor), caseOptions(actor)]);
  const all =
    scope.case && !cases.some(({ id }) => id === scope.case?.id) ? [scope.case, ...cases] : cases;
  return (
    <ScopeForm
      action={action}
      scope={scope}
      sessions={[
        ...sessions.ahead.map((session) => ({ ...session, isPast: false })),
        ...sessions.past.map((session) => ({ ...session, isPast: true })),
      ]}
      cases={all.map(({ id, reference, title }) => ({
        value: id,
        label: `${reference} · ${title}`,
      }))}
    />
  );
}
