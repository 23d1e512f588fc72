import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { OpenCommitmentsForm } from "@/components/commitments/open-commitments-form";
import { trackerMessages } from "@/components/commitments/tracker-messages";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectField } from "@/components/ui/select-field";
import { exampleRegionalGroups, unRegionalGroups } from "@/db/reference/regional-groups";
import { requireActor } from "@/lib/auth/actor";
import { type AskChoices, askChoices, findAskPlace } from "@/lib/commitments/choice-queries";
import type { SearchParams } from "@/lib/commitments/view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("newDocumentTitle") };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const idIn = (params: SearchParams, name: string) => {
  const value = params[name];
  return typeof value === "string" && uuid.test(value) ? value : undefined;
};

/** First the case and the occasion, since they decide what consent lets be asked; then the States. */
export default async function NewCommitmentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const [actor, params, t] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("commitments"),
  ]);
  const caseId = idIn(params, "case");
  const sessionId = idIn(params, "session");
  const choices = await askChoices(actor, caseId);
  const place = caseId && sessionId ? await findAskPlace(actor, caseId, sessionId) : null;
  const crumbs = {
    trail: [{ href: "/commitments" as Route, label: t("documentTitle") }],
    here: t("newDocumentTitle"),
  };
  return (
    <>
      <PageHeader
        title={t("new.title")}
        breadcrumbs={crumbs}
        description={
          place ? (
            <>
              {place.case.reference} <bdi>{place.case.title}</bdi>, <bdi>{place.session.title}</bdi>
            </>
          ) : (
            t("new.intro")
          )
        }
        actions={
          place && (
            <ButtonLink size="small" href={`/commitments/new?case=${place.case.id}` as Route}>
              {t("new.change")}
            </ButtonLink>
          )
        }
      />
      {place ? (
        <Messages of={trackerMessages}>
          <OpenCommitmentsForm
            caseId={place.case.id}
            session={{ id: place.session.id, forum: place.session.forum }}
            mayName={place.mayName}
            regions={regionsOf(choices, place.case.countryCode)}
            members={choices.members}
            chosen={typeof params.state === "string" ? params.state.split(",") : []}
          />
        </Messages>
      ) : choices.cases.length === 0 ? (
        <EmptyState
          title={t("new.noCases")}
          action={
            actor.role !== "reader" && (
              <ButtonLink href={"/cases/new" as Route}>{t("new.openCase")}</ButtonLink>
            )
          }
        >
          {t("new.noCasesHint")}
        </EmptyState>
      ) : (
        <form method="get" action="/commitments/new" className="flex max-w-xl flex-col gap-5">
          <SelectField
            name="case"
            label={t("new.case")}
            {...(caseId && { defaultValue: caseId })}
            options={choices.cases.map((one) => ({
              value: one.id,
              label: `${one.reference} ${one.title}`,
            }))}
          />
          <SelectField
            name="session"
            label={t("new.session")}
            hint={t("new.sessionHint")}
            {...(sessionId && { defaultValue: sessionId })}
            options={choices.sessions.map((one) => ({ value: one.id, label: one.title }))}
          />
          {typeof params.state === "string" && (
            <input type="hidden" name="state" value={params.state} />
          )}
          <div>
            <Button type="submit" look="primary">
              {t("new.go")}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

/** The States by region, the State concerned left out. */
function regionsOf({ states }: AskChoices, ownState: string) {
  return [...unRegionalGroups, ...exampleRegionalGroups, ""]
    .map((group) => ({
      group,
      states: states
        .filter((state) => state.group === group && state.code !== ownState)
        .map(({ key, name }) => ({ key, name })),
    }))
    .filter((region) => region.states.length > 0);
}
