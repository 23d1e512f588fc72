import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ReviewChoice } from "@/components/briefs/review-choice";
import { StartForm } from "@/components/briefs/start-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Eye } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { canWriteBriefs } from "@/lib/briefs/written/permissions";
import { listBriefCases, listBriefStates } from "@/lib/briefs/written/queries";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { findSession, listSessions } from "@/lib/sessions/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** Of which State under review, about which cases: what a pre-session brief begins with. */
export default async function NewBriefPage({ searchParams }: PageProps<"/briefs/new">) {
  const actor = await requireActor();
  if (!canWriteBriefs(actor)) {
    notFound();
  }
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const chosen = one("session") ? await findSession(actor, one("session") ?? "") : null;
  const session = chosen?.forum === "upr" ? chosen : null;
  const [t, { ahead, past }, all, edited] = await Promise.all([
    getTranslations("briefs"),
    listSessions(actor, { forum: "upr" }),
    listStates({ ...actor, hasExample: true }),
    listBriefStates(actor),
  ]);
  const isUnderReview = (code: string) =>
    session !== null &&
    (session.statesUnderReview.length === 0 || session.statesUnderReview.includes(code));
  const states = all
    .filter(({ code }) => edited.includes(code) && isUnderReview(code))
    .map((state) => ({ code: state.code, key: state.key, name: stateName(state, actor.locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, actor.locale, { numeric: true }));
  const state =
    states.find(({ key }) => key === one("state")) ?? (states.length === 1 ? states[0] : undefined);
  const cases = state ? await listBriefCases(actor, "pre_session", state.code) : [];
  const isPast = session && !ahead.some(({ id }) => id === session.id);
  const sessions = isPast ? [session, ...ahead] : ahead;
  return (
    <Messages of={["briefs", "forms", "refusals"]}>
      <PageHeader
        title={t("start.title")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: t("title") }],
          here: t("kindName.pre_session"),
        }}
        description={t("start.intro")}
      />
      {sessions.length + past.length === 0 ? (
        <Panel flush>
          <EmptyState title={t("start.noSession")} />
        </Panel>
      ) : (
        <ReviewChoice
          sessions={sessions}
          sessionId={session?.id}
          states={states}
          stateKey={state?.key}
        />
      )}
      {session && states.length === 0 && <Notice tone="info" title={t("start.noStates")} />}
      {session && state && (
        <div className="flex max-w-2xl flex-col gap-5">
          <Notice tone="caution" icon={Eye} title={t("start.stateHint")} />
          <StartForm
            key={`${session.id} ${state.key}`}
            kind="pre_session"
            sessionId={session.id}
            stateKey={state.key}
            cases={cases}
            language={paperLanguageOf(await getLocale())}
          />
        </div>
      )}
    </Messages>
  );
}
