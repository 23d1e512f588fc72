import type { Metadata, Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CaseTimeline, mergeTimeline } from "@/components/cases/case-timeline";
import { EventFields } from "@/components/cases/event-fields";
import { ActionForm } from "@/components/forms/action-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel, SectionTitle } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { listActivityOfCase } from "@/lib/activity/queries";
import { requireActor } from "@/lib/auth/actor";
import { recordCaseEvent } from "@/lib/cases/actions";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { listCaseEvents } from "@/lib/timeline/queries";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

const shows = ["all", "events", "changes"] as const;

/** What the timeline of events tells already. */
const toldByEvents = new Set<string>(["eventRecorded"]);

export default async function TimelinePage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<{ show?: string }>;
}) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase, mayChange } = page;
  const given = (await searchParams).show;
  const show = shows.find((word) => word === given) ?? "all";
  const [locale, t, states, events, changes] = await Promise.all([
    getLocale(),
    getTranslations("cases"),
    // A partner meets Example States that its own organisation has not loaded.
    listStates({ ...actor, hasExample: true }),
    show === "changes" ? [] : listCaseEvents(actor, theCase.id),
    show === "events" ? [] : listActivityOfCase(actor, theCase.id),
  ]);
  const entries = mergeTimeline(
    events,
    changes.filter((change) => show === "changes" || !toldByEvents.has(change.key)),
    actor.timeZone,
  );
  const base = `/cases/${theCase.id}/timeline`;
  return (
    <CaseFrame actor={actor} page={page} current="timeline">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20.5rem]">
        <section>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <SectionTitle>{t("timeline.title")}</SectionTitle>
            <SegmentedLinks
              label={t("timeline.show")}
              options={shows.map((value) => ({
                href: (value === "all" ? base : `${base}?show=${value}`) as Route,
                label: t(`timeline.${value}`),
                current: value === show,
              }))}
            />
          </div>
          {entries.length > 0 ? (
            <CaseTimeline
              entries={entries}
              caseId={theCase.id}
              mayChange={mayChange}
              stateNames={Object.fromEntries(
                states.map((state) => [state.code, stateName(state, locale)]),
              )}
              timeZone={actor.timeZone}
            />
          ) : (
            <EmptyState title={t("timeline.empty")}>
              {mayChange && t("timeline.emptyHint")}
            </EmptyState>
          )}
        </section>
        {mayChange && (
          <div>
            <Panel title={t("event.record")}>
              <ActionForm
                action={recordCaseEvent}
                hidden={{ caseId: theCase.id }}
                submit={t("event.submit")}
                saved={t("event.saved")}
                labels={{ title: t("event.what"), happened: t("event.when") }}
              >
                <EventFields />
              </ActionForm>
            </Panel>
          </div>
        )}
      </div>
    </CaseFrame>
  );
}
