import { useTranslations } from "next-intl";
import {
  FormArea,
  FormCheckboxes,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { supportNatures, supportUrgencies } from "@/db/reference/support-words";
import type { SupportDetails } from "@/lib/support/requests/details";
import { requestLanguages } from "@/lib/support/requests/languages";
import { CurrencyField } from "./currency-field";
import { useSupportKinds } from "./kind-options";
import { useLanguageNames } from "./use-language-names";

/** What somebody needs as a form begins with it. */
export interface RequestValues extends SupportDetails {
  kind: string;
  nature: string;
  urgency: string;
  neededBy: string;
}

/** The labels of the fields, for the list of what is wrong. */
export function useRequestLabels(): Record<string, string> {
  const t = useTranslations("support.form");
  return {
    defenderId: t("for"),
    kind: t("kind"),
    nature: t("nature"),
    urgency: t("urgency"),
    neededBy: t("neededBy"),
    stateCode: t("state"),
    place: t("place"),
    situation: t("situationWords"),
    channel: t("channel"),
    channelHolder: t("channelHolder"),
    needs: t("needsWords"),
    amount: t("amount"),
    currency: t("currency"),
    languages: t("languages"),
    otherLanguages: t("otherLanguages"),
    tried: t("tried"),
  };
}

/** Who it is for, by the label that everybody may read: the first question of the three. */
export function RequestIdentity({
  defenders,
}: {
  defenders: readonly { id: string; publicLabel: string }[];
}) {
  const t = useTranslations("support.form");
  return (
    <>
      <h2>{t("identity")}</h2>
      <FormRadios
        name="defenderId"
        label={t("for")}
        hint={t("forHint")}
        options={defenders.map(({ id, publicLabel }) => ({ value: id, label: publicLabel }))}
        defaultValue={defenders.length === 1 ? defenders[0]?.id : undefined}
      />
    </>
  );
}

/** Situation, then needs: the second and third question. */
export function RequestFields({
  states,
  values,
}: {
  states: { value: string; label: string }[];
  values?: RequestValues;
}) {
  const t = useTranslations("support");
  const form = useTranslations("support.form");
  const languageOf = useLanguageNames();
  return (
    <>
      <h2>{form("situation")}</h2>
      <FormSelect
        name="stateCode"
        label={form("state")}
        optional
        placeholder={form("stateNone")}
        options={states}
        defaultValue={values?.stateCode}
      />
      <FormText
        name="place"
        label={form("place")}
        hint={form("placeHint")}
        optional
        maxLength={300}
        autoComplete="off"
        defaultValue={values?.place}
      />
      <FormArea
        name="situation"
        label={form("situationWords")}
        optional
        rows={4}
        defaultValue={values?.situation}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormText
          name="channel"
          label={form("channel")}
          hint={form("channelHint")}
          optional
          maxLength={500}
          autoComplete="off"
          defaultValue={values?.channel}
        />
        <FormText
          name="channelHolder"
          label={form("channelHolder")}
          hint={form("channelHolderHint")}
          optional
          maxLength={200}
          autoComplete="off"
          defaultValue={values?.channelHolder}
        />
      </div>
      <h2>{form("needs")}</h2>
      <FormSelect
        name="kind"
        label={form("kind")}
        options={useSupportKinds()}
        defaultValue={values?.kind}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormRadios
          name="nature"
          label={form("nature")}
          options={supportNatures.map((value) => ({ value, label: t(`natures.${value}`) }))}
          defaultValue={values?.nature}
        />
        <FormRadios
          name="urgency"
          label={form("urgency")}
          options={supportUrgencies.map((value) => ({ value, label: t(`urgencies.${value}`) }))}
          defaultValue={values?.urgency}
        />
      </div>
      <FormText
        name="neededBy"
        type="date"
        label={form("neededBy")}
        hint={form("neededByHint")}
        optional
        width="medium"
        defaultValue={values?.neededBy}
      />
      <FormArea name="needs" label={form("needsWords")} rows={4} defaultValue={values?.needs} />
      <div className="grid grid-cols-2 gap-5">
        <FormText
          name="amount"
          label={form("amount")}
          hint={form("amountHint")}
          optional
          inputMode="decimal"
          maxLength={20}
          autoComplete="off"
          defaultValue={values?.amount}
        />
        <CurrencyField defaultValue={values?.currency} />
      </div>
      <FormCheckboxes
        name="languages"
        label={form("languages")}
        optional
        options={requestLanguages.map((value) => ({ value, label: languageOf(value) }))}
        defaultValue={values?.languages ?? []}
      />
      <FormText
        name="otherLanguages"
        label={form("otherLanguages")}
        optional
        maxLength={200}
        defaultValue={values?.otherLanguages}
      />
      <FormArea name="tried" label={form("tried")} optional rows={3} defaultValue={values?.tried} />
    </>
  );
}
