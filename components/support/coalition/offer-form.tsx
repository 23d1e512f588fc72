import { useTranslations } from "next-intl";
import { FormArea, FormCheckboxes, FormText } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { unRegionalGroups } from "@/db/reference/regional-groups";
import { supportKinds } from "@/db/reference/support-words";
import { useFormats } from "@/lib/i18n/formats";
import { changeOffer, makeOffer } from "@/lib/support/offers/actions";
import type { Offer } from "@/lib/support/offers/offer";
import { requestLanguages } from "@/lib/support/requests/languages";
import { useLanguageNames } from "../use-language-names";

/** Says what one's organisation gives, or says it anew; folded but for its first offer. */
export function OfferForm({ of, isFirst = false }: { of?: Offer; isFirst?: boolean }) {
  const t = useTranslations("coalition.offers");
  const labels = {
    kinds: t("kinds"),
    regions: t("regions"),
    languages: t("languages"),
    note: t("note"),
    since: t("since"),
  };
  const kinds = useTranslations("support.kinds");
  const { list } = useFormats();
  const fields = <OfferFields {...(of && { of })} />;
  return of ? (
    <SureForm
      action={changeOffer}
      hidden={{ offerId: of.id, version: String(of.version) }}
      of={of.id}
      fold={{
        words: t("change"),
        name: t("changeOf", { what: list(of.kinds.map((kind) => kinds(kind))) }),
      }}
      submit={t("save")}
      saved={t("saved")}
      className="max-w-2xl"
      labels={labels}
    >
      {fields}
    </SureForm>
  ) : (
    <SureForm
      action={makeOffer}
      fold={{ words: t("add"), isOpen: isFirst }}
      submit={t("submit")}
      saved={t("saved")}
      className="max-w-2xl"
      labels={labels}
    >
      {fields}
    </SureForm>
  );
}

function OfferFields({ of }: { of?: Offer }) {
  const t = useTranslations("coalition.offers");
  const kinds = useTranslations("support.kinds");
  const regions = useTranslations("coalition.regions");
  const languageOf = useLanguageNames();
  // The invented regions stay in an offer that has them, and are offered to nobody else.
  const where = [
    ...unRegionalGroups,
    ...(of?.regions.filter((region) => !unRegionalGroups.some((group) => group === region)) ?? []),
  ] as (typeof unRegionalGroups)[number][];
  return (
    <>
      <FormCheckboxes
        name="kinds"
        label={t("kinds")}
        options={supportKinds.map((value) => ({ value, label: kinds(value) }))}
        defaultValue={of?.kinds ?? []}
      />
      <FormCheckboxes
        name="regions"
        label={t("regions")}
        hint={t("regionsHint")}
        optional
        options={where.map((value) => ({ value, label: regions(value) }))}
        defaultValue={of?.regions ?? []}
      />
      <FormCheckboxes
        name="languages"
        label={t("languages")}
        optional
        options={requestLanguages.map((value) => ({ value, label: languageOf(value) }))}
        defaultValue={of?.languages ?? []}
      />
      <FormArea
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        optional
        rows={3}
        maxLength={1000}
        defaultValue={of?.note}
      />
      <FormText
        name="since"
        type="date"
        label={t("since")}
        optional
        width="medium"
        defaultValue={of?.since ?? undefined}
      />
    </>
  );
}
