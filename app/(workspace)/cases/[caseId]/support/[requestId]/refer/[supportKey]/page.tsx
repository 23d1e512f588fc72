import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Reasons } from "@/components/support/match-list";
import { NextToAsk } from "@/components/support/next-to-ask";
import { OrganisationWays } from "@/components/support/organisation-ways";
import { PrepareReferral } from "@/components/support/prepare-referral";
import { ReferConsent } from "@/components/support/refer-consent";
import { ReferralCard } from "@/components/support/referral-card";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { findEntry } from "@/lib/support/directory/queries";
import { findMatches } from "@/lib/support/find-matches";
import { nextToAsk } from "@/lib/support/match";
import { lastWithoutHelp, notToAsk } from "@/lib/support/referrals/asked";
import { listMissingFields } from "@/lib/support/referrals/commands";
import { languageToWriteIn } from "@/lib/support/referrals/language";
import {
  listReferralConsents,
  listReferrals,
  standingByKey,
} from "@/lib/support/referrals/queries";
import { findRequest } from "@/lib/support/requests/queries";
import { readCase } from "../../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("refer") };
}

/** One organisation for one request: what fits, what the person answered, the text, and what became of it. */
export default async function ReferPage({
  params,
}: {
  params: Promise<{ caseId: string; requestId: string; supportKey: string }>;
}) {
  const actor = await requireActor();
  const { caseId, requestId, supportKey } = await params;
  const { theCase, inTeam, mayChange } = await readCase(actor, caseId);
  const request = inTeam ? await findRequest(actor, theCase.id, requestId) : null;
  if (!request) {
    notFound();
  }
  const [t, words, found, entry, consents, referrals] = await Promise.all([
    getTranslations("support"),
    getTranslations("cases.head"),
    findMatches(actor, request, theCase.countryCode),
    findEntry(actor, supportKey),
    listReferralConsents(actor, theCase.id, requestId),
    listReferrals(actor, theCase.id, requestId),
  ]);
  const match = found.find(({ key }) => key === supportKey);
  const own = referrals.filter((referral) => referral.supportKey === supportKey);
  const name = match?.name ?? own[0]?.supportName;
  if (!name) {
    notFound();
  }
  const today = dayInZone(new Date(), actor.timeZone);
  const stands = standingByKey(consents, dayInZone(new Date(), "UTC")).get(supportKey);
  const base = `/cases/${theCase.id}/support/${requestId}`;
  const said = lastWithoutHelp(own);
  const isHelped = referrals.some(({ outcome }) => outcome === "accepted");
  const next = nextToAsk(found, notToAsk(referrals, consents, dayInZone(new Date(), "UTC")));
  const mayWrite = mayChange && !request.closedAt;
  const missing =
    mayWrite && stands?.isAllowed
      ? await listMissingFields(actor, { caseId: theCase.id, requestId, supportKey })
      : [];
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/support` as Route, label: t("case.tab") },
            { href: base as Route, label: t(`kinds.${request.kind}`) },
          ],
          here: name,
        }}
        title={<span dir="auto">{t("refer.title", { name })}</span>}
        ways={[{ href: `/support/directory/${supportKey}`, label: t("refer.directory") }]}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        {match?.isHalted && (
          <Notice tone="danger" title={match.statusNote || t("statuses.halted")}>
            {t("refer.halted")}
          </Notice>
        )}
        {match && (
          <Panel title={t("refer.facts")}>
            {entry && <OrganisationWays of={entry} />}
            <Reasons of={match} />
            <p className="mt-2 text-meta text-ink-muted">{t("page.notEndorsed")}</p>
          </Panel>
        )}
        <Messages of={["support", "consent", "forms", "refusals", "dates"]}>
          <div className="flex flex-col gap-6">
            {said && next && !isHelped && !request.closedAt && (
              <NextToAsk after={said} next={next} base={base} />
            )}
            <ReferConsent
              of={{ caseId: theCase.id, requestId, supportKey }}
              consents={consents.filter((consent) => consent.supportKey === supportKey)}
              today={today}
              timeZone={actor.timeZone}
              mayChange={mayWrite}
            />
            {mayWrite && match && !match.isHalted && (
              <PrepareReferral
                of={{ caseId: theCase.id, requestId, supportKey }}
                isAllowed={stands?.isAllowed ?? false}
                officer={actor.personName}
                language={languageToWriteIn(entry?.languages ?? [], actor.locale)}
                knownLanguages={entry?.languages ?? []}
                missing={missing}
              />
            )}
            {own.map((referral) => (
              <ReferralCard
                key={referral.id}
                of={referral}
                caseId={theCase.id}
                requestId={requestId}
                today={today}
                timeZone={actor.timeZone}
                mayChange={mayChange}
              />
            ))}
          </div>
        </Messages>
      </div>
    </>
  );
}
