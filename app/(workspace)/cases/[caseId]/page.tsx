import type { Metadata, Route } from "next";
import { after } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { CaseDetails } from "@/components/cases/case-details";
import { EventsAside } from "@/components/cases/case-events";
import { CoverageTable } from "@/components/cases/coverage-table";
import { LinkPanel } from "@/components/cases/link-panel";
import { RaisedBy, type RaisingState } from "@/components/cases/raised-by";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Section, SectionTitle } from "@/components/ui/panel";
import { recordVisit } from "@/lib/activity/visits";
import { requireActor } from "@/lib/auth/actor";
import { coverage } from "@/lib/cases/coverage";
import { listAsked } from "@/lib/cases/queries";
import { countBySource } from "@/lib/interventions/intervention";
import { listInterventionsOfCase } from "@/lib/interventions/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { listCaseEvents } from "@/lib/timeline/queries";
import { CaseFrame, readCase, seesAllAsks } from "./case-frame";
import { Precedent } from "./precedent";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

const eventsBeside = 8;

export default async function CasePage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase, mayChange, mayContribute } = page;
  const [locale, t, asked, events, interventions, allStates] = await Promise.all([
    getLocale(),
    getTranslations("cases.summary"),
    listAsked(actor, theCase.id),
    listCaseEvents(actor, theCase.id, eventsBeside),
    listInterventionsOfCase(actor, theCase.id),
    // A partner meets Example States that its own organisation has not loaded.
    listStates({ ...actor, hasExample: true }),
  ]);
  const byName = (a: { name: string }, b: { name: string }) =>
    a.name.localeCompare(b.name, locale, { numeric: true });
  const groups = new Map(allStates.map((state) => [state.code, state.regionalGroup]));
  const raising = [
    ...new Map(interventions.flatMap((said) => said.states).map((state) => [state.code, state])),
  ]
    .map(([code, state]): RaisingState => ({ ...state, group: groups.get(code) ?? null }))
    .sort(byName);
  const states = new Map(
    asked.map((row) => [
      row.stateCode,
      {
        code: row.stateCode,
        key: row.stateKey,
        name: stateName({ names: row.stateNames }, locale),
      },
    ]),
  );
  const laid = coverage(asked, [...states.values()].sort(byName));
  const won = new Set(
    asked
      .filter((row) => row.stage === "agreed" || row.stage === "raised")
      .map((row) => row.stateCode),
  ).size;
  // Where everybody who is known spoke, the record comes first; where asks are open, the asks do.
  const isRecord = asked.every((row) => row.stage === "raised");
  const raisedSection = raising.length > 0 && (
    <RaisedBy states={raising} count={countBySource(interventions)} interventions={interventions} />
  );
  const coverageSection = (
    <Section
      title={t("coverage")}
      aside={asked.length > 0 && t("agreedOf", { agreed: won, asked: states.size })}
    >
      {asked.length > 0 ? (
        <CoverageTable coverage={laid} />
      ) : (
        <EmptyState
          title={t(seesAllAsks(page) ? "coverageEmpty" : "noneOpen")}
          action={
            mayContribute && (
              <ButtonLink href={`/commitments/new?case=${theCase.id}` as Route}>
                <AskLabel />
              </ButtonLink>
            )
          }
        >
          {t(seesAllAsks(page) ? "coverageEmptyHint" : "noneOpenHint")}
        </EmptyState>
      )}
    </Section>
  );
  after(() => recordVisit(actor, "case", theCase.id));
  return (
    <CaseFrame actor={actor} page={page} current="summary">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,48rem)_minmax(0,20.5rem)]">
        <div className="flex min-w-0 flex-col gap-8">
          <section>
            <SectionTitle>{t("brief")}</SectionTitle>
            <p className="mt-2 max-w-measure text-body whitespace-pre-line" dir="auto">
              {theCase.summary || <span className="text-ink-muted">{t("noBrief")}</span>}
            </p>
          </section>
          <section>
            <SectionTitle>{t("link")}</SectionTitle>
            <div className="mt-3">
              <LinkPanel of={theCase} mayChange={mayChange} />
            </div>
          </section>
          {isRecord ? raisedSection : coverageSection}
          {isRecord ? coverageSection : raisedSection}
          <CaseDetails of={theCase} />
        </div>
        <div>
          <SectionTitle>{t("timeline")}</SectionTitle>
          <EventsAside events={events} caseId={theCase.id} />
          {theCase.isExample && <Precedent actor={actor} besides={theCase.id} />}
        </div>
      </div>
    </CaseFrame>
  );
}

async function AskLabel() {
  const t = await getTranslations("cases.head");
  return t("ask");
}
