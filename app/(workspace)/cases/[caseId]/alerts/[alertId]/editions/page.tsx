import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AudiencePanel } from "@/components/alerts/editions/audience-panel";
import { AudiencePreviews } from "@/components/alerts/editions/audience-previews";
import { HandedOut } from "@/components/alerts/editions/handed-out";
import { SignedSoFar } from "@/components/alerts/editions/signed-so-far";
import { LeftSignatories } from "@/components/alerts/left-signatories";
import { MovedOn } from "@/components/alerts/moved-on";
import { Panel, Section } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { audiences } from "@/db/reference/words";
import { hasChangedSince } from "@/lib/alert-review/queries";
import { isStep } from "@/lib/alerts/alert";
import { requireActor } from "@/lib/auth/actor";
import { readiness, signaturesSince } from "@/lib/editions/edition";
import { canIssue } from "@/lib/editions/permissions";
import { findEditions, listHandedOut } from "@/lib/editions/queries";
import { withholdName } from "@/lib/sign-on/actions";
import { listSignOn } from "@/lib/sign-on/queries";
import { AlertFrame, readAlert } from "../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

export default async function EditionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<{ language?: string | string[] }>;
}) {
  const actor = await requireActor();
  const of = await params;
  const page = await readAlert(actor, of);
  const { theCase, inTeam } = page;
  const wanted = [(await searchParams).language].flat()[0];
  const found = (await findEditions(actor, of, wanted)) ?? notFound();
  const { alert, texts, language, previews, signable, signed, mayHaveCapacities, editions } = found;
  const standing = signed[language];
  const [t, handedOut, hasMovedOn, signers] = await Promise.all([
    getTranslations("editions"),
    inTeam ? listHandedOut(actor, of) : [],
    signable ? hasChangedSince(actor, signable.versionId, language) : false,
    page.mayCoordinate ? listSignOn(actor, alert.id) : [],
  ]);
  const base = `/cases/${theCase.id}/alerts/${alert.id}/editions`;
  const mayIssue = canIssue(actor, theCase.access);
  const shown = audiences.filter((audience) => audience !== "internal" || inTeam);
  return (
    <AlertFrame page={page} current="editions">
      <div className="flex flex-col gap-8">
        <div>
          <p className="max-w-measure">{t("list.lead")}</p>
          <p className="mb-4 max-w-measure text-ink-muted">
            {signable ? t("list.version", { number: signable.number }) : t("list.noVersion")}
          </p>
          {signable && hasMovedOn && (
            <div className="mb-4 max-w-measure">
              <MovedOn
                of={{ id: signable.versionId, number: signable.number }}
                says="list"
                place={of}
                language={language}
              />
            </div>
          )}
          {inTeam && signable && standing && (
            <div className="mb-4 max-w-measure">
              <SignedSoFar of={standing} timeZone={actor.timeZone} />
            </div>
          )}
          {signers.length > 0 && (
            <div className="mb-4">
              <LeftSignatories
                rows={signers}
                place={of}
                timeZone={actor.timeZone}
                isIssued={false}
                withhold={withholdName}
              />
            </div>
          )}
          <div className="grid gap-4 lg:grid-cols-2">
            {shown.map((audience) => (
              <AudiencePanel
                key={audience}
                audience={audience}
                widest={alert.audience}
                base={base}
                lower={
                  audience === alert.audience && isStep(alert.stage, "withdrawn") && mayIssue
                    ? `/cases/${theCase.id}/alerts/${alert.id}/review#audience`
                    : null
                }
                mayIssue={mayIssue}
                timeZone={actor.timeZone}
                rows={texts.map((text) => {
                  const own = editions.filter(
                    (one) => one.audience === audience && one.language === text.language,
                  );
                  const now = signed[text.language];
                  const since =
                    own[0] && now ? signaturesSince(own[0], now, mayHaveCapacities) : null;
                  return {
                    language: text.language,
                    editions: own,
                    isSignedSince: own[0]?.versionId === signable?.versionId && since !== null,
                    readiness: readiness({
                      stage: alert.stage,
                      widest: alert.audience,
                      audience,
                      language: text.language,
                      signable,
                      people: previews[audience]?.people ?? [],
                      latest: own[0],
                      hasNewSignatures: since !== null || Boolean(own[0]?.namesChangedAt),
                    }),
                  };
                })}
              />
            ))}
          </div>
        </div>
        <Section
          title={t("preview.title")}
          aside={
            texts.length > 1 && (
              <SegmentedLinks
                label={t("preview.languages")}
                options={texts.map((text) => ({
                  href: `${base}?language=${text.language}` as Route,
                  label: t(`language.${text.language}`),
                  current: text.language === language,
                }))}
              />
            )
          }
        >
          <p className="max-w-measure py-3 text-ink-muted">{t("preview.lead")}</p>
          <AudiencePreviews previews={previews} language={language} />
        </Section>
        {inTeam && (
          <Panel title={t("handedOut.title")} flush>
            <HandedOut rows={handedOut} timeZone={actor.timeZone} />
          </Panel>
        )}
      </div>
    </AlertFrame>
  );
}
