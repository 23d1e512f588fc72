"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Eye } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { AlertLanguage } from "@/db/reference/words";
import { isRightToLeft } from "@/lib/briefs/paper/paper";

/** The prepared text, once somebody asks for it: to be copied into the organisation's own form or read out. */
export function ReferralWords({
  ids,
  read,
  language,
}: {
  /** What the action is told of which text it is. */
  ids: Record<string, string>;
  read: FormServerAction<string>;
  /** Of the text, where it is known. */
  language?: AlertLanguage;
}) {
  const t = useTranslations("support.referral");
  const { state, sending, isPending, refusal } = useActionForm(read);
  const [hidden, setHidden] = useState<unknown>(null);
  const text = state.status === "done" && state !== hidden ? state.result : null;
  return (
    <div className="flex flex-col gap-3">
      {refusal && <Notice tone="danger" role="alert" title={refusal} />}
      {text === null ? (
        <form {...sending}>
          {Object.entries(ids).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button type="submit" icon={Eye} aria-disabled={isPending || undefined}>
            {t("show")}
          </Button>
        </form>
      ) : (
        <div role="status" className="flex flex-col gap-3">
          <section aria-label={t("words")} className="rounded-control bg-sunken p-3">
            <p
              lang={language}
              dir={language ? (isRightToLeft(language) ? "rtl" : "ltr") : "auto"}
              data-written=""
              className="max-w-measure break-words whitespace-pre-line"
            >
              {text}
            </p>
          </section>
          <p className="flex flex-wrap items-center gap-3">
            <CopyButton
              text={text}
              label={t("copy")}
              copied={t("copied")}
              failed={t("notCopied")}
            />
            <Button look="quiet" className="scripts-off:hidden" onClick={() => setHidden(state)}>
              {t("hide")}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}
