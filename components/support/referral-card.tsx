import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormCheck, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormFold } from "@/components/forms/form-fold";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { referralChannels, referralOutcomes, referralRefusals } from "@/db/reference/support-words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import {
  putReferralAway,
  readReferral,
  recordReferralAnswer,
  recordReferralSent,
} from "@/lib/support/referrals/actions";
import type { Referral } from "@/lib/support/referrals/queries";
import { CurrencyField } from "./currency-field";
import { ReferralWords } from "./referral-words";

const followUpAfterDays = 7;

/** One text that was prepared for an organisation: what it tells, whether it was sent, what was answered. */
export function ReferralCard({
  of: referral,
  caseId,
  requestId,
  today,
  timeZone,
  mayChange,
}: {
  of: Referral;
  caseId: string;
  requestId: string;
  today: string;
  timeZone: string;
  mayChange: boolean;
}) {
  const t = useTranslations("support");
  const one = useTranslations("support.referral");
  const { day, list } = useFormats();
  const ids = { caseId, requestId, referralId: referral.id };
  const isClosed = referral.withdrawnAt !== null;
  const isOlder = referral.isOlder && !isClosed;
  return (
    <Panel
      title={one("title", {
        date: day(dayInZone(referral.preparedAt, timeZone)),
        language: t(`languages.${referral.language}`),
      })}
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-measure text-meta text-ink-muted">
          {referral.fields.length > 0
            ? one("tells", { fields: list(referral.fields.map((field) => t(`fields.${field}`))) })
            : one("tellsNothing")}
        </p>
        {referral.withdrawnAt && (
          <Notice
            tone={referral.sentOn ? "danger" : "info"}
            title={one(referral.sentOn ? "closedSent" : "closed", {
              date: day(dayInZone(referral.withdrawnAt, timeZone)),
            })}
          />
        )}
        {isOlder && (
          <Notice tone="caution" title={one(referral.sentOn ? "olderSent" : "older")}>
            {one(referral.sentOn ? "olderSentHint" : "olderHint")}
          </Notice>
        )}
        {!isClosed && (referral.sentOn || !isOlder) && (
          <ReferralWords ids={ids} read={readReferral} language={referral.language} />
        )}
        {referral.sentOn ? (
          <p>
            {one("sent", {
              date: day(referral.sentOn),
              channel: one(`channels.${referral.channel ?? "secure_form"}`),
            })}
          </p>
        ) : (
          <p>
            <Badge tone="caution">{one("notSent")}</Badge>
          </p>
        )}
        {mayChange && !referral.sentOn && (
          <div className="flex flex-col gap-4">
            <SentForm
              ids={ids}
              today={today}
              stands={isClosed ? "closed" : isOlder ? "older" : "ready"}
            />
            {!isClosed && (
              <ActionForm
                action={putReferralAway}
                hidden={ids}
                submit={one("putAway")}
                size="small"
                look="quiet"
              />
            )}
          </div>
        )}
        {referral.sentOn && <AnswerLine of={referral} />}
        {mayChange && referral.sentOn && <AnswerForm of={referral} ids={ids} today={today} />}
      </div>
    </Panel>
  );
}

function SentForm({
  ids,
  today,
  stands,
}: {
  ids: { caseId: string; requestId: string; referralId: string };
  today: string;
  /** Of a text that is closed, or older than its request, it is asked whether it did go out. */
  stands: "ready" | "closed" | "older";
}) {
  const t = useTranslations("support.referral");
  const followUp = new Date(Date.parse(today) + followUpAfterDays * 86_400_000);
  return (
    <ActionForm
      action={recordReferralSent}
      hidden={ids}
      of={ids.referralId}
      fold={{ words: t(stands === "ready" ? "record" : "recordAfter"), isOpen: stands === "ready" }}
      submit={t("recordGo")}
      labels={{ channel: t("channel"), sentOn: t("sentOn"), followUpOn: t("followUp") }}
    >
      {stands !== "ready" && <FormCheck name="didGo" label={t(`didGo.${stands}`)} />}
      <div className="grid gap-5 sm:grid-cols-3">
        <FormSelect
          name="channel"
          label={t("channel")}
          options={referralChannels.map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        <FormText
          name="sentOn"
          type="date"
          label={t("sentOn")}
          defaultValue={stands === "ready" ? today : undefined}
        />
        {stands !== "closed" && (
          <FormText
            name="followUpOn"
            type="date"
            label={t("followUp")}
            hint={t("followUpHint")}
            optional
            defaultValue={dayInZone(followUp, "UTC")}
          />
        )}
      </div>
    </ActionForm>
  );
}

function AnswerLine({
  of: { outcome, answeredOn, refusal, answer, followUpOn, withdrawnAt },
}: {
  of: Referral;
}) {
  const t = useTranslations("support.referral");
  const { day, money } = useFormats();
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <Badge
          tone={withdrawnAt || !outcome ? "neutral" : outcome === "accepted" ? "done" : "danger"}
        >
          {outcome ? t(`outcomes.${outcome}`) : t("waiting")}
        </Badge>
        {answeredOn && <span>{day(answeredOn)}</span>}
        {refusal && <span>{t(`refusals.${refusal}`)}</span>}
      </p>
      {outcome === "accepted" && answer?.amount && <p>{t("granted", { amount: money(answer) })}</p>}
      {answer?.words && (
        <p className="max-w-measure whitespace-pre-line" dir="auto">
          {answer.words}
        </p>
      )}
      {followUpOn && !withdrawnAt && (
        <p className="text-meta text-ink-muted">{t("followUpOn", { date: day(followUpOn) })}</p>
      )}
    </div>
  );
}

function AnswerForm({
  of: referral,
  ids,
  today,
}: {
  of: Referral;
  ids: { caseId: string; requestId: string; referralId: string };
  today: string;
}) {
  const t = useTranslations("support.referral");
  const form = useTranslations("support.form");
  const forms = useTranslations("forms");
  return (
    <ActionForm
      action={recordReferralAnswer}
      hidden={{ ...ids, version: String(referral.version) }}
      of={referral.id}
      fold={{
        words: t(referral.outcome ? "answerAgain" : "answerTitle"),
        isOpen: !referral.outcome,
      }}
      submit={t("recordGo")}
      className="group/answer"
      labels={{
        outcome: t("outcome"),
        answeredOn: t("answeredOn"),
        refusal: t("refusal"),
        amount: t("amount"),
        currency: form("currency"),
        words: t("words2"),
        followUpOn: t("followUp"),
      }}
    >
      <div className="grid gap-5 sm:grid-cols-3">
        <FormSelect
          name="outcome"
          label={t("outcome")}
          options={referralOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          defaultValue={referral.outcome ?? undefined}
        />
        <FormText
          name="answeredOn"
          type="date"
          label={t("answeredOn")}
          optional
          defaultValue={referral.answeredOn ?? today}
        />
        <div className="not-group-has-[[value=refused]:checked]/answer:hidden">
          <FormSelect
            name="refusal"
            label={t("refusal")}
            optional
            placeholder={forms("choose")}
            options={referralRefusals.map((value) => ({ value, label: t(`refusals.${value}`) }))}
            defaultValue={referral.refusal ?? undefined}
          />
        </div>
      </div>
      <FormFold
        words={t("more")}
        of={["amount", "currency", "words", "followUpOn"]}
        isOpen={Boolean(referral.answer?.amount || referral.answer?.words)}
      >
        <div className="grid gap-5 sm:grid-cols-3">
          <FormText
            name="amount"
            label={t("amount")}
            hint={form("amountHint")}
            optional
            inputMode="decimal"
            maxLength={20}
            defaultValue={referral.answer?.amount}
          />
          <CurrencyField defaultValue={referral.answer?.currency} />
          <FormText
            name="followUpOn"
            type="date"
            label={t("followUp")}
            hint={t("followUpHint")}
            optional
            defaultValue={referral.followUpOn ?? undefined}
          />
        </div>
        <FormArea
          name="words"
          label={t("words2")}
          optional
          rows={3}
          defaultValue={referral.answer?.words}
        />
      </FormFold>
    </ActionForm>
  );
}
