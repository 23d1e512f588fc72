"use client";

import { useTranslations } from "next-intl";
import {
  type ReactNode,
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useRef,
} from "react";
import { wasAnswered } from "@/components/forms/answered";
import { noConnection, useKeptAction } from "@/components/forms/kept-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { chooseMeanings } from "@/lib/imports/actions";

/** Changes that come one after another are sent as one. */
const settlesAfter = 250;

/**
 * What a sheet means, as one form: with scripts each answer is sent as it is given and the page shows what it does;
 * without them a button does it. The answer is not sent as the form's own action, which would set its fields back.
 */
export function DraftForm({ id, children }: { id: string; children: ReactNode }) {
  const t = useTranslations("imports.check");
  const say = useTranslations();
  const [state, dispatch, isPending] = useActionState(useKeptAction(chooseMeanings), {
    status: "idle",
  });
  const isUnsent = state.status === "refused" && state.messageKey === noConnection;
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const send = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (form.current) {
        const answers = new FormData(form.current);
        startTransition(() => dispatch(answers));
      }
    }, settlesAfter);
  }, [dispatch]);
  useEffect(() => {
    if (form.current && wasAnswered(form.current)) {
      send();
    }
    return () => clearTimeout(timer.current);
  }, [send]);
  useEffect(() => {
    if (isUnsent) {
      window.addEventListener("online", send);
      return () => window.removeEventListener("online", send);
    }
  }, [isUnsent, send]);
  return (
    <form
      ref={form}
      action={dispatch}
      aria-busy={isPending || undefined}
      onChange={send}
      className="flex min-w-0 flex-col gap-4"
    >
      <input type="hidden" name="id" value={id} />
      {isUnsent ? (
        <Notice tone="danger" role="alert" title={t("unsent")}>
          <Button size="small" aria-disabled={isPending || undefined} onClick={send}>
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
