"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { noConnection, useKeptAction } from "@/components/forms/kept-action";
import { useLiveForm } from "@/components/forms/use-live-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { chooseMeanings } from "@/lib/imports/actions";

/**
 * What a sheet means, as one form: with scripts each answer is sent as it is given and the page shows what it does;
 * without them a button does it.
 */
export function DraftForm({ id, children }: { id: string; children: ReactNode }) {
  const t = useTranslations("imports.check");
  const say = useTranslations();
  const [state, dispatch, isPending] = useActionState(useKeptAction(chooseMeanings), {
    status: "idle",
  });
  const isUnsent = state.status === "refused" && state.messageKey === noConnection;
  const { form, fields } = useLiveForm({ isUnsent, by: "choosing", action: dispatch });
  return (
    <form
      ref={form}
      action={dispatch}
      aria-busy={isPending || undefined}
      {...fields}
      className="flex min-w-0 flex-col gap-4"
    >
      <input type="hidden" name="id" value={id} />
      {isUnsent ? (
        <Notice tone="danger" role="alert" title={t("unsent")}>
          <Button type="submit" size="small" aria-disabled={isPending || undefined}>
            {t("update")}
          </Button>
        </Notice>
      ) : (
        state.status === "refused" && (
          <Notice tone="danger" role="alert" title={say(state.messageKey as "imports.over")} />
        )
      )}
      {children}
      <noscript>
        <Button type="submit" look="primary">
          {t("update")}
        </Button>
      </noscript>
      <p role="status" className="sr-only">
        {isPending && t("working")}
      </p>
    </form>
  );
}
