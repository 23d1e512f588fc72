"use client";

import { createContext, type ReactNode, type SubmitEvent, useContext } from "react";
import type { Step } from "@/lib/room/input";
import type { RoomCase } from "@/lib/room/room";

export interface Desk {
  sessionId: string;
  /** Where a form goes without scripts. */
  post: (sent: FormData) => void;
  /** Does a step at once, and sends it in its turn. */
  take(step: Step, settled?: (isDone: boolean) => void): void;
  zone: string;
  cases: readonly RoomCase[];
  /** All States by name, for saying which one is meant. */
  choices: readonly { key: string; name: string }[];
  languages: readonly { code: string; name: string }[];
  mayWrite: boolean;
  /** The line that was pressed in this window last: it lies open, and those before it fold. */
  pressed: string | null;
  /** What was typed in a form that was sent without scripts and refused. */
  typed: (name: string) => string | undefined;
  /** The lines with something that the network has not taken. */
  unsent: ReadonlySet<string>;
}

const Context = createContext<Desk | null>(null);
export const DeskProvider = Context.Provider;

/** The room around a row. */
export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) {
    throw new Error("A row stands in a room.");
  }
  return desk;
}

/** A form that does one step: posted as it is without scripts, and with them taken at once. */
export function StepForm({
  kind,
  fields = {},
  taken,
  settled,
  className,
  children,
}: {
  kind: Step["kind"];
  fields?: Record<string, string>;
  /** Called when the step was taken, before the server has answered. */
  taken?: () => void;
  settled?: (isDone: boolean) => void;
  className?: string;
  children: ReactNode;
}) {
  const desk = useDesk();
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    desk.take(stepFrom(event.currentTarget, event.nativeEvent.submitter), settled);
    taken?.();
  };
  return (
    <form action={desk.post} onSubmit={onSubmit} noValidate className={className}>
      <input type="hidden" name="sessionId" value={desk.sessionId} />
      <input type="hidden" name="kind" value={kind} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** What a form says, as the action reads it: fields named `x[]` are lists, empty ones are left out. */
function stepFrom(form: HTMLFormElement, submitter: HTMLElement | null): Step {
  const sent = new FormData(form, submitter);
  const step: Record<string, unknown> = { caseIds: [], ago: 0 };
  for (const name of new Set(sent.keys())) {
    if (name.startsWith("$ACTION")) {
      continue;
    }
    const values = sent.getAll(name).filter((value) => value !== "");
    if (name.endsWith("[]")) {
      step[name.slice(0, -2)] = values;
    } else if (values.length > 0) {
      step[name] = values[0];
    }
  }
  // The server reads it once more.
  return { quote: "", quoteLanguage: "", names: "", onBehalfOf: "", ...step } as unknown as Step;
}
