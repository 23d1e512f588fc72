import { useTranslations } from "next-intl";
import { FormArea, FormCheckboxes, FormRadios, FormText } from "@/components/forms/form-fields";
import { supportRegions } from "@/db/reference/support-regions";
import { supportKindGroups, supportStatuses } from "@/db/reference/support-words";
import type { DirectoryEntry } from "@/lib/support/directory/entry";

/** The labels of the fields, for the list of what is wrong. */
export function useEntryLabels(): Record<string, string> {
  const t = useTranslations("support.directory.form");
  const names = [
    "name",
    "languages",
    "status",
    "source",
    "checkedOn",
    "line",
    "securePage",
  ] as const;
  return Object.fromEntries(names.map((name) => [name, t(name)]));
}

/** What is known of a support organisation. */
export function EntryFields({ entry, today }: { entry?: DirectoryEntry; today: string }) {
  const t = useTranslations("support");
  const form = useTranslations("support.directory.form");
  return (
    <>
      <FormText name="name" label={form("name")} maxLength={300} defaultValue={entry?.name} />
      <FormRadios
        name="status"
        label={form("status")}
        options={supportStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        defaultValue={entry?.status}
      />
      <FormText
        name="statusNote"
        label={form("statusNote")}
        optional
        maxLength={500}
        defaultValue={entry?.statusNote}
      />
      <fieldset>
        <legend className="mb-1 font-semibold">{form("kinds")}</legend>
        <div className="grid gap-4 sm:grid-cols-3">
          {supportKindGroups.map(({ group, kinds }) => (
            <FormCheckboxes
              key={group}
              name="kinds"
              anchored={false}
              label={t(`groups.${group}`)}
              optional
              options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              defaultValue={[...(entry?.kinds ?? [])]}
            />
          ))}
        </div>
      </fieldset>
      <FormCheckboxes
        name="regions"
        label={form("regions")}
        hint={form("regionsHint")}
        optional
        options={supportRegions.map((value) => ({ value, label: t(`regions.${value}`) }))}
        defaultValue={[...(entry?.coverage.whole ?? [])]}
      />
      <FormText
        name="languages"
        label={form("languages")}
        hint={form("languagesHint")}
        optional
        maxLength={200}
        defaultValue={entry?.languages.join(", ")}
      />
      <FormArea
        name="eligibility"
        label={form("eligibility")}
        optional
        rows={3}
        defaultValue={entry?.eligibility}
      />
      <FormText
        name="line"
        label={form("line")}
        hint={form("lineHint")}
        optional
        maxLength={500}
        defaultValue={entry?.line}
      />
      <FormText
        name="securePage"
        label={form("securePage")}
        optional
        maxLength={500}
        defaultValue={entry?.securePage}
      />
      <FormText
        name="source"
        label={form("source")}
        hint={form("sourceHint")}
        maxLength={500}
        defaultValue={entry?.own?.source}
      />
      <FormText
        name="checkedOn"
        type="date"
        label={form("checkedOn")}
        width="medium"
        defaultValue={today}
      />
    </>
  );
}
