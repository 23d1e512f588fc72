import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Search } from "@/components/ui/icons";
import { SelectField } from "@/components/ui/select-field";
import { supportUrgencies } from "@/db/reference/support-words";
import { useSupportKinds } from "./kind-options";

/** What narrows the list: a form that only reads, so that each view has an address. */
export function RequestFilters({
  values,
}: {
  values: { status: string; kind: string; urgency: string };
}) {
  const t = useTranslations("support");
  return (
    <form
      method="get"
      action="/support"
      aria-label={t("list.filters")}
      className="mb-4 grid grid-cols-2 items-end gap-3 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto] print:hidden"
    >
      <SelectField
        label={t("list.status")}
        name="status"
        placeholder={null}
        defaultValue={values.status}
        options={(["open", "closed", "ask"] as const).map((value) => ({
          value,
          label: t(`list.${value}`),
        }))}
      />
      <SelectField
        label={t("list.urgency")}
        name="urgency"
        required={false}
        placeholder={t("list.anyUrgency")}
        defaultValue={values.urgency}
        options={supportUrgencies.map((value) => ({ value, label: t(`urgencies.${value}`) }))}
      />
      <SelectField
        label={t("list.kind")}
        name="kind"
        required={false}
        placeholder={t("list.anyKind")}
        className="max-lg:col-span-2"
        defaultValue={values.kind}
        options={useSupportKinds()}
      />
      <Button type="submit" icon={Search} className="max-lg:col-span-2">
        {t("list.apply")}
      </Button>
      {(values.kind || values.urgency || values.status !== "open") && (
        <Link href={"/support" as Route} prefetch={false} className="link target col-span-full">
          {t("list.reset")}
        </Link>
      )}
    </form>
  );
}
