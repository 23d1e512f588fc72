import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { IssueForm } from "@/components/alerts/editions/issue-form";
import { Signatories, SignedSoFar } from "@/components/alerts/editions/signed-so-far";
import { WhatStops } from "@/components/alerts/editions/what-stops";
import { MovedOn } from "@/components/alerts/moved-on";
import { AlertText } from "@/components/alerts/text/alert-text";
import { Messages } from "@/components/layout/messages";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { alertLanguages, audiences } from "@/db/reference/words";
import { hasChangedSince } from "@/lib/alert-review/queries";
import { requireActor } from "@/lib/auth/actor";
import { issueEdition } from "@/lib/editions/actions";
import { mayLeave, mustSayCorrection, signaturesSince } from "@/lib/editions/edition";
import { canIssue } from "@/lib/editions/permissions";
import { findLeaving } from "@/lib/editions/queries";
import { listChanged, signedSince } from "@/lib/editions/signed-since";
import { formatsFor } from "@/lib/i18n/formats";
import { AlertFrame, readAlert } from "../../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

/** Between wanting to issue and issuing: what leaves, word for word, to whom, and who stands in it. */
export default async function IssuePage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const of = await params;
  const page = await readAlert(actor, of);
  const { alert, theCase } = page;
  const asked = await searchParams;
  const audience = audiences.find((one) => one === asked.audience) ?? alert.audience;
  const language = alertLanguages.find((one) => one === asked.language) ?? alert.sourceLanguage;
  if (!canIssue(actor, theCase.access)) {
    notFound();
  }
  const leaving = (await findLeaving(actor, of, { audience, language })) ?? notFound();
  const { version, people, partners, earlier, text, signed } = leaving;
  const [t, dates, hasMovedOn] = await Promise.all([
    getTranslations("editions"),
    getTranslations("dates"),
    hasChangedSince(actor, version.id, language),
  ]);
  const { list } = formatsFor(actor.locale === "qps" ? "en" : actor.locale, dates);
  const back = `/cases/${theCase.id}/alerts/${alert.id}/editions` as Route;
  const isSameText = earlier?.versionId === version.id && !earlier.frozenAt;
  const since = isSameText
    ? signaturesSince(earlier, signed, leaving.withNames.length === 0)
    : null;
  const ended = alert.stage === "closed" || alert.stage === "withdrawn" ? alert.stage : null;
  // A name was withheld, and a newer edition says so.
  const isShorter = isSameText && earlier.namesChangedAt !== null;
  const maySend = mayLeave(leaving, audience) && !leaving.withNames.some(({ inName }) => inName);
  const isIssued = isSameText && since === null && !isShorter;
  return (
    <Messages of={["editions", "dates", "forms", "refusals", "people"]}>
      <AlertFrame page={page} current="editions">
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex flex-col gap-6">
            <div>
              <h2 className="text-h3">{t("leaving.title")}</h2>
              <p className="text-ink-muted">
                {t("leaving.what", {
                  audience: t(`audience.${audience}`),
                  language: t(`language.${language}`),
                  number: version.number,
                })}
              </p>
            </div>
            {hasMovedOn && <MovedOn of={version} says="issue" place={of} language={language} />}
            {!mayLeave(leaving, audience) && (
              <WhatStops of={leaving} caseId={theCase.id} audience={audience} />
            )}
            {[true, false].map((inName) => {
              const named = leaving.withNames.filter((one) => one.inName === inName);
              return (
                named.length > 0 && (
                  <Notice
                    key={String(inName)}
                    tone={inName ? "danger" : "caution"}
                    title={t(inName ? "leaving.nameHolds" : "leaving.capacityHolds", {
                      names: list(named.map(({ name }) => name)),
                    })}
                  >
                    {t(inName ? "leaving.nameHoldsHint" : "leaving.capacityHoldsHint")}
                  </Notice>
                )
              );
            })}
            {leaving.lacking.length > 0 && (
              <Notice
                tone="caution"
                title={t("leaving.lacking", { count: leaving.lacking.length })}
              >
                <ul className="list-disc ps-5">
                  {leaving.lacking.map((section) => (
                    <li key={section}>{t(`section.${section}`)}</li>
                  ))}
                </ul>
                <p>{t("leaving.lackingHint")}</p>
              </Notice>
            )}
            {ended && <Notice tone="info" title={t(`leaving.ended.${ended}`)} />}
            {isIssued && <Notice tone="info" title={t("leaving.alreadyIssued")} />}
            <Panel title={t("leaving.text")}>
              {text ? (
                <AlertText of={text} language={language} titleAs="p" sectionAs="h3" />
              ) : (
                <p>{t("preview.empty")}</p>
              )}
            </Panel>
          </div>
          <div className="flex flex-col gap-6">
            <Panel title={t("leaving.to")}>
              <p>{t(`reads.${audience}`)}</p>
              {audience === "coalition" && (
                <p className="mt-2">
                  {partners.length > 0
                    ? t("leaving.partners", { partners: list(partners.map(({ name }) => name)) })
                    : t("leaving.noPartners")}
                </p>
              )}
              {audience === "public" && <p className="mt-2">{t("leaving.forGood")}</p>}
            </Panel>
            <Panel title={t("leaving.who")}>
              {people.length > 0 ? (
                <ul className="flex flex-col gap-1">
                  {people.map((person) => (
                    <li key={person.label}>
                      {t(person.isNamed ? "leaving.byName" : "leaving.byLabel", {
                        label: person.label,
                      })}
                    </li>
                  ))}
                </ul>
              ) : (
                <p>{t("leaving.nobodyStands")}</p>
              )}
            </Panel>
            <Panel title={t("signed.title")}>
              <SignedSoFar of={signed} timeZone={actor.timeZone} />
            </Panel>
            <Panel title={t("signed.under")}>
              <p className="mb-3">
                {leaving.issuer
                  ? t("signed.issuer", { name: leaving.issuer })
                  : t("signed.issuerUnnamed")}
              </p>
              <Signatories of={signed} />
            </Panel>
            {maySend && !isIssued && !ended && (
              <Panel>
                <p className="mb-4">{t("leaving.frozen")}</p>
                <IssueForm
                  action={issueEdition}
                  of={{ ...of, versionId: version.id }}
                  audience={audience}
                  language={language}
                  mustSayCorrection={mustSayCorrection(earlier)}
                  says={
                    since ? signedSince(language, since) : isShorter ? listChanged[language] : ""
                  }
                  isResigned={since !== null}
                  lacksSections={leaving.lacking.length}
                  lacks={signed.asked - signed.signed}
                  withNames={leaving.withNames.length > 0}
                />
              </Panel>
            )}
            <p>
              <Link href={back} prefetch={false} className="link target">
                {t("leaving.back")}
              </Link>
            </p>
          </div>
        </div>
      </AlertFrame>
    </Messages>
  );
}
