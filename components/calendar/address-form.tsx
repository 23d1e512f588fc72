"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { FormKey } from "@/components/forms/form-key";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { CopyLink } from "@/components/settings/copy-link";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Makes the calendar's address and shows it, this once; makes another in its place; ends it. */
export function AddressForm({
  make,
  end,
  since,
  lastRead,
}: {
  make: FormServerAction<{ link: string }>;
  end: FormServerAction<void>;
  /** When the address was made that holds now; null where there is none. */
  since: string | null;
  lastRead: string | null;
}) {
  const t = useTranslations("calendar.address");
  const s = useTranslations("settings");
  const form = useActionForm(make);
  const made = form.state.status === "done" ? form.state.result : null;
  return (
    <div className="flex flex-col gap-5">
      {made && since && (
        <Notice tone="done" role="status" title={t("made")}>
          <p>{t("once")}</p>
          <CopyLink label={t("link")} link={made.link} copy={t("copy")} copied={t("copied")} />
        </Notice>
      )}
      <p>
        {since ? t("since", { when: since }) : t("none")}{" "}
        {since && (lastRead ? t("lastRead", { when: lastRead }) : t("neverRead"))}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <form {...form.sending} className="flex flex-col items-start gap-2">
          <FormKey key={made?.link} />
          <FormFeedback form={form} refused={s("refused")} />
          <Button
            type="submit"
            look={since ? "secondary" : "primary"}
            size="small"
            aria-disabled={form.isPending}
          >
            {since ? t("anew") : t("make")}
          </Button>
        </form>
        {since && (
          <OnePressForm action={end} look="danger" refused={s("refused")}>
            {t("end")}
          </OnePressForm>
        )}
      </div>
      {since && <p className="text-meta text-ink-muted">{t("anewHint")}</p>}
    </div>
  );
}
