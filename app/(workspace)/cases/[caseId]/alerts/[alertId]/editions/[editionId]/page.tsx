import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CorrectPanel } from "@/components/alerts/editions/correct-panel";
import { EditionFacts } from "@/components/alerts/editions/edition-facts";
import { HandOutForm } from "@/components/alerts/editions/hand-out-form";
import { HandedOut } from "@/components/alerts/editions/handed-out";
import { EditionSheet } from "@/components/alerts/text/edition-sheet";
import { Messages } from "@/components/layout/messages";
import { PrintButton } from "@/components/states/print-button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { hasChangedSince } from "@/lib/alert-review/queries";
import { requireActor } from "@/lib/auth/actor";
import { handOutEdition } from "@/lib/editions/actions";
import { correctionStep, signaturesSince } from "@/lib/editions/edition";
import { canHandOut, canIssue } from "@/lib/editions/permissions";
import { plainText } from "@/lib/editions/plain-text";
import { publicAddress } from "@/lib/editions/public-address";
import { findEdition, findSigners, listHandedOut } from "@/lib/editions/queries";
import { dayInZone } from "@/lib/i18n/format";
import { formatsFor } from "@/lib/i18n/formats";
import { listStates, stateChoices } from "@/lib/states/queries";
import { AlertFrame, readAlert } from "../../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

/** One edition as its audience reads it, to be printed, copied and given; and to whom it went. */
export default async function EditionPage({
  params,
}: {
  params: Promise<{ caseId: string; alertId: string; editionId: string }>;
}) {
  const actor = await requireActor();
  const { editionId, ...of } = await params;
  const page = await readAlert(actor, of);
  const { theCase, inTeam } = page;
  const found = (await findEdition(actor, of, editionId)) ?? notFound();
  const { edition, partners, signable } = found;
  const mayCorrect = !edition.frozenAt && signable && canIssue(actor, theCase.access);
  const [t, dates, handedOut, choices, states, hasChanged, signers] = await Promise.all([
    getTranslations("editions"),
    getTranslations("dates"),
    inTeam ? listHandedOut(actor, of) : [],
    stateChoices(actor),
    listStates(actor),
    mayCorrect ? hasChangedSince(actor, signable.id, edition.language) : false,
    mayCorrect ? findSigners(actor, of.alertId, edition.language) : null,
  ]);
  const since = signers && signaturesSince(edition, signers.signed, signers.mayHaveCapacities);
  const base = `/cases/${of.caseId}/alerts/${of.alertId}`;
  const issuing = `${base}/editions/issue?audience=${edition.audience}&language=${edition.language}`;
  const { day } = formatsFor(actor.locale === "qps" ? "en" : actor.locale, dates);
  const { audience, content, frozenAt, publicToken } = edition;
  const address = publicToken ? publicAddress(publicToken) : null;
  const ownKey = states.find((state) => state.code === theCase.countryCode)?.key;
  const isWithdrawn = page.alert.stage === "withdrawn";
  const mail =
    content && !isWithdrawn && plainText({ ...edition, content, ...(address && { address }) });
  return (
    <Messages of={["editions", "forms", "refusals"]}>
      <AlertFrame
        page={page}
        current="editions"
        actions={content && <PrintButton label={t("one.print")} />}
        isPrinted={false}
      >
        <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem] print:block">
          <div className="min-w-0">
            {frozenAt && (
              <Notice tone="danger" title={t("one.frozen")}>
                {t("one.frozenWhy", { date: day(dayInZone(frozenAt, actor.timeZone)) })}
              </Notice>
            )}
            {isWithdrawn && (
              <Notice tone="danger" title={t("one.alertWithdrawn")}>
                {t("one.alertWithdrawnWhat")}
              </Notice>
            )}
            {edition.supersededAt && !frozenAt && (
              <div className="mb-4 print:hidden">
                <Notice tone="info" title={t("one.replaced")} />
              </div>
            )}
            {content && (
              <div className="rounded-panel border border-line bg-surface p-6 print:border-0 print:p-0">
                <EditionSheet of={{ ...edition, content }} titleAs="h2" />
              </div>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-6 print:hidden">
            <EditionFacts
              of={edition}
              address={frozenAt ? null : address}
              timeZone={actor.timeZone}
            />
            {mail && (
              <Panel title={t("one.plain")}>
                <CopyButton
                  text={mail}
                  label={t("one.copy")}
                  copied={t("one.copied")}
                  failed={t("one.copyFailed")}
                />
                <details className="mt-3">
                  <summary className="link target inline-block">{t("one.plain")}</summary>
                  <pre
                    dir="auto"
                    lang={edition.language}
                    data-written=""
                    className="mt-2 whitespace-pre-wrap font-sans text-meta"
                  >
                    {mail}
                  </pre>
                </details>
              </Panel>
            )}
            {mayCorrect && (
              <CorrectPanel
                step={correctionStep({
                  stage: page.alert.stage,
                  widest: page.alert.audience,
                  edition,
                  lostName: edition.namesChangedAt !== null,
                  hasNewSignatures: since !== null,
                  latest: found.latest,
                  signableId: signable.id,
                  hasChanged,
                })}
                since={since}
                number={edition.number}
                version={signable.number}
                hrefs={{
                  newer: `${base}/editions/${found.latest.id}`,
                  issue: issuing,
                  names: issuing,
                  signatories: issuing,
                  open: `${base}/sign-on#newer`,
                  write: `${base}?language=${edition.language}`,
                }}
              />
            )}
            {!frozenAt && !isWithdrawn && canHandOut(actor, theCase.access) && (
              <Panel title={t("handOut.title")}>
                {audience === "internal" ? (
                  <p className="text-ink-muted">{t("handOut.internal")}</p>
                ) : (
                  <HandOutForm
                    action={handOutEdition}
                    of={{ ...of, editionId }}
                    audience={audience}
                    organisations={partners}
                    states={
                      audience === "public"
                        ? choices
                        : choices.filter((choice) => choice.key !== ownKey)
                    }
                    today={dayInZone(new Date(), actor.timeZone)}
                  />
                )}
              </Panel>
            )}
          </div>
        </div>
        {inTeam && (
          <Panel title={t("handedOut.title")} flush className="mt-6 print:hidden">
            <HandedOut
              rows={handedOut.filter((row) => row.editionId === editionId)}
              timeZone={actor.timeZone}
            />
          </Panel>
        )}
      </AlertFrame>
    </Messages>
  );
}
