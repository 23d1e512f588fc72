import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { addSupportEntry, keepSupportEntry } from "@/lib/support/directory/actions";
import type { DirectoryEntry } from "@/lib/support/directory/entry";
import { EntryFields, useEntryLabels } from "./entry-fields";

/** Adds an organisation, or says what one's own organisation knows of one that is there. */
export function EntryForm({ entry, today }: { entry?: DirectoryEntry; today: string }) {
  const t = useTranslations("support.directory.form");
  const labels = useEntryLabels();
  if (!entry) {
    return (
      <ActionForm action={addSupportEntry} submit={t("add")} className="max-w-3xl" labels={labels}>
        <EntryFields today={today} />
      </ActionForm>
    );
  }
  return (
    <ActionForm
      action={keepSupportEntry}
      hidden={{ key: entry.key, version: String(entry.own?.version ?? 0) }}
      submit={t("save")}
      className="max-w-3xl"
      labels={labels}
    >
      <EntryFields entry={entry} today={today} />
    </ActionForm>
  );
}
