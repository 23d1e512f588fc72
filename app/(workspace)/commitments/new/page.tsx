import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { OpenCommitmentsForm } from "@/components/commitments/open-commitments-form";
import { trackerMessages } from "@/components/commitments/tracker-messages";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { exampleRegionalGroups, unRegionalGroups } from "@/db/reference/regional-groups";
import { type EmbassyAsk, embassyAsks } from "@/db/reference/support-words";
import { requireActor } from "@/lib/auth/actor";
import { type AskChoices, askChoices, findAskPlace } from "@/lib/commitments/choice-queries";
import type { SearchParams } from "@/lib/commitments/view";
import { isPublicToTheState, nextToCome } from "@/lib/sessions/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("newDocumentTitle") };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const idIn = (params: SearchParams, name: string) => {
  const value = params[name];
  return typeof value === "string" && uuid.test(value) ? value : undefined;
};

/** What an embassy is asked for, where the address says so. */
const embassyAskIn = ({ ask }: SearchParams) =>
  typeof ask === "string" && Object.hasOwn(embassyAsks, ask) ? (ask as EmbassyAsk) : undefined;

/** First the case and the occasion, since they decide what consent lets be asked; then the States. */
export default async function NewCommitmentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const [actor, params, t, askNext, embassy] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("commitments"),
    getTranslations("askNext"),
    getTranslations("checkIns.embassy"),
  ]);
  const caseId = idIn(params, "case");
  const sessionId = idIn(params, "session");
  const ask = embassyAskIn(params);
  if (ask && caseId && params.read !== "yes") {
    const from = idIn(params, "request");
    redirect(`/cases/${caseId}/support/embassy${from ? `?request=${from}` : ""}` as Route);
  }
  // One list, or a field for each State that was ticked on the page before.
  const chosen = [params.state ?? []].flat().flatMap((keys) => keys.split(","));
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
            <>
              <ButtonLink
                size="small"
                look="quiet"
                href={`/cases/${place.case.id}/ask-next?session=${place.session.id}` as Route}
              >
                {askNext("link")}
              </ButtonLink>
              <ButtonLink size="small" href={`/commitments/new?case=${place.case.id}` as Route}>
                {t("new.change")}
              </ButtonLink>
            </>
          )
        }
      />
      {place ? (
        <Messages of={trackerMessages}>
          <Cautions place={place} />
          <OpenCommitmentsForm
            caseId={place.case.id}
            partner={place.case.partner}
            session={{ id: place.session.id, forum: place.session.forum }}
            mayName={place.mayName}
            regions={regionsOf(choices, place.case.countryCode)}
            members={choices.members}
            chosen={chosen}
            begun={{
              modality: ask && place.session.forum === "bilateral" ? embassyAsks[ask] : "",
              wordingAsked: ask ? embassy(`wording.${ask}`) : "",
              supportRequestId: (ask && idIn(params, "request")) ?? "",
            }}
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
          <SessionField sessions={choices.sessions} chosen={sessionId} />
          {chosen.length > 0 && <input type="hidden" name="state" value={chosen.join(",")} />}
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

type AskPlace = NonNullable<Awaited<ReturnType<typeof findAskPlace>>>;

/** What to know before a State is asked to say something here: who listens, and what the people concerned agreed to. */
function SessionField({
  sessions,
  chosen = nextToCome(sessions)?.id,
}: {
  sessions: AskChoices["sessions"];
  chosen: string | undefined;
}) {
  const t = useTranslations("commitments.new");
  return (
    <SelectField
      name="session"
      label={t("session")}
      hint={t("sessionHint")}
      {...(chosen && { defaultValue: chosen })}
      options={useSessionOptions()(sessions)}
    />
  );
}

async function Cautions({ place: { session, mayName } }: { place: AskPlace }) {
  const [t, sessions] = await Promise.all([
    getTranslations("commitments.new"),
    getTranslations("sessions.public"),
  ]);
  const isOpen = session.forum !== "bilateral";
  const isUncovered = isOpen && mayName === "country";
  if (!isUncovered && !isPublicToTheState(session)) {
    return null;
  }
  return (
    <div className="mb-6 flex max-w-2xl flex-col gap-3">
      {isUncovered && (
        <Notice tone="caution" title={t("notInPublic")}>
          <p>{t("notInPublicHint")}</p>
        </Notice>
      )}
      {isPublicToTheState(session) && <Notice tone="caution" title={sessions("title")} />}
    </div>
  );
}
