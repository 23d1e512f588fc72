"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";

/** Loads the example into the new organisation. */
export function LoadExampleForm<Result>({ action }: { action: FormServerAction<Result> }) {
  const t = useTranslations("setUp.welcome");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-3">
      <FormFeedback form={form} refused={t("refused")} />
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("example.submit")}
      </Button>
    </form>
  );
}
