import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios, FormText } from "@/components/forms/form-fields";
import { ConsentTable } from "@/components/people/consent-table";
import { IdentityPanel } from "@/components/people/identity-panel";
import { LabelPanel } from "@/components/people/label-panel";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { defenderKinds } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { withdrawConsent } from "@/lib/consents/actions";
import { listConsents } from "@/lib/consents/queries";
import {
  addDefender,
  labelDefender,
  readIdentity,
  relabelDefender,
  sealIdentity,
} from "@/lib/defenders/actions";
import { listAlertLanguages, listIdentityStamps } from "@/lib/defenders/queries";
import { dayInZone } from "@/lib/i18n/format";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

export default async function PeoplePage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase, defenders, inTeam, mayChange } = page;
  const [t, consent, consents, needed, stamps] = await Promise.all([
    getTranslations("people"),
    getTranslations("consent"),
    inTeam ? listConsents(actor, theCase.id) : [],
    inTeam ? listAlertLanguages(actor, theCase.id) : [],
    inTeam ? listIdentityStamps(actor, theCase.id) : null,
  ]);
  const today = dayInZone(new Date(), "UTC");
  const kinds = defenderKinds.map((value) => ({ value, label: t(`kind.${value}`) }));
  return (
    <CaseFrame actor={actor} page={page} current="people">
      <div className="flex flex-col gap-6">
        {defenders.length === 0 && (
          <Panel flush>
            <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
          </Panel>
        )}
        {!inTeam && defenders.length > 0 && (
          <p className="max-w-measure text-ink-muted">{consent("teamOnly")}</p>
        )}
        {defenders.map((defender) => (
          <Panel
            key={defender.id}
            title={<span dir="auto">{defender.publicLabel}</span>}
            aside={<Badge>{t(`kind.${defender.kind}`)}</Badge>}
          >
            {inTeam ? (
              <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_15rem]">
                <div className="min-w-0">
                  <ConsentTable
                    label={defender.publicLabel}
                    caseId={theCase.id}
                    consents={consents.filter((row) => row.defenderId === defender.id)}
                    today={today}
                    timeZone={actor.timeZone}
                    mayChange={mayChange}
                    withdraw={withdrawConsent}
                  />
                  {mayChange && (
                    <p className="mt-4">
                      <ButtonLink
                        size="small"
                        href={`/cases/${theCase.id}/people/${defender.id}/consent` as Route}
                        aria-label={`${consent("record")}: ${defender.publicLabel}`}
                      >
                        {consent("record")}
                      </ButtonLink>
                    </p>
                  )}
                </div>
                <div className="flex flex-col gap-6">
                  <section>
                    <h3 className="mb-2">{t("identity.title")}</h3>
                    <IdentityPanel
                      caseId={theCase.id}
                      defenderId={defender.id}
                      label={defender.publicLabel}
                      hasIdentity={defender.hasIdentity}
                      stamp={stamps?.get(defender.id) ?? ""}
                      mayChange={mayChange}
                      read={readIdentity}
                      seal={sealIdentity}
                    />
                  </section>
                  <LabelPanel
                    of={defender}
                    caseId={theCase.id}
                    needed={needed}
                    mayChange={mayChange}
                    save={labelDefender}
                  />
                  {mayChange && (
                    <details suppressHydrationWarning>
                      <summary className="link target inline-block">{t("relabel")}</summary>
                      <ActionForm
                        action={relabelDefender}
                        hidden={{ caseId: theCase.id, defenderId: defender.id }}
                        submit={t("saveLabel")}
                        saved={t("saved")}
                        size="small"
                        look="secondary"
                        className="mt-3"
                      >
                        <FormText
                          name="publicLabel"
                          label={t("label")}
                          defaultValue={defender.publicLabel}
                        />
                        <FormRadios
                          name="kind"
                          label={t("kindLabel")}
                          options={kinds}
                          defaultValue={defender.kind}
                        />
                      </ActionForm>
                    </details>
                  )}
                </div>
              </div>
            ) : (
              <p className="text-ink-muted">{t("identity.teamOnly")}</p>
            )}
          </Panel>
        ))}
        {mayChange && (
          <Panel title={t("add")}>
            <ActionForm
              action={addDefender}
              hidden={{ caseId: theCase.id }}
              submit={t("add")}
              saved={t("added")}
              look="secondary"
              className="max-w-2xl"
              labels={{ publicLabel: t("label") }}
            >
              <FormText
                name="publicLabel"
                label={t("label")}
                hint={t("labelHint")}
                maxLength={200}
              />
              <FormRadios
                name="kind"
                label={t("kindLabel")}
                options={kinds}
                defaultValue="person"
              />
            </ActionForm>
          </Panel>
        )}
      </div>
    </CaseFrame>
  );
}
