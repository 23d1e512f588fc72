import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice-group";
import { Search } from "@/components/ui/icons";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { supportRegions } from "@/db/reference/support-regions";
import { supportStatuses } from "@/db/reference/support-words";
import type { DirectoryFilter } from "@/lib/support/directory/filter";
import { useSupportKinds } from "./kind-options";
import { useLanguageNames } from "./use-language-names";

/** What narrows the directory: a form that only reads, so that each view has an address. */
export function DirectoryFilters({
  values,
  languages,
}: {
  values: DirectoryFilter;
  /** Codes of those that any organisation answers in. */
  languages: readonly string[];
}) {
  const t = useTranslations("support");
  const locale = useLocale();
  const languageOf = useLanguageNames();
  const isNarrowed = Object.values(values).some(Boolean);
  return (
    <form
      method="get"
      action="/support/directory"
      aria-label={t("directory.filters")}
      className="mb-4 grid grid-cols-2 items-end gap-3 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto] print:hidden"
    >
      <TextField
        label={t("directory.search")}
        name="q"
        type="search"
        required={false}
        className="max-lg:col-span-2"
        defaultValue={values.q}
        maxLength={100}
      />
      <SelectField
        label={t("directory.kind")}
        name="kind"
        required={false}
        placeholder={t("directory.anyKind")}
        className="max-lg:col-span-2"
        defaultValue={values.kind ?? ""}
        options={useSupportKinds()}
      />
      <SelectField
        label={t("directory.region")}
        name="region"
        required={false}
        placeholder={t("directory.anyRegion")}
        defaultValue={values.region ?? ""}
        options={supportRegions
          .filter((region) => region !== "global")
          .map((value) => ({ value, label: t(`regions.${value}`) }))}
      />
      <SelectField
        label={t("directory.language")}
        name="language"
        required={false}
        placeholder={t("directory.anyLanguage")}
        defaultValue={values.language ?? ""}
        options={languages
          .map((value) => ({ value, label: languageOf(value) }))
          .sort((a, b) => a.label.localeCompare(b.label, locale))}
      />
      <SelectField
        label={t("directory.status")}
        name="status"
        required={false}
        placeholder={t("directory.anyStatus")}
        className="max-lg:col-span-2"
        defaultValue={values.status ?? ""}
        options={supportStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
      <Button type="submit" icon={Search} className="max-lg:col-span-2">
        {t("directory.apply")}
      </Button>
      <div className="col-span-full flex flex-wrap items-center gap-x-6">
        <Choice
          type="checkbox"
          name="line"
          value="1"
          label={t("directory.line")}
          defaultChecked={values.line}
        />
        {isNarrowed && (
          <Link href={"/support/directory" as Route} prefetch={false} className="link target">
            {t("directory.reset")}
          </Link>
        )}
      </div>
    </form>
  );
}
