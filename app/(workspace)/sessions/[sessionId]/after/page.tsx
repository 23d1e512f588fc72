import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountDownload } from "@/components/afterwards/account-download";
import { AccountLines } from "@/components/afterwards/account-lines";
import { Counting } from "@/components/afterwards/counting";
import { Later } from "@/components/afterwards/later";
import { PublishedCounts } from "@/components/afterwards/published-counts";
import { Reports } from "@/components/afterwards/reports";
import { StepsForm } from "@/components/afterwards/steps-form";
import { WhyNot } from "@/components/afterwards/why-not";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/states/print-button";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/panel";
import { type AccountLine, toBeAsked } from "@/lib/afterwards/account";
import { findPublishedCounts } from "@/lib/afterwards/published-queries";
import { findAfterwards } from "@/lib/afterwards/queries";
import { requireActor } from "@/lib/auth/actor";
import { listReports } from "@/lib/briefs/accountability/queries";
import { canWriteBriefs } from "@/lib/briefs/written/permissions";
import { addDays } from "@/lib/commitments/commitment";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { canPlan } from "@/lib/deadlines/permissions";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { zoneOf } from "@/lib/sessions/place-time";
import { findSession } from "@/lib/sessions/queries";
import { madeReports } from "./made-reports";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("afterwards");
  return { title: t("documentTitle") };
}

/** Days after which a mission is usually thanked, and asked again. */
const soon = { thank_you: 3, follow_up: 14 } as const;

/** What became of a session: promised and raised by State and case, why not, thanks and questions, and what came later. */
export default async function AfterPage({ params }: PageProps<"/sessions/[sessionId]/after">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session) {
    notFound();
  }
  const [t, sessions, account, published, reports] = await Promise.all([
    getTranslations("afterwards"),
    getTranslations("sessions"),
    findAfterwards(actor, session.id),
    findPublishedCounts(actor, session.kind),
    listReports(actor, session.id),
  ]);
  const formats = await getFormats();
  const zone = zoneOf(session);
  const today = dayInZone(new Date(), actor.timeZone);
  const steps = {
    thank_you: statesOf([...account.kept, ...account.unpromised]),
    // A State may have raised one case and kept silent on another that it had promised.
    follow_up: toBeAsked(account.notRaised),
  };
  const made = (purpose: string) =>
    new Map(
      account.steps
        .filter((step) => step.purpose === purpose)
        .map((step) => [step.stateCode, step.isDone]),
    );
  return (
    <Messages of={["forms", "refusals", "afterwards"]}>
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
        actions={
          <>
            <ButtonLink href={`/sessions/${session.id}/room` as Route}>{t("toRoom")}</ButtonLink>
            <PrintButton label={t("print")} />
          </>
        }
      />
      <p className="mb-4 hidden font-semibold print:block">
        <bdi data-written="">{session.title}</bdi>
        {" · "}
        {t("file.asOf", { day: formats.day(today) })}
      </p>
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] print:block">
        <div className="flex min-w-0 flex-col gap-6">
          <AccountLines title={t("kept")} lines={account.kept} empty={t("keptNone")} zone={zone} />
          <AccountLines
            title={t("unpromised")}
            lines={account.unpromised}
            empty={t("unpromisedNone")}
            zone={zone}
          />
          <AccountLines
            title={t("notRaised")}
            hint={t("notRaisedHint")}
            lines={account.notRaised}
            empty={t("notRaisedNone")}
            zone={zone}
            after={(line) => (
              <WhyNot line={line} sessionId={session.id} timeZone={actor.timeZone} />
            )}
          />
          {account.asked.length > 0 && (
            <AccountLines title={t("asked")} lines={account.asked} zone={zone} />
          )}
          <Later events={account.later} cases={account.cases} sessionId={session.id} />
          <PublishedCounts counts={published} />
        </div>
        <div className="flex min-w-0 flex-col gap-6 print:mt-6">
          <Counting account={account} />
          <Reports
            of={await madeReports(actor, reports)}
            sessionId={session.id}
            mayMake={canWriteBriefs(actor)}
          />
          {canExportCommitments(actor) && <AccountDownload sessionId={session.id} />}
          {canPlan(actor) && (
            <div className="print:hidden">
              <Section title={t("steps.title")}>
                <div className="flex flex-col gap-6 pt-3">
                  <p className="text-meta text-ink-muted">{t("steps.intro")}</p>
                  {(["thank_you", "follow_up"] as const).map((purpose) => (
                    <StepsForm
                      key={purpose}
                      purpose={purpose}
                      sessionId={session.id}
                      states={steps[purpose]}
                      made={made(purpose)}
                      members={account.members}
                      me={actor.membershipId}
                      on={addDays(today, soon[purpose])}
                    />
                  ))}
                  <ButtonLink href={`/sessions/${session.id}/deadlines` as Route} look="quiet">
                    {t("steps.all")}
                  </ButtonLink>
                </div>
              </Section>
            </div>
          )}
        </div>
      </div>
    </Messages>
  );
}

const statesOf = (lines: readonly AccountLine[]) => [
  ...new Map(lines.map(({ state }) => [state.code, { state }])).values(),
];
