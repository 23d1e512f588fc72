"use client";

import { Notice } from "@/components/ui/notice";
import type { useActionForm } from "./use-action-form";

/** What came of sending a form: why it was refused, or that it was done. Says nothing before. */
export function FormFeedback({
  form,
  refused,
  done,
}: {
  form: Pick<ReturnType<typeof useActionForm>, "state" | "refusal" | "fault">;
  /** The heading over a refusal. */
  refused: string;
  /** What is said after it was done; nothing when the page itself shows it. */
  done?: string;
}) {
  const whole = form.refusal ?? form.fault("form");
  if (whole) {
    return (
      <Notice tone="danger" role="alert" title={refused}>
        {whole}
      </Notice>
    );
  }
  return form.state.status === "done" && done ? (
    <Notice tone="done" role="status" title={done} />
  ) : null;
}
