import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { ActBy } from "@/components/support/act-by";
import { PartnerSection } from "@/components/support/coalition/partner-section";
import { EndRequest } from "@/components/support/end-request";
import { MatchList } from "@/components/support/match-list";
import { NextToAsk } from "@/components/support/next-to-ask";
import { OutcomePanel } from "@/components/support/outcome-panel";
import { ReferralRows } from "@/components/support/referral-rows";
import { RequestAsks } from "@/components/support/request-asks";
import { RequestDetails } from "@/components/support/request-details";
import { RequestFacts } from "@/components/support/request-facts";
import { ButtonLink } from "@/components/ui/button";
import { Pencil } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { listPartners } from "@/lib/shares/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { findMatches } from "@/lib/support/find-matches";
import { nextToAsk } from "@/lib/support/match";
import { grantedSums } from "@/lib/support/money";
import { findPartnerOffers } from "@/lib/support/offers/find-fitting";
import { outcomeDue } from "@/lib/support/outcomes/due";
import { listOutcomes } from "@/lib/support/outcomes/queries";
import { askedBefore, lastWithoutHelp, notToAsk } from "@/lib/support/referrals/asked";
import { listReferralConsents, listReferrals } from "@/lib/support/referrals/queries";
import { readSupportDetails } from "@/lib/support/requests/actions";
import { findRequest, listAsksOfRequest } from "@/lib/support/requests/queries";
import { listShownTo } from "@/lib/support/shown/queries";
import { CaseFrame, readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("one") };
}

const shownMatches = 6;

/** One request: what is needed, who was asked and who could be asked next. */
export default async function RequestPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; requestId: string }>;
  searchParams: Promise<{ all?: string | string[] }>;
}) {
  const actor = await requireActor();
  const { caseId, requestId } = await params;
  const page = await readCase(actor, caseId);
  const { theCase, mayChange, inTeam } = page;
  const request = inTeam ? await findRequest(actor, theCase.id, requestId) : null;
  if (!request) {
    notFound();
  }
  const [t, embassy, locale, { day, list, money }, referrals, found, states, asks] =
    await Promise.all([
      getTranslations("support"),
      getTranslations("checkIns.embassy"),
      getLocale(),
      getFormats(),
      listReferrals(actor, theCase.id, requestId),
      findMatches(actor, request, theCase.countryCode),
      listStates(actor),
      listAsksOfRequest(actor, requestId),
    ]);
  const [shown, partners, offers, consents] = await Promise.all([
    listShownTo(actor, theCase.id, requestId),
    listPartners(actor),
    findPartnerOffers(actor, request, theCase.countryCode),
    listReferralConsents(actor, theCase.id, requestId),
  ]);
  const base = `/cases/${theCase.id}/support/${requestId}`;
  const today = dayInZone(new Date(), actor.timeZone);
  const asked = askedBefore(referrals);
  const isHelped = referrals.some(({ outcome }) => outcome === "accepted");
  const next = nextToAsk(found, notToAsk(referrals, consents, dayInZone(new Date(), "UTC")));
  const last = lastWithoutHelp(referrals);
  const granted = list(grantedSums(referrals).map(money));
  const isWhole = (await searchParams).all === "1";
  return (
    <CaseFrame actor={actor} page={page} current="support">
      <div className="flex max-w-4xl flex-col gap-6">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div>
            <h2 className="text-h1">{t(`kinds.${request.kind}`)}</h2>
            <p className="mt-1">
              <span className="me-2 text-ink-muted">{t("page.actBy")}</span>
              <ActBy day={request.actBy} today={today} isClosed={request.closedAt !== null} />
            </p>
          </div>
          {mayChange && !request.closedAt && (
            <ButtonLink href={`${base}/edit` as Route} icon={Pencil}>
              {t("page.edit")}
            </ButtonLink>
          )}
        </div>
        {request.closedAt && request.closedAs && (
          <Notice
            title={t("page.closedAs", {
              date: day(dayInZone(request.closedAt, actor.timeZone)),
              ending: t(`endings.${request.closedAs}`),
            })}
          >
            {mayChange && (
              <Messages of={["support", "forms", "refusals"]}>
                <EndRequest caseId={theCase.id} requestId={requestId} isClosed />
              </Messages>
            )}
          </Notice>
        )}
        <RequestFacts of={request} timeZone={actor.timeZone} />
        <Panel title={t("page.details")}>
          <Messages of={["support", "forms", "refusals", "dates"]}>
            <RequestDetails
              caseId={theCase.id}
              requestId={requestId}
              states={Object.fromEntries(
                states.map((state) => [state.code, stateName(state, locale)]),
              )}
              granted={granted}
              read={readSupportDetails}
            />
          </Messages>
        </Panel>
        {!request.closedAt && last && next && !isHelped && (
          <NextToAsk after={last} next={next} base={base} />
        )}
        <Panel title={t("page.referrals")} flush={referrals.length > 0}>
          {referrals.length > 0 ? (
            <>
              <ReferralRows of={referrals} base={base} isOpen={!request.closedAt} />
              {granted && (
                <p className="border-t border-line px-4 py-3 text-meta text-ink-muted">
                  {t("referral.grantedSum", { amount: granted })}
                </p>
              )}
            </>
          ) : (
            <p className="text-ink-muted">{t("page.noReferrals")}</p>
          )}
        </Panel>
        <PartnerSection
          base={base}
          shown={shown}
          offers={offers}
          partners={partners}
          isOpen={!request.closedAt}
        />
        {(asks.length > 0 || (mayChange && !request.closedAt)) && (
          <Panel
            title={embassy("asked")}
            flush={asks.length > 0}
            aside={
              mayChange &&
              !request.closedAt && (
                <Link
                  href={`/cases/${theCase.id}/support/embassy?request=${requestId}` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {embassy("link")}
                </Link>
              )
            }
          >
            {asks.length > 0 ? (
              <RequestAsks
                of={asks}
                states={Object.fromEntries(
                  states.map((state) => [state.code, stateName(state, locale)]),
                )}
              />
            ) : (
              <p className="text-ink-muted">{embassy("askedNobody")}</p>
            )}
          </Panel>
        )}
        {!request.closedAt && (
          <Panel title={t("page.who")} flush>
            <div className="border-b border-line px-4 py-3">
              <p className="max-w-measure text-meta text-ink-muted">
                {t("page.whoHint")} {t("page.notEndorsed")}
              </p>
            </div>
            <MatchList
              of={isWhole ? found : found.slice(0, shownMatches)}
              base={base}
              asked={asked}
            />
            {found.length > shownMatches && (
              <p className="border-t border-line px-4 py-3">
                <ButtonLink size="small" href={(isWhole ? base : `${base}?all=1`) as Route}>
                  {isWhole
                    ? t("page.some", { count: shownMatches })
                    : t("page.all", { count: found.length })}
                </ButtonLink>
              </p>
            )}
          </Panel>
        )}
        {request.closedAt && (
          <Messages of={["support", "consent", "forms", "refusals"]}>
            <OutcomePanel
              caseId={theCase.id}
              requestId={requestId}
              outcomes={await listOutcomes(actor, theCase.id, requestId)}
              due={{
                one_month: outcomeDue(dayInZone(request.closedAt, "UTC"), "one_month"),
                six_months: outcomeDue(dayInZone(request.closedAt, "UTC"), "six_months"),
              }}
              today={today}
              mayChange={mayChange}
            />
          </Messages>
        )}
        {mayChange && !request.closedAt && (
          <Messages of={["support", "forms", "refusals"]}>
            <EndRequest caseId={theCase.id} requestId={requestId} isClosed={false} />
          </Messages>
        )}
      </div>
    </CaseFrame>
  );
}
