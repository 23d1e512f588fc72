"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Eye, Lock } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { CheckInDetails } from "@/lib/check-ins/details";

type Words = CheckInDetails & { notes: Record<string, string> };

/**
 * Whom we wait for, by which way, and what is said to whom. Nothing of it is in the page until somebody asks; then it
 * comes as the answer to a post, and goes with "Hide" and with the page.
 */
export function CheckInWords({
  caseId,
  checkInId,
  noted,
  members,
  read,
}: {
  caseId: string;
  checkInId: string;
  /** When each note was made, by its id, in words. */
  noted: Record<string, string>;
  /** Who of the team does each step; null where that is somebody else. */
  members: readonly (string | null)[];
  read: FormServerAction<Words>;
}) {
  const t = useTranslations("checkIns");
  const { state, sending, isPending, refusal } = useActionForm(read);
  const [hidden, setHidden] = useState<unknown>(null);
  const words = state.status === "done" && state !== hidden ? state.result : null;
  if (!words) {
    return (
      <div className="flex flex-col gap-3">
        {refusal && <Notice tone="danger" role="alert" title={refusal} />}
        <p className="flex items-start gap-2 text-meta text-ink-muted">
          <Icon of={Lock} size={16} className="mt-0.5" />
          {t("page.sealed")}
        </p>
        <form {...sending}>
          <input type="hidden" name="caseId" value={caseId} />
          <input type="hidden" name="checkInId" value={checkInId} />
          <Button
            type="submit"
            size="small"
            icon={Eye}
            aria-disabled={isPending || undefined}
            aria-label={`${t("page.show")}: ${t("page.words")}`}
          >
            {t("page.show")}
          </Button>
        </form>
      </div>
    );
  }
  const lines = [
    { name: t("page.contact"), text: words.contact || t("page.contactSelf") },
    { name: t("page.channel"), text: words.channel },
    { name: t("page.allRight"), text: words.allRight },
    ...words.steps.map((step, at) => ({
      name: t("form.step", { n: at + 1 }),
      text: [members[at] ?? step.who, step.words].filter(Boolean).join(": "),
    })),
    ...Object.entries(words.notes).map(([id, text]) => ({
      name: t("page.note", { when: noted[id] ?? "" }),
      text,
    })),
  ].filter(({ text }) => text);
  return (
    <div role="status">
      <dl className="grid gap-3">
        {lines.map(({ name, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they come as one answer and never move.
          <div key={at}>
            <dt className="text-meta text-ink-muted">{name}</dt>
            <dd dir="auto" className="max-w-measure whitespace-pre-line">
              {text}
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
  );
}
