import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FocusOnArrival } from "@/components/commitments/focus-on-arrival";
import { ListCrumb } from "@/components/commitments/list-crumb";
import { RecordInterventionForm } from "@/components/interventions/record-intervention-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { requireActor } from "@/lib/auth/actor";
import { findAskPlace, statesToAsk } from "@/lib/commitments/choice-queries";
import { todayOf } from "@/lib/commitments/queries";
import type { SearchParams } from "@/lib/commitments/view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("documentTitle") };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const text = (params: SearchParams, name: string) => {
  const value = params[name];
  return typeof value === "string" ? value : "";
};

/** Records what a State said on a case at a session, whether or not it had been asked. */
export default async function RecordPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const [actor, params, t, said] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("commitments"),
    getTranslations("interventions.record"),
  ]);
  const [caseId, sessionId] = [text(params, "case"), text(params, "session")];
  const place =
    uuid.test(caseId) && uuid.test(sessionId) ? await findAskPlace(actor, caseId, sessionId) : null;
  if (!place) {
    notFound();
  }
  const states = await statesToAsk(actor);
  const today = todayOf(actor);
  const startsOn = place.session.startsOn;
  return (
    <>
      <PageHeader
        title={said("title")}
        breadcrumbs={{
          trail: [
            {
              href: "/commitments" as Route,
              label: t("documentTitle"),
              link: <ListCrumb>{t("documentTitle")}</ListCrumb>,
            },
          ],
          here: said("title"),
        }}
        description={
          <>
            {place.case.reference} <bdi>{place.case.title}</bdi>, <bdi>{place.session.title}</bdi>
          </>
        }
      />
      <Messages of={["commitments", "interventions", "forms", "refusals"]}>
        <div className="max-w-3xl">
          <p className="mb-5 text-ink-muted">{said("intro")}</p>
          <RecordInterventionForm
            caseId={place.case.id}
            session={{ id: place.session.id, forum: place.session.forum }}
            states={states
              .filter((state) => state.code !== place.case.countryCode)
              .map(({ key, name }) => ({ key, name }))}
            speaker={text(params, "state")}
            {...(startsOn && startsOn <= today && { saidOn: startsOn })}
          />
        </div>
      </Messages>
      <FocusOnArrival />
    </>
  );
}
