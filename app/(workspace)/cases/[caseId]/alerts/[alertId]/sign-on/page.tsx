import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AnswerCards } from "@/components/alerts/answer-cards";
import { ClearedForm } from "@/components/alerts/cleared-form";
import { ExtendPanel } from "@/components/alerts/extend-panel";
import { LeftSignatories } from "@/components/alerts/left-signatories";
import { MendedWords } from "@/components/alerts/mended-words";
import { MovedOn } from "@/components/alerts/moved-on";
import { SignOnFacts } from "@/components/alerts/sign-on-facts";
import { SignOnTable } from "@/components/alerts/sign-on-table";
import { WhoCan } from "@/components/alerts/who-can";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormCheckboxes, FormRadios } from "@/components/forms/form-fields";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Bell, FileText, Signature } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { alertSections } from "@/db/reference/words";
import { hasChangedSince, isPresentApproved } from "@/lib/alert-review/queries";
import {
  canBeNudged,
  isBeingSigned,
  isOpenForSignOn,
  isOver,
  isTakenBack,
} from "@/lib/alerts/alert";
import { requireActor } from "@/lib/auth/actor";
import {
  askToSign,
  extendDeadline,
  newVersionForSignOn,
  nudge,
  nudgeAll,
  revokeRequest,
  withholdName,
} from "@/lib/sign-on/actions";
import { findMended, markOf } from "@/lib/sign-on/mended";
import { findTextToSign, listAskable, listSignOn, whoSigns } from "@/lib/sign-on/queries";
import { sectionsIn } from "@/lib/sign-on/sections-in";
import { AlertFrame, readAlert } from "../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signOn");
  return { title: t("documentTitle") };
}

export default async function SignOnPage({
  params,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
}) {
  const actor = await requireActor();
  const page = await readAlert(actor, await params);
  const { theCase, alert, mayCoordinate, mayWrite, maySign, mayChange } = page;
  const place = { caseId: theCase.id, alertId: alert.id };
  const [t, alerts, text, rows, askable] = await Promise.all([
    getTranslations("signOn"),
    getTranslations("alerts"),
    findTextToSign(actor, alert.id),
    listSignOn(actor, alert.id),
    mayCoordinate ? listAskable(actor, place) : [],
  ]);
  // Whether one's own organisation will find somebody, before it is asked and until it has answered.
  const awaitsOwn =
    askable.some(({ isOwn }) => isOwn) || rows.some((row) => row.isOwn && !row.answer?.holds);
  const signers =
    mayCoordinate && awaitsOwn ? await whoSigns(actor, alert.id, actor.organisationId) : null;
  const isOpen = isBeingSigned(alert.stage);
  const now = new Date();
  const hasPassed = isOpen && !isOpenForSignOn(alert, now);
  const hasAnswered = rows.some((row) => row.isOwn && row.answer?.holds);
  const isCovered = text?.isCovered === true;
  const canAnswer = maySign && !hasPassed && !hasAnswered && isCovered;
  // Nobody is reminded of what they would be refused.
  const mayNudge = mayCoordinate && isOpen && !hasPassed && isCovered;
  const missing = rows.filter(
    (row) => !row.answer?.holds && !row.hasEnded && canBeNudged(row, actor.organisationId, now),
  ).length;
  const hasChanged = text && isOpen ? await hasChangedSince(actor, text.versionId) : false;
  const mended = hasChanged && mayCoordinate ? await findMended(actor, alert.id) : null;
  const isApproved = mended !== null && (await isPresentApproved(actor, alert.id));
  const base = `/cases/${theCase.id}/alerts/${alert.id}`;
  return (
    <AlertFrame
      page={page}
      current="sign-on"
      actions={
        isOpen && (
          <>
            {mayNudge && missing > 0 && (
              <ActionForm
                action={nudgeAll}
                hidden={place}
                submit={t("nudgeAll", { count: missing })}
                icon={Bell}
                look="secondary"
              />
            )}
            {alert.isAsked && (
              <ButtonLink
                href={`${base}/sign` as Route}
                look={canAnswer ? "primary" : "secondary"}
                icon={canAnswer ? Signature : FileText}
              >
                {canAnswer ? alerts("head.sign") : t(hasAnswered ? "yourAnswer" : "readText")}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      {text ? (
        <SignOnFacts alert={alert} text={text} timeZone={actor.timeZone} now={now} />
      ) : (
        <Panel flush className="mb-6">
          <EmptyState
            title={t("notOpen")}
            action={<ButtonLink href={`${base}/review` as Route}>{t("toReview")}</ButtonLink>}
          >
            {t("notOpenHint")}
          </EmptyState>
        </Panel>
      )}
      {text && isTakenBack(alert.stage) && (
        <div className="mb-6 max-w-measure">
          <Notice tone="caution" title={t("takenBack")} />
        </div>
      )}
      {text && isOpen && !isCovered && (
        <div className="mb-6 max-w-measure">
          <Notice tone="caution" title={t("notCovered")}>
            <Link href={`${base}/review` as Route} prefetch={false} className="link target">
              {t("toReview")}
            </Link>
          </Notice>
        </div>
      )}
      {text && hasChanged && (
        <div className="mb-6 max-w-measure">
          <MovedOn
            of={{ id: text.versionId, number: text.number }}
            says={hasPassed || !isCovered ? "signOnPassed" : "signOn"}
            place={place}
            language={alert.sourceLanguage}
          />
        </div>
      )}
      {mayCoordinate && hasPassed && (
        <ExtendPanel
          deadline={alert.signOnDeadline}
          place={place}
          waiting={alert.answers.waiting}
          timeZone={actor.timeZone}
          action={extendDeadline}
        />
      )}
      <div className="flex flex-col gap-8">
        {rows.length > 0 ? (
          <section>
            <SignOnTable
              rows={rows}
              inText={text ? sectionsIn(text) : alertSections}
              place={place}
              timeZone={actor.timeZone}
              isTakenBack={text !== null && isTakenBack(alert.stage)}
              actions={mayNudge ? { nudge } : null}
            />
          </section>
        ) : (
          <p className="text-ink-muted">{t("empty")}</p>
        )}
        {mayCoordinate && (
          <LeftSignatories
            rows={rows}
            place={place}
            timeZone={actor.timeZone}
            isIssued={alert.languages.some((one) => one.isIssued)}
            withhold={withholdName}
          />
        )}
        <AnswerCards
          rows={rows}
          place={place}
          timeZone={actor.timeZone}
          may={{ write: mayWrite, coordinate: mayCoordinate }}
          signed={alert.answers.signed}
          revoke={revokeRequest}
        />
        {mayCoordinate && !isOver(alert.stage) && (
          <div className="grid gap-6 lg:grid-cols-2">
            <Panel title={t("ask.title")}>
              <p className="mb-4 text-meta text-ink-muted">
                {t("ask.hint")}{" "}
                <Link
                  href={`/cases/${theCase.id}/sharing` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("ask.share")}
                </Link>
              </p>
              {signers && (
                <div className="mb-4">
                  <WhoCan
                    step="sign"
                    people={signers}
                    add={{
                      href: `/cases/${theCase.id}/sharing`,
                      label: alerts("whoCan.addToTeam"),
                    }}
                  />
                </div>
              )}
              {askable.length > 0 ? (
                <ActionForm
                  action={askToSign}
                  hidden={place}
                  submit={t("ask.submit")}
                  saved={t("ask.done")}
                  look="secondary"
                  labels={{ partners: t("ask.label") }}
                >
                  <FormCheckboxes
                    name="partners"
                    label={t("ask.label")}
                    labelHidden
                    options={askable.map(({ id, name, isOwn }) => ({
                      value: id,
                      label: <bdi>{isOwn ? t("ask.own", { name }) : name}</bdi>,
                    }))}
                  />
                </ActionForm>
              ) : (
                <p>{t("ask.none")}</p>
              )}
            </Panel>
            {text && isOpen && (
              <Panel title={<span id="newer">{t("newVersion.title")}</span>}>
                {!hasChanged && <p>{t("newVersion.unchanged", { number: text.number })}</p>}
                {mended && !isApproved && (
                  <p className="mb-4">
                    {t(mended.isMore ? "newVersion.notApproved" : "newVersion.typoOnly")}{" "}
                    <Link
                      href={`${base}/review#keep` as Route}
                      prefetch={false}
                      className="link target"
                    >
                      {t("newVersion.keep")}
                    </Link>
                  </p>
                )}
                {mended && (isApproved || !mended.isMore) && (
                  <ClearedForm
                    action={newVersionForSignOn}
                    hidden={{
                      ...place,
                      seen: markOf(mended.words),
                      ...(mended.isMore && { change: "material" }),
                    }}
                    submit={t("newVersion.submit")}
                    done={t("newVersion.done")}
                    mayAsk={mayChange}
                    mayBeSure
                    nextSteps={Object.fromEntries(
                      ["refusals.notApproved", "refusals.moreThanTyping"].map((key) => [
                        key,
                        { href: `${base}/review#keep`, label: alerts("review.save") },
                      ]),
                    )}
                    labels={{ change: t("newVersion.change"), note: t("newVersion.note") }}
                  >
                    {mended.isMore ? (
                      <p>{t("mended.tooMuch")}</p>
                    ) : (
                      <div className="flex flex-col gap-2">
                        <p>{t("mended.toOpen", { number: text.number })}</p>
                        <MendedWords of={mended.words} />
                      </div>
                    )}
                    {!mended.isMore && (
                      <FormRadios
                        name="change"
                        label={t("newVersion.change")}
                        options={[
                          {
                            value: "typo",
                            label: t("newVersion.typo"),
                            hint: t(
                              mended.words.length > 0
                                ? "newVersion.typoHint"
                                : "newVersion.typoHintNoWords",
                            ),
                          },
                          ...(isApproved
                            ? [
                                {
                                  value: "material",
                                  label: t("newVersion.material"),
                                  hint: t("newVersion.materialHint"),
                                },
                              ]
                            : []),
                        ]}
                      />
                    )}
                    <FormArea name="note" label={t("newVersion.note")} rows={2} />
                  </ClearedForm>
                )}
              </Panel>
            )}
          </div>
        )}
      </div>
    </AlertFrame>
  );
}
