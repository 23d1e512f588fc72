"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useState } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { IconData } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { ActionState } from "@/lib/action";
import { FormKey } from "./form-key";
import { noConnection } from "./kept-action";
import { useReportedAction } from "./reported-action";
import { type FormServerAction, useActionForm } from "./use-action-form";
import { useComplaint } from "./use-complaint";
import { useLiveForm } from "./use-live-form";

interface FormParts {
  fault: (name: string) => string | undefined;
  typed: (name: string, otherwise?: string) => string | undefined;
  typedAll: (name: string) => string[] | undefined;
  /** Counts the answers of the server: a select that is drawn anew takes its default again. */
  round: number;
}

const Parts = createContext<FormParts | null>(null);

/** The form around a field: what was typed before, and what is wrong with it. */
export function useFormParts(): FormParts {
  const parts = useContext(Parts);
  if (!parts) {
    throw new Error("A form field stands inside an ActionForm.");
  }
  return parts;
}

/**
 * A form on a server action whose fields are laid out by the server. What was typed comes back with an error; the
 * same holds without scripts, since the page is then drawn with the answer in it.
 */
export function ActionForm<Result>({
  action,
  hidden = {},
  labels = {},
  submit,
  look = "primary",
  size,
  icon,
  name,
  saved,
  outcome,
  refused,
  isLive = false,
  fold,
  className,
  children,
}: {
  action: FormServerAction<Result>;
  /** Sent along unseen: ids. */
  hidden?: Record<string, string>;
  /** The labels of fields, for the list of errors. */
  labels?: Record<string, string>;
  submit: ReactNode;
  look?: ButtonLook;
  size?: "normal" | "small";
  icon?: IconData;
  /** The button's full name for screen readers, where the same words stand in several rows. */
  name?: string | undefined;
  /** Said beside the button once the server has stored it. */
  saved?: string;
  /** Shown above the fields when the action is done, for an answer that is more than "saved". */
  outcome?: (result: Result) => ReactNode;
  /** Says more about a refusal than its sentence; null leaves it to the sentence. */
  refused?: (messageKey: string) => ReactNode;
  /** With scripts it sends itself whenever somebody stops writing, and leaves the focus and what is typed alone. */
  isLive?: boolean;
  /** Keeps the form folded under these words; it stands open where something in it was refused. */
  fold?: string;
  className?: string;
  children?: ReactNode;
}) {
  const { state, sending, isPending, refusal, fault, typed } = useActionForm(
    useReportedAction(action),
  );
  const { form, isPressed, fields } = useLiveForm({
    isLive,
    isUnsent: isUnanswered(state),
    action: sending.action,
  });
  const round = useRound(state, isLive);
  const keyRound = useKeyRound(state, round);
  const isRefused = state.status === "invalid" || state.status === "refused";
  const complaint = useComplaint(state, isPressed && isRefused);
  const told = state.status === "done" ? outcome?.(state.result) : null;
  const faults = state.status === "invalid" ? Object.keys(state.fields) : [];
  const values = "values" in state ? state.values : null;
  const typedAll = (name: string) => values?.[name]?.map(String) ?? (values ? [] : undefined);
  const drawn = (
    <form
      ref={form}
      {...sending}
      {...fields}
      noValidate
      className={classes("flex flex-col gap-5", className)}
    >
      {(state.status === "refused" || faults.length > 0) && (
        <div ref={complaint} tabIndex={-1} className="scroll-mt-24 rounded-control">
          {state.status === "refused" &&
            (refused?.(state.messageKey) ?? (
              <Notice tone="danger" role="alert" title={refusal ?? ""}>
                {isOutdated(state.messageKey) && <LookAgain keeps={children != null} />}
              </Notice>
            ))}
          {faults.length > 0 && (
            <ErrorSummary
              errors={faults.map((field) => ({
                field,
                message: [labels[field]?.replace(/[?？؟]$/, ""), fault(field)]
                  .filter(Boolean)
                  .join(": "),
              }))}
            />
          )}
        </div>
      )}
      {told}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormKey key={`key-${keyRound}`} />
      <Parts value={{ fault, typed, typedAll, round }}>{children}</Parts>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          look={look}
          aria-label={name}
          aria-disabled={isPending || undefined}
          {...(size && { size })}
          {...(icon && { icon })}
        >
          {submit}
        </Button>
        {saved && (
          <span role="status" className="text-meta text-ink-muted">
            {state.status === "done" && !told && !isPending && saved}
          </span>
        )}
      </div>
    </form>
  );
  return fold ? (
    <details open={isRefused || undefined} suppressHydrationWarning>
      <summary className="link target w-fit">{fold}</summary>
      {drawn}
    </details>
  ) : (
    drawn
  );
}

/** Refusals that come of a page which shows what is no longer so: its buttons would be refused again. */
const outdated = [
  "refusals.alertMoved",
  "refusals.textChanged",
  "refusals.otherWords",
  "refusals.answeredMeanwhile",
];
const isOutdated = (messageKey: string) => outdated.includes(messageKey);

/** The page once more, from the server; beside this one where words were typed, which stay where they are. */
function LookAgain({ keeps }: { keeps: boolean }) {
  const t = useTranslations("refusals");
  return (
    <a
      href={usePathname()}
      {...(keeps && { target: "_blank", rel: "noopener" })}
      className="link target"
    >
      {t(keeps ? "lookAgainBeside" : "lookAgain")}
    </a>
  );
}

/** The round of the last answer: what is sent again because none came is known by the same key. */
function useKeyRound<Result>(state: ActionState<Result>, round: number): number {
  const [kept, setKept] = useState(round);
  const keeps = isUnanswered(state);
  if (kept !== round && !keeps) {
    setKept(round);
  }
  return keeps ? kept : round;
}

/** No answer came: it may have arrived all the same. */
const isUnanswered = <Result,>(state: ActionState<Result>) =>
  state.status === "refused" && state.messageKey === noConnection;

/** Counts the answers; those to a live form leave its fields as they are. */
function useRound<Result>(state: ActionState<Result>, isLive: boolean): number {
  const [seen, setSeen] = useState({ state, round: 0 });
  if (seen.state !== state) {
    setSeen({ state, round: seen.round + (isLive ? 0 : 1) });
  }
  return seen.round;
}
