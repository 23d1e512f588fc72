"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Eye, Lock } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

interface Identity {
  name: string;
  contact: string;
  family: string;
}

/**
 * The sealed identity of one defender, for the team. Nothing of it is in the page until somebody asks; then it comes
 * as the answer to a post, and goes with "Hide" or with the page.
 */
export function IdentityPanel({
  caseId,
  defenderId,
  label,
  hasIdentity,
  mayChange,
  read,
  seal,
}: {
  caseId: string;
  defenderId: string;
  /** The public label, so that each button says whose identity it opens. */
  label: string;
  hasIdentity: boolean;
  mayChange: boolean;
  read: FormServerAction<Identity | null>;
  seal: FormServerAction<void>;
}) {
  const t = useTranslations("people.identity");
  const all = useTranslations();
  const [state, ask, isPending] = useActionState(read, { status: "idle" });
  const [hidden, setHidden] = useState<unknown>(null);
  const isShown = state.status === "done" && state !== hidden;
  const identity = isShown ? state.result : null;
  const ids = { caseId, defenderId };
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2 text-meta text-ink-muted">
        <Icon of={Lock} size={16} className="mt-0.5" />
        {hasIdentity ? t("sealed") : t("none")}
      </p>
      {state.status === "refused" && (
        <Notice
          tone="danger"
          role="alert"
          title={all(state.messageKey as Parameters<typeof all>[0])}
        />
      )}
      {hasIdentity && !isShown && (
        <form action={ask}>
          <input type="hidden" name="caseId" value={caseId} />
          <input type="hidden" name="defenderId" value={defenderId} />
          <Button
            type="submit"
            size="small"
            icon={Eye}
            aria-disabled={isPending || undefined}
            aria-label={`${t("show")}: ${label}`}
          >
            {t("show")}
          </Button>
        </form>
      )}
      {isShown && (
        <div role="status" className="rounded-control bg-sunken p-3">
          <dl className="grid gap-2">
            {(["name", "contact", "family"] as const).map((field) => (
              <div key={field}>
                <dt className="text-meta text-ink-muted">{t(field)}</dt>
                <dd dir="auto" className="whitespace-pre-line">
                  {identity?.[field] || <span className="text-ink-muted">{t("empty")}</span>}
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 flex flex-wrap items-center gap-3 text-meta text-ink-muted">
            {t("shown")}
            <Button
              size="small"
              look="quiet"
              className="scripts-off:hidden"
              onClick={() => setHidden(state)}
            >
              {t("hide")}
            </Button>
          </p>
        </div>
      )}
      {mayChange && (
        <details suppressHydrationWarning>
          <summary className="link target inline-block">
            {hasIdentity ? t("replace") : t("enter")}
          </summary>
          <ActionForm
            action={seal}
            hidden={ids}
            submit={t("seal")}
            icon={Lock}
            size="small"
            saved={t("done")}
            className="mt-3"
          >
            {hasIdentity && <p className="text-meta text-ink-muted">{t("replaceHint")}</p>}
            <FormText
              name="name"
              label={t("name")}
              optional
              autoComplete="off"
              defaultValue={identity?.name}
            />
            <FormArea
              name="contact"
              label={t("contact")}
              hint={t("contactHint")}
              rows={2}
              optional
              defaultValue={identity?.contact}
            />
            <FormArea
              name="family"
              label={t("family")}
              hint={t("familyHint")}
              rows={2}
              optional
              defaultValue={identity?.family}
            />
          </ActionForm>
        </details>
      )}
    </div>
  );
}
