import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios, FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { type Audience, disclosureChannels } from "@/db/reference/words";

/** Puts on record to whom an edition went. What the audience rules out is not offered. */
export function HandOutForm({
  action,
  of,
  audience,
  organisations,
  states,
  today,
}: {
  action: FormServerAction<void>;
  of: { caseId: string; alertId: string; editionId: string };
  audience: Exclude<Audience, "internal">;
  organisations: { id: string; name: string }[];
  /** The State concerned is not among them unless the edition is public. */
  states: { key: string; name: string }[];
  today: string;
}) {
  const t = useTranslations("editions.handOut");
  const kinds = [
    ...(organisations.length > 0 ? (["organisation"] as const) : []),
    ...(audience === "coalition" ? [] : (["state", "other"] as const)),
  ];
  const [first] = kinds;
  if (!first) {
    return <p className="text-ink-muted">{t("coalitionOnly")}</p>;
  }
  return (
    <ActionForm
      action={action}
      hidden={{ ...of, ...(kinds.length === 1 && { kind: first }) }}
      labels={{
        kind: t("kind"),
        organisationId: t("organisation"),
        stateKey: t("state"),
        recipient: t("recipient"),
        channel: t("channel"),
        on: t("on"),
      }}
      submit={t("submit")}
      saved={t("saved")}
      look="secondary"
      className="hand-out"
    >
      {kinds.length > 1 && (
        <FormRadios
          name="kind"
          label={t("kind")}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          defaultValue={first}
        />
      )}
      {kinds.includes("organisation" as never) && (
        <div data-kind="organisation">
          <FormSelect
            name="organisationId"
            label={t("organisation")}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      {kinds.includes("state" as never) && (
        <div data-kind="state">
          <FormSelect
            name="stateKey"
            label={t("state")}
            options={states.map(({ key, name }) => ({ value: key, label: name }))}
          />
        </div>
      )}
      <FormText name="recipient" label={t("recipient")} hint={t("recipientHint")} maxLength={200} />
      <div className="flex flex-wrap gap-4">
        <FormSelect
          name="channel"
          label={t("channel")}
          options={disclosureChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
        <FormText
          name="on"
          type="date"
          label={t("on")}
          defaultValue={today}
          max={today}
          width="short"
        />
      </div>
    </ActionForm>
  );
}
