import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { Panel } from "@/components/ui/panel";
import { submissionChannels } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { recordSending } from "@/lib/submissions/actions";

/** Records that a file which was taken along was sent: the product sends nothing itself. */
export function RecordSending({
  submissionId,
  copies,
  address,
  today,
  timeZone,
}: {
  submissionId: string;
  copies: readonly { id: string; format: string; takenAt: Date; takenBy: string | null }[];
  /** Where it goes, as the organisation has set it; empty where it has not. */
  address: string;
  today: string;
  timeZone: string;
}) {
  const t = useTranslations("submissions.one.record");
  const { day, time } = useFormats();
  return (
    <Panel title={t("title")}>
      {copies.length === 0 ? (
        <p className="text-ink-muted">{t("noCopy")}</p>
      ) : (
        <ActionForm
          action={recordSending}
          hidden={{ submissionId }}
          labels={{
            copyId: t("copy"),
            address: t("address"),
            channel: t("channel"),
            sentOn: t("on"),
          }}
          submit={t("go")}
          saved={t("saved")}
        >
          <p className="text-meta text-ink-muted">{t("hint")}</p>
          <FormSelect
            name="copyId"
            label={t("copy")}
            // A record can't be changed: which of several files was sent is nobody's guess.
            defaultValue={copies.length === 1 ? copies[0]?.id : ""}
            {...(copies.length > 1 && { placeholder: t("copyChoose") })}
            options={copies.map((copy) => ({
              value: copy.id,
              label: t("copyOf", {
                format: copy.format.toUpperCase(),
                name: copy.takenBy ?? "–",
                time: `${day(dayInZone(copy.takenAt, timeZone))}, ${time(copy.takenAt, timeZone)}`,
              }),
            }))}
          />
          <FormSelect
            name="channel"
            label={t("channel")}
            options={submissionChannels.map((one) => ({ value: one, label: t(`channels.${one}`) }))}
          />
          <FormArea
            name="address"
            label={t("address")}
            rows={2}
            maxLength={600}
            defaultValue={address}
          />
          <FormText name="sentOn" type="date" label={t("on")} width="medium" defaultValue={today} />
        </ActionForm>
      )}
    </Panel>
  );
}
