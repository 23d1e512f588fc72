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
import { sessionsToWriteFor } from "@/lib/sessions/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** In which session and about which cases somebody speaks. A review is of one State; elsewhere none need be chosen. */
export default async function NewSpeakingPage({ searchParams }: PageProps<"/briefs/new/speaking">) {
  const actor = await requireActor();
  if (!canWriteBriefs(actor)) {
    notFound();
  }
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const [t, { sessions, session }, all, edited] = await Promise.all([
    getTranslations("briefs"),
    sessionsToWriteFor(actor, one("session")),
    listStates({ ...actor, hasExample: true }),
    listBriefStates(actor),
  ]);
  const isReview = session?.forum === "upr";
  const isSpokenOf = (code: string) =>
    !isReview || session.statesUnderReview.length === 0 || session.statesUnderReview.includes(code);
  const states = all
    .filter(({ code }) => edited.includes(code) && isSpokenOf(code))
    .map((state) => ({ code: state.code, key: state.key, name: stateName(state, actor.locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, actor.locale, { numeric: true }));
  const state =
    states.find(({ key }) => key === one("state")) ??
    (isReview && states.length === 1 ? states[0] : undefined);
  const isReady = session && (state || !isReview) && edited.length > 0;
  const cases = isReady ? await listBriefCases(actor, "speaking", state?.code ?? null) : [];
  return (
    <Messages of={["briefs", "forms", "refusals"]}>
      <PageHeader
        title={t("startSpeaking.title")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: t("title") }],
          here: t("kindName.speaking"),
        }}
        description={t("startSpeaking.intro")}
      />
      {edited.length === 0 ? (
        <Notice tone="info" title={t("startSpeaking.noCasesAtAll")} />
      ) : !session ? (
        <Panel flush>
          <EmptyState title={t("startSpeaking.noSession")} />
        </Panel>
      ) : (
        <ReviewChoice
          // The State of another session is none of this one.
          key={session.id}
          kind="speaking"
          mayBeSeveral={!isReview}
          sessions={sessions}
          sessionId={session.id}
          states={states}
          stateKey={state?.key}
        />
      )}
      {session && edited.length > 0 && states.length === 0 && (
        <Notice tone="info" title={t("start.noStates")} />
      )}
      {isReview && !state && states.length > 0 && (
        <Notice tone="info" title={t("startSpeaking.chooseState")} />
      )}
      {isReady && cases.length > 0 && (
        <div className="flex max-w-2xl flex-col gap-5">
          <Notice tone="caution" icon={Eye} title={t("startSpeaking.hint")} />
          <StartForm
            key={`${session.id} ${state?.key}`}
            kind="speaking"
            sessionId={session.id}
            stateKey={state?.key ?? ""}
            cases={cases}
            language={isReview ? "en" : paperLanguageOf(await getLocale())}
          />
        </div>
      )}
    </Messages>
  );
}
