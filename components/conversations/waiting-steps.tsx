import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import type { WaitingStep } from "@/lib/conversations/conversation";
import { useFormats } from "@/lib/i18n/formats";
import { FinishStepForm } from "./correct-forms";

/** One's next steps that no ask carries, on Today; late ones say so in words. */
export function WaitingSteps({
  steps,
  states,
  today,
}: {
  steps: readonly WaitingStep[];
  /** By code: the name in the reader's language, and the key for the address. */
  states: Readonly<Record<string, { key: string; name: string }>>;
  today: string;
}) {
  const t = useTranslations("conversations.waiting");
  const formats = useFormats();
  return (
    <Panel title={t("title")} count={formats.count(steps.length)} flush>
      <ul>
        {steps.map((step) => {
          const state = states[step.stateCode];
          const isLate = step.dueOn !== null && step.dueOn < today;
          const day = step.dueOn ? formats.nearDay(step.dueOn, today) : t("noDay");
          return (
            <li
              key={step.conversationId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line px-4 py-2 not-first:border-t"
            >
              <div className="min-w-0 flex-1">
                <p>
                  <bdi data-written="">{step.text}</bdi>
                </p>
                <p className="text-meta text-ink-muted">
                  {state && (
                    <Link
                      href={`/states/${state.key}/conversations/${step.conversationId}` as Route}
                      prefetch={false}
                      className="link target"
                    >
                      <bdi data-written="">{state.name}</bdi>
                    </Link>
                  )}{" "}
                  <span className={isLate ? "font-semibold text-danger" : undefined}>
                    {isLate ? t("late", { day }) : day}
                  </span>
                </p>
              </div>
              <FinishStepForm id={step.conversationId} step={step.text} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
