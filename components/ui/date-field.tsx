import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { type DatePrecision, datePrecisions, type KnownDate } from "@/lib/i18n/format";
import { FieldGroup } from "./choice-group";
import type { FieldTexts } from "./field";
import { Select } from "./select-field";

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** The three parts of one end of the date; `lang`-independent names `<name>.day|month|year`. */
function Parts({ name, value, label }: { name: string; value: string; label: string }) {
  const t = useTranslations("forms.date");
  const monthName = new Intl.DateTimeFormat(useLocale(), { month: "long", timeZone: "UTC" });
  const id = useId();
  const [year = "", month = "", day = ""] = value.split("-");
  return (
    <>
      <div data-part="day" className="w-16">
        <label htmlFor={`${id}-day`} className="text-meta text-ink-muted">
          <span className="sr-only">{label} </span>
          {t("day")}
        </label>
        <input
          id={`${id}-day`}
          name={`${name}.day`}
          defaultValue={day.replace(/^0/, "")}
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          className="control"
        />
      </div>
      <div data-part="month" className="w-36">
        <label htmlFor={`${id}-month`} className="text-meta text-ink-muted">
          <span className="sr-only">{label} </span>
          {t("month")}
        </label>
        <Select
          id={`${id}-month`}
          name={`${name}.month`}
          defaultValue={month.replace(/^0/, "")}
          placeholder=""
          options={months.map((number) => ({
            value: String(number),
            label: monthName.format(Date.UTC(2026, number - 1, 1)),
          }))}
        />
      </div>
      <div className="w-20">
        <label htmlFor={`${id}-year`} className="text-meta text-ink-muted">
          <span className="sr-only">{label} </span>
          {t("year")}
        </label>
        <input
          id={`${id}-year`}
          name={`${name}.year`}
          defaultValue={year}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          className="control"
        />
      </div>
    </>
  );
}

/**
 * A date as precisely as it is known. Plain form fields: the precision first, then what it asks for,
 * shown and hidden by CSS alone. Read the answer with `readKnownDate(data, name)`.
 */
export function DateField({
  name,
  defaultValue,
  precisions = datePrecisions,
  ...texts
}: FieldTexts & {
  name: string;
  defaultValue?: KnownDate | null;
  /** The precisions that make sense here; the first is the one offered. */
  precisions?: readonly DatePrecision[];
}) {
  const t = useTranslations("forms.date");
  const id = useId();
  return (
    <FieldGroup {...texts} className="date-field">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-52">
          <label htmlFor={id} className="text-meta text-ink-muted">
            {t("precision")}
          </label>
          <Select
            id={id}
            name={`${name}.precision`}
            defaultValue={defaultValue?.precision ?? precisions[0]}
            options={precisions.map((value) => ({ value, label: t(`precisions.${value}`) }))}
          />
        </div>
        <div data-part="from" className="flex flex-wrap items-end gap-2">
          <span data-part="from-label" aria-hidden="true" className="pb-2.5 text-ink-muted">
            {t("from")}
          </span>
          <Parts name={`${name}.from`} value={defaultValue?.from ?? ""} label={t("from")} />
        </div>
        <div data-part="to" className="flex flex-wrap items-end gap-2">
          <span aria-hidden="true" className="pb-2.5 text-ink-muted">
            {t("to")}
          </span>
          <Parts name={`${name}.to`} value={defaultValue?.to ?? ""} label={t("to")} />
        </div>
      </div>
      <p className="text-meta text-ink-muted">{t("leaveEmpty")}</p>
    </FieldGroup>
  );
}
