"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Eye, Lock } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { useFormats } from "@/lib/i18n/formats";
import type { SupportDetails } from "@/lib/support/requests/details";
import { useLanguageNames } from "./use-language-names";

/**
 * Situation and needs of one request. Nothing of it is in the page until somebody asks; then it comes as the answer to a
 * post, and goes with "Hide" and with the page.
 */
export function RequestDetails({
  caseId,
  requestId,
  states,
  granted,
  read,
}: {
  caseId: string;
  requestId: string;
  /** What was granted so far, in words; empty for nothing. */
  granted: string;
  /** Names of States by code. */
  states: Record<string, string>;
  read: FormServerAction<SupportDetails>;
}) {
  const t = useTranslations("support");
  const languageOf = useLanguageNames();
  const { money } = useFormats();
  const { state, sending, isPending, refusal } = useActionForm(read);
  const [hidden, setHidden] = useState<unknown>(null);
  const details = state.status === "done" && state !== hidden ? state.result : null;
  return (
    <div className="flex flex-col gap-3">
      {refusal && <Notice tone="danger" role="alert" title={refusal} />}
      {!details && (
        <>
          <p className="flex items-start gap-2 text-meta text-ink-muted">
            <Icon of={Lock} size={16} className="mt-0.5" />
            {t("page.sealed")}
          </p>
          <form {...sending}>
            <input type="hidden" name="caseId" value={caseId} />
            <input type="hidden" name="requestId" value={requestId} />
            <Button
              type="submit"
              size="small"
              icon={Eye}
              aria-disabled={isPending || undefined}
              aria-label={`${t("page.show")}: ${t("page.details")}`}
            >
              {t("page.show")}
            </Button>
          </form>
        </>
      )}
      {details && (
        <div role="status">
          <dl className="grid gap-3">
            {linesOf(details, {
              state: states[details.stateCode] ?? "",
              language: (code) => languageOf(code),
              heldBy: (channel, holder) => t("heldBy", { channel, holder }),
              money,
            }).map(({ field, text }) => (
              <div key={field}>
                <dt className="text-meta text-ink-muted">{t(`fields.${field}`)}</dt>
                <dd dir="auto" className="max-w-measure whitespace-pre-line">
                  {text || <span className="text-ink-muted">{t("page.nothing")}</span>}
                  {field === "amount" && granted && (
                    <span className="block text-meta text-ink-muted">
                      {t("referral.grantedSum", { amount: granted })}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 flex flex-wrap items-center gap-3 text-meta text-ink-muted">
            {t("page.shown")}
            <Button
              size="small"
              look="quiet"
              className="scripts-off:hidden"
              onClick={() => setHidden(state)}
            >
              {t("page.hide")}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}

function linesOf(
  details: SupportDetails,
  words: {
    state: string;
    language(code: string): string;
    heldBy(channel: string, holder: string): string;
    money(money: { amount: string; currency: string }): string;
  },
) {
  return [
    { field: "where" as const, text: [details.place, words.state].filter(Boolean).join(", ") },
    { field: "situation" as const, text: details.situation },
    {
      field: "channel" as const,
      text: details.channelHolder
        ? words.heldBy(details.channel, details.channelHolder)
        : details.channel,
    },
    { field: "needs" as const, text: details.needs },
    { field: "amount" as const, text: details.amount && words.money(details) },
    {
      field: "languages" as const,
      text: [...details.languages.map(words.language), details.otherLanguages]
        .filter(Boolean)
        .join(", "),
    },
    { field: "tried" as const, text: details.tried },
  ];
}
