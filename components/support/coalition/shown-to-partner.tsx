import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { ReferralWords } from "@/components/support/referral-words";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { answerShown, readShownText, takeRequestBack } from "@/lib/support/shown/actions";
import type { ShownToPartner, Step } from "@/lib/support/shown/shown";
import { useRegionName } from "./region-name";
import { ShownState } from "./shown-state";
import { StepList } from "./step-list";

/** What one partner is shown, where it stands, and what the partner wrote. Nothing of the partner's own is here. */
export function ShownToPartnerPanel({
  of: one,
  steps,
  caseId,
  timeZone,
  mayChange,
}: {
  of: ShownToPartner;
  steps: readonly Step[];
  caseId: string;
  timeZone: string;
  mayChange: boolean;
}) {
  const t = useTranslations("coalition");
  const { day } = useFormats();
  const stands = !one.endedAt && !one.isOver;
  return (
    <Panel
      title={
        one.endedAt
          ? t(`status.endedAs.${one.endedAs ?? "taken_back"}`, {
              date: day(dayInZone(one.endedAt, timeZone)),
            })
          : t("status.panel")
      }
      aside={<ShownState of={one} />}
    >
      <div className="flex flex-col gap-5">
        <Facts of={one} timeZone={timeZone} />
        {one.isOlder && (
          <Notice tone="caution" title={t("text.teamOlder")}>
            {t("text.teamOlderHint")}
          </Notice>
        )}
        {stands && one.level === "more" && (
          <div className="flex flex-col gap-2">
            <h3 className="font-semibold">{t("text.teamTitle")}</h3>
            <p className="text-meta text-ink-muted">{t("text.teamHint")}</p>
            <ReferralWords ids={{ shownId: one.id }} read={readShownText} />
          </div>
        )}
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">{t("steps.title")}</h3>
          <StepList of={steps} timeZone={timeZone} side="team" />
        </div>
        {mayChange && stands && (
          <SureForm
            action={answerShown}
            hidden={{ caseId, shownId: one.id }}
            submit={t("answer.go")}
            saved={t("answer.sent")}
            labels={{ words: t("answer.words") }}
          >
            <FormArea
              name="words"
              label={t("answer.words")}
              hint={t("answer.hint")}
              rows={3}
              maxLength={2000}
            />
          </SureForm>
        )}
        {mayChange && !one.endedAt && (
          <div className="flex flex-col gap-2">
            <p className="max-w-measure text-meta text-ink-muted">{t("show.backHint")}</p>
            <ActionForm
              action={takeRequestBack}
              hidden={{ caseId, shownId: one.id }}
              submit={t("show.back")}
              look="secondary"
              size="small"
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Facts({ of: one, timeZone }: { of: ShownToPartner; timeZone: string }) {
  const t = useTranslations("coalition");
  const fields = useTranslations("support.fields");
  const regionName = useRegionName();
  const { day, list } = useFormats();
  const facts = [
    { name: t("status.level"), value: t(`levels.${one.level}`) },
    { name: t("status.region"), value: regionName(one.region) },
    ...(one.level === "more"
      ? [
          {
            name: t("status.fields"),
            value:
              one.fields.length > 0
                ? list(one.fields.map((field) => fields(field)))
                : t("status.fieldsNone"),
          },
          {
            name: t("status.opened"),
            value: one.openedAt ? day(dayInZone(one.openedAt, timeZone)) : t("status.notOpened"),
          },
        ]
      : []),
    { name: t("status.until"), value: one.expiresOn ? day(one.expiresOn) : t("status.noEnd") },
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt className="text-meta text-ink-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
