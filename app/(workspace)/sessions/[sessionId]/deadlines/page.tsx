import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeadlinePlan } from "@/components/calendar/deadline-plan";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { requireActor } from "@/lib/auth/actor";
import { datesWith } from "@/lib/deadlines/deadline";
import { canPlan, canSetDeadlines } from "@/lib/deadlines/permissions";
import { findPlan } from "@/lib/deadlines/queries";
import { dayInZone } from "@/lib/i18n/format";
import { zoneOf } from "@/lib/sessions/place-time";
import { findSession } from "@/lib/sessions/queries";
import { precisionOf } from "@/lib/sessions/session";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calendar.plan");
  return { title: t("documentTitle") };
}

/** All deadlines of a session and the steps before them, with everything that changes them. */
export default async function DeadlinesPage({
  params,
}: PageProps<"/sessions/[sessionId]/deadlines">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session) {
    notFound();
  }
  const [t, sessions, plan, states] = await Promise.all([
    getTranslations("calendar.plan"),
    getTranslations("sessions"),
    findPlan(actor, session.id),
    listStates({ ...actor, hasExample: true }),
  ]);
  const maySet = canSetDeadlines(actor, session);
  return (
    <Messages of={["forms", "refusals", "calendar", "sessions.form"]}>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        breadcrumbs={{
          trail: [
            { href: "/sessions" as Route, label: sessions("title") },
            { href: `/sessions/${session.id}` as Route, label: session.title },
          ],
          here: t("title"),
        }}
      />
      {canPlan(actor) && session.orgId !== actor.organisationId && (
        <p className="mb-4 max-w-measure text-ink-muted">{maySet ? t("shipped") : t("partner")}</p>
      )}
      <DeadlinePlan
        sessionId={session.id}
        dates={datesWith(session, plan.changes)}
        tasks={plan.tasks}
        members={plan.members}
        states={Object.fromEntries(
          states.map((state) => [
            state.code,
            { key: state.key, name: stateName(state, actor.locale) },
          ]),
        )}
        startsOn={precisionOf(session) === "day" ? session.startsOn : null}
        zone={zoneOf(session)}
        reader={{
          today: dayInZone(new Date(), actor.timeZone),
          timeZone: actor.timeZone,
          membershipId: actor.membershipId,
        }}
        may={{ set: maySet, plan: canPlan(actor) }}
      />
    </Messages>
  );
}
