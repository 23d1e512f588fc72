import { useTranslations } from "next-intl";
import { useId } from "react";
import { FormText } from "@/components/forms/form-fields";
import { currencies } from "@/lib/support/money";

/** The currency of an amount, with the codes that there are. */
export function CurrencyField({ defaultValue }: { defaultValue: string | undefined }) {
  const t = useTranslations("support.form");
  const list = useId();
  return (
    <>
      <FormText
        name="currency"
        label={t("currency")}
        hint={t("currencyHint")}
        optional
        maxLength={3}
        autoComplete="off"
        list={list}
        defaultValue={defaultValue}
      />
      <datalist id={list}>
        {currencies().map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </>
  );
}
