import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClearedForm } from "@/components/alerts/cleared-form";
import { WhoCan } from "@/components/alerts/who-can";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { ApprovalKind } from "@/db/reference/words";
import {
  approve,
  checkConsent,
  saveVersion,
  sendBack,
  sendForReview,
  startConsentCheck,
} from "@/lib/alert-review/actions";
import { whoApproves } from "@/lib/alert-review/queries";
import { genevaLocal, isBeingSigned, isOver, isStep } from "@/lib/alerts/alert";
import { canApprove, canCheckConsent } from "@/lib/alerts/permissions";
import type { VersionRow } from "@/lib/alerts/shown";
import type { Actor } from "@/lib/auth/actor";
import { openForSignOn } from "@/lib/sign-on/actions";
import { whoSigns } from "@/lib/sign-on/queries";
import type { AlertPage } from "../alert-frame";

interface Props {
  actor: Actor;
  page: AlertPage;
  latest: VersionRow | undefined;
  hasChanged: boolean;
}

/** What can be done now, by this reader; and what waits for somebody else, and for whom. */
export async function Steps(props: Props) {
  const { alert } = props.page;
  const t = await getTranslations("alerts");
  if (isOver(alert.stage)) {
    const base = `/cases/${props.page.theCase.id}/alerts/${alert.id}`;
    return (
      <div id="ended" className="scroll-mt-24">
        <Notice title={t(`stage.${alert.stage}`)}>
          <p>{t("review.over")}</p>
          <p className="flex flex-wrap gap-x-4">
            {(["editions", "history"] as const).map((place) => (
              <Link
                key={place}
                href={`${base}/${place}` as Route}
                prefetch={false}
                className="link target"
              >
                {t(`head.${place}`)}
              </Link>
            ))}
          </p>
        </Notice>
      </div>
    );
  }
  if (alert.stage === "draft") {
    return props.page.mayWrite ? <Send {...props} /> : null;
  }
  const title = {
    in_review: t("review.title"),
    consent_check: t("consent.title"),
    sign_on: t("stage.sign_on"),
  };
  const stage = isBeingSigned(alert.stage)
    ? "sign_on"
    : (alert.stage as "in_review" | "consent_check");
  const Step = { in_review: Review, consent_check: Consent, sign_on: BeingSigned }[stage];
  return (
    <Panel title={title[stage]}>
      <div className="flex flex-col gap-4">
        <Step {...props} />
        <Back {...props} />
      </div>
    </Panel>
  );
}

async function Send({ actor, page }: Props) {
  const t = await getTranslations("alerts");
  return (
    <Panel title={t("review.send")}>
      <div className="mb-4 flex flex-col gap-2">
        <p className="max-w-measure">{t("review.sendIntro")}</p>
        <WhoApproves actor={actor} page={page} kind="review" />
        {page.inTeam && <WhoApproves actor={actor} page={page} kind="consent" />}
      </div>
      <ActionForm
        action={sendForReview}
        hidden={placeOf(page)}
        submit={t("review.send")}
        saved={t("review.sent")}
        labels={{ note: t("review.note") }}
      >
        <FormArea name="note" label={t("review.note")} optional rows={2} />
      </ActionForm>
    </Panel>
  );
}

async function Review(props: Props) {
  const { actor, page, latest } = props;
  const t = await getTranslations("alerts");
  if (page.alert.isReviewed) {
    return (
      <>
        <Changed {...props} />
        {page.mayWrite && (
          <>
            <p>{t("review.startIntro")}</p>
            <ActionForm
              action={startConsentCheck}
              hidden={placeOf(page)}
              submit={t("review.start")}
            />
          </>
        )}
      </>
    );
  }
  const may = latest && canApprove(actor, page.theCase.access, latest);
  return (
    <>
      <Changed {...props} />
      {may ? (
        <>
          <p className="max-w-measure">{t("review.approveIntro")}</p>
          <ReadVersion page={page} of={latest} />
          {latest.wroteIn > 0 && (
            <p className="max-w-measure text-meta text-ink-muted">
              {t("review.approveWrote", { count: latest.wroteIn })}
            </p>
          )}
          <ActionForm
            action={approve}
            hidden={{ ...placeOf(page), versionId: latest.id }}
            submit={t("review.approve", { number: latest.number })}
            labels={{ note: t("review.approveNote") }}
          >
            <FormArea name="note" label={t("review.approveNote")} optional rows={2} />
          </ActionForm>
          <p className="max-w-measure text-meta text-ink-muted">
            {t.rich("review.notYet", {
              desk: (words) => (
                <Link
                  href={`/cases/${page.theCase.id}/alerts/${page.alert.id}` as Route}
                  prefetch={false}
                  className="link"
                >
                  {words}
                </Link>
              ),
            })}
          </p>
        </>
      ) : (
        <>
          <WhyNot latest={latest} kind="review" />
          <WhoApproves actor={actor} page={page} kind="review" />
        </>
      )}
    </>
  );
}

async function Consent(props: Props) {
  const { actor, page, hasChanged } = props;
  const { alert } = page;
  const t = await getTranslations("alerts");
  if (!alert.isConsentChecked) {
    return (
      <>
        <Changed {...props} />
        <Check {...props} />
      </>
    );
  }
  // The newer words were neither approved nor checked: the way on is back to writing, which stands below.
  if (hasChanged) {
    return (
      <>
        <Changed {...props} />
        <p className="max-w-measure">{t("review.changedStops")}</p>
      </>
    );
  }
  if (!page.mayCoordinate) {
    return <p>{t("consent.checked")}</p>;
  }
  const signers = await whoSigns(actor, alert.id, actor.organisationId);
  return (
    <>
      <p className="max-w-measure">{t("consent.openIntro")}</p>
      <WhoCan step="sign" people={signers} add={addToTeam(page, t("whoCan.addToTeam"))} />
      <ClearedForm
        action={openForSignOn}
        hidden={placeOf(page)}
        submit={t("consent.open")}
        done={t("consent.opened")}
        mayAsk={page.mayChange}
        labels={{ deadline: t("details.deadline") }}
      >
        <FormText
          name="deadline"
          type="datetime-local"
          label={t("details.deadline")}
          hint={t("consent.deadlineHint")}
          defaultValue={alert.signOnDeadline ? genevaLocal(alert.signOnDeadline) : ""}
        />
      </ClearedForm>
    </>
  );
}

async function BeingSigned(props: Props) {
  const { page, latest, hasChanged } = props;
  const { theCase, alert } = page;
  const t = await getTranslations("alerts");
  return (
    <>
      {hasChanged && page.mayWrite && (
        <div id="keep" className="flex scroll-mt-24 flex-col gap-4">
          <p className="max-w-measure">{t("review.saveIntro", { number: latest?.number ?? 0 })}</p>
          <ActionForm
            action={saveVersion}
            hidden={placeOf(page)}
            submit={t("review.save")}
            look="secondary"
          >
            <FormArea name="note" label={t("review.note")} optional rows={2} />
          </ActionForm>
        </div>
      )}
      {latest?.purpose === "saved" && !alert.isConsentChecked && <Check {...props} />}
      <p>
        <ButtonLink
          href={`/cases/${theCase.id}/alerts/${alert.id}/sign-on` as Route}
          look="primary"
        >
          {t("head.sign-on")}
        </ButtonLink>
      </p>
    </>
  );
}

/** Whether consent covers the latest version: said by somebody of the team, or who that could be. */
async function Check({ actor, page, latest }: Props) {
  const t = await getTranslations("alerts");
  if (!page.inTeam) {
    return <p className="text-ink-muted">{t("consent.teamOnly")}</p>;
  }
  if (!latest || !canCheckConsent(page.theCase.access, latest)) {
    return (
      <>
        <WhyNot latest={latest} kind="consent" />
        <WhoApproves actor={actor} page={page} kind="consent" />
      </>
    );
  }
  // A text that was open already has no review of its own: who checks consent is who stands behind its words.
  const isReview = isBeingSigned(page.alert.stage);
  return (
    <>
      {isReview && <p className="max-w-measure">{t("consent.approveIntro")}</p>}
      <p className="max-w-measure">{t("consent.checkIntro")}</p>
      <ReadVersion page={page} of={latest} />
      <ClearedForm
        action={checkConsent}
        hidden={{ ...placeOf(page), versionId: latest.id }}
        submit={t(isReview ? "consent.approve" : "consent.check", { number: latest.number })}
        done={t("consent.checked")}
        mayAsk={page.mayChange}
        mayBeSure
      >
        <FormArea name="note" label={t("review.approveNote")} optional rows={2} />
      </ClearedForm>
    </>
  );
}

async function Back({ page }: Props) {
  const t = await getTranslations("alerts.review");
  const { stage } = page.alert;
  return (
    page.mayWrite &&
    isStep(stage, "draft") && (
      <div className="border-t border-line pt-4">
        <p className="mb-2 max-w-measure text-meta text-ink-muted">
          {t(stage === "sign_on" ? "backFromSignOn" : "backIntro")}
        </p>
        <ActionForm
          action={sendBack}
          hidden={{ ...placeOf(page), from: stage }}
          submit={t("back")}
          look="secondary"
        />
      </div>
    )
  );
}

async function Changed({ latest, hasChanged }: Props) {
  const t = await getTranslations("alerts.review");
  return (
    hasChanged && (
      <Notice tone="caution" title={t("changedSince", { number: latest?.number ?? 0 })} />
    )
  );
}

async function ReadVersion({ page, of: version }: { page: AlertPage; of: VersionRow }) {
  const t = await getTranslations("history.version");
  const { caseId, alertId } = placeOf(page);
  return (
    <p>
      <Link
        href={`/cases/${caseId}/alerts/${alertId}/history/${version.id}` as Route}
        prefetch={false}
        className="link target"
      >
        {t("read", { number: version.number })}
      </Link>
    </p>
  );
}

async function WhyNot({ latest, kind }: Pick<Props, "latest"> & { kind: ApprovalKind }) {
  const t = await getTranslations("alerts.review.whyNot");
  return (
    <p className="text-ink-muted">
      {t(latest?.isSender ? "youSent" : latest?.isOnlyAuthor ? "youWrote" : "waitsForOther", {
        kind,
      })}
    </p>
  );
}

async function WhoApproves({
  actor,
  page,
  kind,
}: Pick<Props, "actor" | "page"> & { kind: ApprovalKind }) {
  const [t, { people, better }] = await Promise.all([
    getTranslations("alerts.whoCan"),
    whoApproves(actor, page.alert.id, kind),
  ]);
  return (
    <WhoCan
      step={kind === "review" ? "approve" : "check"}
      people={people}
      areAll={page.inTeam}
      better={better}
      add={addToTeam(page, t("addToTeam"))}
    />
  );
}

const placeOf = ({ theCase, alert }: AlertPage) => ({ caseId: theCase.id, alertId: alert.id });

/** Where the team is made, for whoever sees that page. */
function addToTeam({ theCase, inTeam }: AlertPage, label: string) {
  return inTeam ? { href: `/cases/${theCase.id}/sharing`, label } : null;
}
