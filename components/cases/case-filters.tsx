import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice-group";
import { Search } from "@/components/ui/icons";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { caseStatuses, type ReprisalType } from "@/db/reference/words";
import { type ReprisalGroup, reprisalGroups } from "@/lib/cases/case";

export interface CaseFilterValues {
  q: string;
  status: string;
  country: string;
  type: string;
  mine: boolean;
  sort: string;
}

/** What narrows the list: a form that only reads, so that each view has an address. */
export function CaseFilters({
  values,
  countries,
}: {
  values: CaseFilterValues;
  /** States by name; `value` is the key that addresses show. */
  countries: { value: string; label: string }[];
}) {
  const t = useTranslations("cases");
  const groups = Object.entries(reprisalGroups) as [ReprisalGroup, readonly ReprisalType[]][];
  const narrowed = values.q || values.status || values.country || values.type || values.mine;
  return (
    <form
      method="get"
      action="/cases"
      aria-label={t("list.filters")}
      className="mb-4 grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(0,2fr)_repeat(4,minmax(0,1.2fr))_auto] print:hidden"
    >
      <TextField
        label={t("list.search")}
        name="q"
        type="search"
        required={false}
        className="max-lg:col-span-2"
        defaultValue={values.q}
        maxLength={100}
      />
      <SelectField
        label={t("list.status")}
        name="status"
        required={false}
        placeholder={t("list.anyStatus")}
        defaultValue={values.status}
        options={caseStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      <SelectField
        label={t("list.country")}
        name="country"
        required={false}
        placeholder={t("list.anyCountry")}
        defaultValue={values.country}
        options={countries}
      />
      <SelectField
        label={t("list.type")}
        name="type"
        required={false}
        placeholder={t("list.anyType")}
        defaultValue={values.type}
        options={groups.map(([group, types]) => ({
          label: t(`reprisalGroup.${group}`),
          options: types.map((value) => ({ value, label: t(`reprisal.${value}`) })),
        }))}
      />
      <SelectField
        label={t("list.sort")}
        name="sort"
        placeholder={null}
        defaultValue={values.sort}
        options={(["changed", "title", "date"] as const).map((value) => ({
          value,
          label: t(`list.sorts.${value}`),
        }))}
      />
      <Button type="submit" icon={Search} className="max-lg:col-span-2">
        {t("list.apply")}
      </Button>
      <div className="flex flex-wrap items-center gap-x-6 col-span-full">
        <Choice
          type="checkbox"
          name="mine"
          value="1"
          label={t("list.mine")}
          defaultChecked={values.mine}
        />
        {narrowed && (
          <Link href={"/cases" as Route} prefetch={false} className="link target">
            {t("list.reset")}
          </Link>
        )}
      </div>
    </form>
  );
}
