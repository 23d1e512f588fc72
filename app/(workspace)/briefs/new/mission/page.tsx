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
import { proposeCases } from "@/lib/briefs/written/proposal";
import { listBriefCases, listMissionLanguages, writesBriefs } from "@/lib/briefs/written/queries";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { sessionsToWriteFor } from "@/lib/sessions/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** For the mission of which State, about which cases: what a one-pager begins with. */
export default async function NewMissionBriefPage({
  searchParams,
}: PageProps<"/briefs/new/mission">) {
  const actor = await requireActor();
  if (!canWriteBriefs(actor)) {
    notFound();
  }
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const [t, { sessions, session }, all, isWriter] = await Promise.all([
    getTranslations("briefs"),
    sessionsToWriteFor(actor, one("session")),
    listStates({ ...actor, hasExample: true }),
    writesBriefs(actor),
  ]);
  const states = all
    .map((state) => ({ code: state.code, key: state.key, name: stateName(state, actor.locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, actor.locale, { numeric: true }));
  const state = states.find(({ key }) => key === one("state"));
  const [cases, noted] =
    state && isWriter
      ? await Promise.all([
          listBriefCases(actor, "mission", state.code),
          listMissionLanguages(actor, state.code),
        ])
      : [[], []];
  const language = paperLanguageOf(await getLocale());
  const proposal =
    state && session && cases.length > 0
      ? await proposeCases(actor, {
          ...{ cases, language },
          ...{ sessionId: session.id, stateCode: state.code },
        })
      : null;
  return (
    <Messages of={["briefs", "forms", "refusals"]}>
      <PageHeader
        title={t("startMission.title")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: t("title") }],
          here: t("kindName.mission"),
        }}
        description={t("startMission.intro")}
      />
      {!isWriter ? (
        <Notice tone="info" title={t("startMission.noStates")} />
      ) : !session ? (
        <Panel flush>
          <EmptyState title={t("startMission.noSession")} />
        </Panel>
      ) : (
        <ReviewChoice
          kind="mission"
          sessions={sessions}
          sessionId={session.id}
          states={states}
          stateKey={state?.key}
        />
      )}
      {isWriter && session && state && (
        <div className="flex max-w-2xl flex-col gap-5">
          {cases.length === 0 ? (
            <Notice tone="info" title={t("startMission.noCases")} />
          ) : (
            <>
              <Notice tone="caution" icon={Eye} title={t("startMission.hint")} />
              <StartForm
                key={`${session.id} ${state.key}`}
                kind="mission"
                sessionId={session.id}
                stateKey={state.key}
                cases={cases}
                language={language}
                noted={noted}
                proposal={proposal}
              />
            </>
          )}
        </div>
      )}
    </Messages>
  );
}
