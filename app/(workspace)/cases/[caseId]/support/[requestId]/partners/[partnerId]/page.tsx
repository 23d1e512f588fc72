import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ShowForm } from "@/components/support/coalition/show-form";
import { ShownToPartnerPanel } from "@/components/support/coalition/shown-to-partner";
import { ReferConsent } from "@/components/support/refer-consent";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { listPartners } from "@/lib/shares/queries";
import { knownDetails, whereTheyAre } from "@/lib/support/find-matches";
import { listReferralConsents, standingByKey } from "@/lib/support/referrals/queries";
import { findRequest } from "@/lib/support/requests/queries";
import { partnerKey } from "@/lib/support/shown/partner-key";
import { listShownTo, listStepsOf, mindsPartner } from "@/lib/support/shown/queries";
import { readCase } from "../../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("coalition.documentTitle");
  return { title: t("partner") };
}

/** One request and one partner: what the person answered about it, what it is shown, and where that stands. */
export default async function PartnerPage({
  params,
}: {
  params: Promise<{ caseId: string; requestId: string; partnerId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, requestId, partnerId } = await params;
  const { theCase, inTeam, mayChange } = await readCase(actor, caseId);
  const request = inTeam ? await findRequest(actor, theCase.id, requestId) : null;
  const partner = (await listPartners(actor)).find(({ id }) => id === partnerId);
  if (!request || !partner) {
    notFound();
  }
  const mayShow = mayChange && !request.closedAt;
  const [t, support, words, consents, shown, details, isMinded] = await Promise.all([
    getTranslations("coalition"),
    getTranslations("support"),
    getTranslations("cases.head"),
    listReferralConsents(actor, theCase.id, requestId),
    listShownTo(actor, theCase.id, requestId),
    knownDetails(actor, request),
    mindsPartner(actor, requestId, partnerId),
  ]);
  const { regionalGroup } = await whereTheyAre(actor, details, theCase.countryCode);
  const own = await Promise.all(
    shown
      .filter(({ partnerOrgId }) => partnerOrgId === partnerId)
      .map(async (one) => ({ one, steps: await listStepsOf(actor, one.id) })),
  );
  const key = partnerKey(partnerId);
  const answer = standingByKey(consents, dayInZone(new Date(), "UTC")).get(key);
  const standing = own.find(({ one }) => !one.endedAt)?.one ?? null;
  const base = `/cases/${theCase.id}/support`;
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: base as Route, label: support("case.tab") },
            { href: `${base}/${requestId}` as Route, label: support(`kinds.${request.kind}`) },
          ],
          here: partner.name,
        }}
        title={<span dir="auto">{t("show.title", { name: partner.name })}</span>}
        ways={[{ href: "/support/offers", label: t("ways.offers") }]}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Messages of={["coalition", "support", "consent", "forms", "refusals", "dates"]}>
          <div className="flex flex-col gap-6">
            {own
              .filter(({ one }) => !one.endedAt)
              .map(({ one, steps }) => (
                <ShownToPartnerPanel
                  key={one.id}
                  of={one}
                  steps={steps}
                  caseId={theCase.id}
                  timeZone={actor.timeZone}
                  mayChange={mayChange}
                />
              ))}
            <ReferConsent
              of={{ caseId: theCase.id, requestId, supportKey: key }}
              consents={consents.filter(({ supportKey }) => supportKey === key)}
              today={dayInZone(new Date(), actor.timeZone)}
              timeZone={actor.timeZone}
              mayChange={mayShow}
            />
            {mayShow &&
              (isMinded ? (
                <Notice tone="caution" title={t("show.said")} />
              ) : (
                <Panel title={t(standing ? "show.changePanel" : "show.panel")}>
                  <ShowForm
                    of={{ caseId: theCase.id, requestId, partnerOrgId: partnerId }}
                    region={regionalGroup && t(`regions.${regionalGroup}`)}
                    mayTellMore={answer?.isAllowed ?? false}
                    standing={standing}
                  />
                </Panel>
              ))}
            {request.closedAt && <p className="text-ink-muted">{t("show.closed")}</p>}
            {own.some(({ one }) => one.endedAt) && (
              <details suppressHydrationWarning>
                <summary className="link target inline-block">{t("status.earlier")}</summary>
                <div className="mt-3 flex flex-col gap-4">
                  {own
                    .filter(({ one }) => one.endedAt)
                    .map(({ one, steps }) => (
                      <ShownToPartnerPanel
                        key={one.id}
                        of={one}
                        steps={steps}
                        caseId={theCase.id}
                        timeZone={actor.timeZone}
                        mayChange={false}
                      />
                    ))}
                </div>
              </details>
            )}
          </div>
        </Messages>
      </div>
    </>
  );
}
