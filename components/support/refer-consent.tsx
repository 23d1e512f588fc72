import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import {
  FormCheck,
  FormCheckboxes,
  FormDate,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { FormFold } from "@/components/forms/form-fold";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { referralFields } from "@/db/reference/support-words";
import { consentChannels, consentGivers } from "@/db/reference/words";
import { knownDateOf } from "@/lib/dates/stored-date";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { recordReferralConsent, withdrawReferralConsent } from "@/lib/support/referrals/actions";
import type { ReferralConsent } from "@/lib/support/referrals/queries";

export interface OfReferral {
  caseId: string;
  requestId: string;
  supportKey: string;
}

/** What the person answered about this one organisation: what it may be told, and since when no more. */
export function ReferConsent({
  of,
  consents,
  today,
  timeZone,
  mayChange,
}: {
  of: OfReferral;
  /** About this organisation, newest first. */
  consents: readonly ReferralConsent[];
  today: string;
  timeZone: string;
  mayChange: boolean;
}) {
  const t = useTranslations("support.refer");
  const [newest, ...earlier] = consents;
  return (
    <Panel title={t("consent")}>
      <div className="flex flex-col gap-4">
        <p className="max-w-measure text-meta text-ink-muted">{t("consentHint")}</p>
        {newest ? (
          <div className="flex flex-col gap-2">
            <Answer of={newest} today={today} timeZone={timeZone} />
            {newest.isAllowed && !newest.withdrawnAt && (
              <ActionForm
                action={withdrawReferralConsent}
                hidden={{ caseId: of.caseId, requestId: of.requestId, consentId: newest.id }}
                submit={t("withdraw")}
                size="small"
                look="secondary"
              />
            )}
            {earlier.length > 0 && (
              <details suppressHydrationWarning>
                <summary className="link target inline-block">{t("earlier")}</summary>
                <div className="mt-2 flex flex-col gap-3">
                  {earlier.map((consent) => (
                    <Answer key={consent.id} of={consent} today={today} timeZone={timeZone} />
                  ))}
                </div>
              </details>
            )}
          </div>
        ) : (
          <p>
            <Badge>{t("none")}</Badge>
          </p>
        )}
        {mayChange && <AnswerForm of={of} today={today} isAgain={newest !== undefined} />}
      </div>
    </Panel>
  );
}

function Answer({
  of: consent,
  today,
  timeZone,
}: {
  of: ReferralConsent;
  today: string;
  timeZone: string;
}) {
  const t = useTranslations("support");
  const words = useTranslations("consent.giver");
  const { date, day, list } = useFormats();
  const hasRunOut = consent.validUntil !== null && consent.validUntil < today;
  return (
    <div>
      <p className="max-w-measure">
        {!consent.isAllowed
          ? t("refer.no")
          : consent.fields.length > 0
            ? t("refer.yes", { fields: list(consent.fields.map((field) => t(`fields.${field}`))) })
            : t("refer.yesNothing")}
      </p>
      <p className="text-meta text-ink-muted">
        {t("refer.by", {
          giver: words(consent.givenBy),
          date: date(knownDateOf("obtained", consent), "short"),
          name: consent.obtainedBy ?? "–",
        })}{" "}
        {consent.isAllowed && (consent.risksExplained ? t("refer.risksSaid") : t("refer.risksNot"))}
      </p>
      {consent.withdrawnAt ? (
        <Badge tone="danger">
          {t("refer.withdrawn", { date: day(dayInZone(consent.withdrawnAt, timeZone)) })}
        </Badge>
      ) : (
        consent.isAllowed &&
        consent.validUntil &&
        (hasRunOut ? (
          <Badge tone="danger">{t("refer.ranOut", { date: day(consent.validUntil) })}</Badge>
        ) : (
          <p className="text-meta text-ink-muted">
            {t("refer.validUntil", { date: day(consent.validUntil) })}
          </p>
        ))
      )}
    </div>
  );
}

const askAgainAfterDays = 90;

function AnswerForm({
  of,
  today,
  isAgain,
}: {
  of: OfReferral;
  today: string;
  /** They answered before. What they said then is not ticked: each answer is asked for whole. */
  isAgain: boolean;
}) {
  const t = useTranslations("support.refer");
  const fields = useTranslations("support.fields");
  const form = useTranslations("consent.form");
  const askAgain = new Date(Date.parse(today) + askAgainAfterDays * 86_400_000);
  return (
    <ActionForm
      action={recordReferralConsent}
      hidden={{ ...of }}
      fold={{ words: t(isAgain ? "recordAgain" : "record"), isOpen: !isAgain }}
      submit={t("submit")}
      saved={t("recorded")}
      className="max-w-2xl"
      labels={{
        answer: t("answer"),
        fields: t("fields"),
        givenBy: t("givenBy"),
        obtained: t("on"),
        validUntil: t("until"),
      }}
    >
      <FormRadios
        name="answer"
        label={t("answer")}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`answers.${value}`) }))}
      />
      <FormCheckboxes
        name="fields"
        label={t("fields")}
        optional
        inColumns
        options={referralFields.map((value) => ({ value, label: fields(value) }))}
      />
      <FormRadios
        name="givenBy"
        label={t("givenBy")}
        options={consentGivers.map((value) => ({ value, label: form(`givers.${value}`) }))}
      />
      <FormCheck name="risksExplained" label={t("risks")} />
      <FormFold words={t("more")} of={["channel", "obtained", "validUntil"]}>
        <FormSelect
          name="channel"
          label={t("channel")}
          optional
          options={consentChannels.map((value) => ({ value, label: form(`channels.${value}`) }))}
        />
        <FormDate
          name="obtained"
          label={t("on")}
          defaultValue={{ precision: "day", from: today }}
        />
        <FormText
          name="validUntil"
          type="date"
          label={t("until")}
          hint={t("untilHint")}
          optional
          width="medium"
          defaultValue={dayInZone(askAgain, "UTC")}
        />
      </FormFold>
    </ActionForm>
  );
}
