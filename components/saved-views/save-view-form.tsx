"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { longestName } from "@/lib/saved-views/saved-view";
import type { ViewActions } from "./view-actions";

/** Keeps what is shown under a name. */
export function SaveViewForm({
  action,
  settings,
  mayShare,
}: {
  action: ViewActions["save"];
  settings: string;
  mayShare: boolean;
}) {
  const t = useTranslations("views");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-3">
      <input type="hidden" name="settings" value={settings} />
      <FormFeedback form={form} refused={t("refused")} />
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        maxLength={longestName}
        autoComplete="off"
        defaultValue={form.typed("name")}
        error={form.fault("name")}
      />
      <Check name="opens" label={t("openIt")} checked={form.typed("opens") === "yes"} />
      {mayShare && (
        <>
          <Check name="shared" label={t("share")} checked={form.typed("shared") === "yes"} />
          <p className="text-meta text-ink-muted">{t("shareHint")}</p>
        </>
      )}
      <Button type="submit" look="primary" aria-disabled={form.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}

function Check({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return (
    <label className="flex min-h-8 items-start gap-2 py-1">
      <input
        key={String(checked)}
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={checked}
        className="mt-0.5 size-[1.125rem] shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}
