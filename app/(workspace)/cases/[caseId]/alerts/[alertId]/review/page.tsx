import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { ClearedForm } from "@/components/alerts/cleared-form";
import { DetailsPanel } from "@/components/alerts/details-panel";
import { ShownTable } from "@/components/alerts/shown-table";
import { StagePath } from "@/components/alerts/stage-path";
import { VersionsList } from "@/components/alerts/versions-list";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea } from "@/components/forms/form-fields";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel, Section } from "@/components/ui/panel";
import {
  addLanguage,
  approve,
  checkConsent,
  closeAlert,
  openForSignOn,
  saveVersion,
  sendBack,
  sendForReview,
  setDetails,
  setTextState,
  startConsentCheck,
  withdrawAlert,
} from "@/lib/alerts/actions";
import { isBeingSigned, isOver, isStep, tasksOf } from "@/lib/alerts/alert";
import { canApprove, canCheckConsent } from "@/lib/alerts/permissions";
import { hasChangedSince, listShown, listVersions } from "@/lib/alerts/queries";
import type { VersionRow } from "@/lib/alerts/shown";
import { requireActor } from "@/lib/auth/actor";
import { AlertFrame, type AlertPage, readAlert } from "../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts.documentTitle");
  return { title: t("one") };
}

export default async function ReviewPage({
  params,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
}) {
  const actor = await requireActor();
  const page = await readAlert(actor, await params);
  const { theCase, alert, inTeam, mayWrite, mayCoordinate, mayChange } = page;
  const [t, versions, shown] = await Promise.all([
    getTranslations("alerts"),
    listVersions(actor, alert.id),
    inTeam ? listShown(actor, alert) : [],
  ]);
  const latest = versions[0];
  const base = `/cases/${theCase.id}/alerts/${alert.id}`;
  const hasChanged = latest ? await hasChangedSince(actor, latest.id) : false;
  const tasks = tasksOf(alert.parts);
  const words = { todo: "sectionEmpty", doing: "sectionOpen", done: "sectionDone" } as const;
  return (
    <AlertFrame page={page} current="review">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20.5rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {!isOver(alert.stage) && <StagePath stage={alert.stage} />}
          <Steps
            page={page}
            latest={latest}
            hasChanged={hasChanged}
            may={{
              approve: canApprove(actor, theCase.access, latest?.isMine === true),
              check: canCheckConsent(theCase.access, latest?.isMine === true),
            }}
          />
          {shown.length > 0 && (
            <Section title={t("consent.title")}>
              <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("consent.intro")}</p>
              <ShownTable shown={shown} caseId={theCase.id} mayAsk={mayChange} />
            </Section>
          )}
          <Section
            title={t("review.versions")}
            count={versions.length}
            aside={
              versions.length > 1 && (
                <a href={`${base}/history`} className="link target">
                  {t("review.compare")}
                </a>
              )
            }
          >
            <VersionsList versions={versions} timeZone={actor.timeZone} />
          </Section>
        </div>
        <div className="flex flex-col gap-6">
          <Panel title={t("review.missing")}>
            {alert.missing.length === 0 ? (
              <p>{t("review.nothingMissing")}</p>
            ) : (
              <p className="mb-2 text-meta text-ink-muted">{t("review.missingHint")}</p>
            )}
            <ul className="mt-2 text-meta">
              {tasks.map(({ section, status }) => (
                <li key={section} className={`py-1 ${status === "todo" ? "font-semibold" : ""}`}>
                  {t(`review.${words[status]}`, { section: t(`section.${section}`) })}
                </li>
              ))}
            </ul>
            <p className="mt-3">
              <ButtonLink href={base as Route} size="small">
                {t("review.read")}
              </ButtonLink>
            </p>
          </Panel>
          <DetailsPanel
            of={alert}
            may={{ write: mayWrite, coordinate: mayCoordinate }}
            actions={{
              setDetails,
              addLanguage,
              setTextState,
              close: closeAlert,
              withdraw: withdrawAlert,
            }}
          />
        </div>
      </div>
    </AlertFrame>
  );
}

/** What can be done now, by this reader; and what waits for somebody else. */
async function Steps({
  page: { theCase, alert, mayWrite, mayCoordinate, mayChange, inTeam },
  latest,
  hasChanged,
  may,
}: {
  page: AlertPage;
  latest: VersionRow | undefined;
  hasChanged: boolean;
  may: { approve: boolean; check: boolean };
}) {
  const t = await getTranslations("alerts");
  const hidden = { caseId: theCase.id, alertId: alert.id };
  const ofVersion = { ...hidden, versionId: latest?.id ?? "" };
  const number = latest?.number ?? 0;
  const note = <FormArea name="note" label={t("review.approveNote")} optional rows={2} />;
  const back = mayWrite && isStep(alert.stage, "draft") && (
    <div className="border-t border-line pt-4">
      <p className="mb-2 max-w-measure text-meta text-ink-muted">
        {t(alert.stage === "sign_on" ? "review.backFromSignOn" : "review.backIntro")}
      </p>
      <ActionForm
        action={sendBack}
        hidden={{ ...hidden, from: alert.stage }}
        submit={t("review.back")}
        look="secondary"
      />
    </div>
  );
  const changed = hasChanged && (
    <Notice tone="caution" title={t("review.changedSince", { number })} />
  );
  const check = may.check ? (
    <>
      <p className="max-w-measure">{t("consent.checkIntro")}</p>
      <ClearedForm
        action={checkConsent}
        hidden={ofVersion}
        submit={t("consent.check", { number })}
        done={t("consent.checked")}
        mayAsk={mayChange}
      >
        {note}
      </ClearedForm>
    </>
  ) : (
    <p className="text-ink-muted">
      {t(!inTeam ? "consent.teamOnly" : latest?.isMine ? "review.isYours" : "review.waitsForOther")}
    </p>
  );
  if (alert.stage === "draft") {
    return mayWrite ? (
      <Panel title={t("review.send")}>
        <p className="mb-4 max-w-measure">{t("review.sendIntro")}</p>
        <ActionForm
          action={sendForReview}
          hidden={hidden}
          submit={t("review.send")}
          saved={t("review.sent")}
          labels={{ note: t("review.note") }}
        >
          <FormArea name="note" label={t("review.note")} optional rows={2} />
        </ActionForm>
      </Panel>
    ) : null;
  }
  if (alert.stage === "in_review") {
    return (
      <Panel title={t("review.title")}>
        <div className="flex flex-col gap-4">
          {changed}
          {alert.isReviewed ? (
            mayWrite && (
              <>
                <p>{t("review.startIntro")}</p>
                <ActionForm action={startConsentCheck} hidden={hidden} submit={t("review.start")} />
              </>
            )
          ) : may.approve ? (
            <>
              <p className="max-w-measure">{t("review.approveIntro")}</p>
              <ActionForm
                action={approve}
                hidden={ofVersion}
                submit={t("review.approve", { number })}
                labels={{ note: t("review.approveNote") }}
              >
                {note}
              </ActionForm>
            </>
          ) : (
            <p className="text-ink-muted">
              {t(latest?.isMine ? "review.isYours" : "review.waitsForOther")}
            </p>
          )}
          {back}
        </div>
      </Panel>
    );
  }
  if (alert.stage === "consent_check") {
    return (
      <Panel title={t("consent.title")}>
        <div className="flex flex-col gap-4">
          {changed}
          {!alert.isConsentChecked ? (
            check
          ) : mayCoordinate ? (
            <>
              <p className="max-w-measure">{t("consent.openIntro")}</p>
              {alert.signOnDeadline ? (
                <ClearedForm
                  action={openForSignOn}
                  hidden={hidden}
                  submit={t("consent.open")}
                  done={t("consent.opened")}
                  mayAsk={mayChange}
                  mayBeSure
                />
              ) : (
                <Notice tone="caution" title={t("consent.needsDeadline")} />
              )}
            </>
          ) : (
            <p>{t("consent.checked")}</p>
          )}
          {back}
        </div>
      </Panel>
    );
  }
  if (isBeingSigned(alert.stage)) {
    const awaitsCheck = latest?.purpose === "saved" && !alert.isConsentChecked;
    return (
      <Panel title={t("stage.sign_on")}>
        <div className="flex flex-col gap-4">
          {hasChanged && mayWrite && (
            <>
              <p className="max-w-measure">{t("review.saveIntro", { number })}</p>
              <ActionForm
                action={saveVersion}
                hidden={hidden}
                submit={t("review.save")}
                look="secondary"
              >
                <FormArea name="note" label={t("review.note")} optional rows={2} />
              </ActionForm>
            </>
          )}
          {awaitsCheck && check}
          <p>
            <ButtonLink
              href={`/cases/${theCase.id}/alerts/${alert.id}/sign-on` as Route}
              look="primary"
            >
              {t("head.sign-on")}
            </ButtonLink>
          </p>
          {back}
        </div>
      </Panel>
    );
  }
  return <Notice title={t(`stage.${alert.stage}`)}>{t("next.over")}</Notice>;
}
