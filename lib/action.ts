import "server-only";
import type { z } from "zod";
import { type Actor, requireActor } from "./auth/actor";
import { asRefusal, Refusal } from "./refusal";

/** What a form hears back. `values` returns what was typed, so that nothing is lost. */
export type ActionState<Result = unknown> =
  | { status: "idle" }
  | { status: "done"; result: Result }
  | { status: "invalid"; fields: Record<string, string>; values: Record<string, FormDataEntryValue[]> }
  | { status: "refused"; messageKey: string; values: Record<string, FormDataEntryValue[]> };

interface Definition<Schema extends z.ZodType, Result> {
  input: Schema;
  run(actor: Actor, input: z.output<Schema>): Promise<Result>;
}

const defined = new WeakSet<object>();

/**
 * The one shape of a server action: who, what, do, tell. Works as a form's action with and without scripts, and
 * called directly with an object. Field messages are keys of the catalogue (`forms.*`), made by the input's schema.
 */
export function defineAction<Schema extends z.ZodType, Result>({
  input,
  run,
}: Definition<Schema, Result>) {
  const action = async (
    _before: ActionState<Result>,
    sent: FormData | z.input<Schema>,
  ): Promise<ActionState<Result>> => {
    const actor = await requireActor();
    const raw = sent instanceof FormData ? fromForm(sent) : sent;
    const values = sent instanceof FormData ? typed(sent) : {};
    const parsed = input.safeParse(raw);
    if (!parsed.success) {
      const fields: Record<string, string> = {};
      for (const issue of parsed.error.issues) {
        fields[issue.path.join(".") || "form"] ??= messageOf(issue);
      }
      return { status: "invalid", fields, values };
    }
    try {
      return { status: "done", result: await run(actor, parsed.data) };
    } catch (thrown) {
      const error = asRefusal(thrown);
      if (error instanceof Refusal) {
        return { status: "refused", messageKey: error.messageKey, values };
      }
      throw thrown;
    }
  };
  defined.add(action);
  return action;
}

/** Whether an export of an actions file came from defineAction: Next publishes each as an endpoint anyone can call. */
export function isDefinedAction(value: unknown): boolean {
  return typeof value === "function" && defined.has(value);
}

/** A schema's own message when it is a key of the catalogue, else the general one for the kind of fault. */
function messageOf(issue: { message: string; code: string }): string {
  if (/^forms\.[a-zA-Z]+$/.test(issue.message)) {
    return issue.message;
  }
  return issue.code === "too_big" ? "forms.tooLong" : "forms.invalid";
}

/** Fields named `x[]` become lists, empty fields are left out, everything else is text. */
function fromForm(form: FormData): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const key of new Set(form.keys())) {
    if (key.startsWith("$ACTION")) {
      continue;
    }
    if (key.endsWith("[]")) {
      raw[key.slice(0, -2)] = form.getAll(key).filter((value) => value !== "");
    } else {
      const value = form.get(key);
      if (value !== "") {
        raw[key] = value;
      }
    }
  }
  return raw;
}

function typed(form: FormData): Record<string, FormDataEntryValue[]> {
  const values: Record<string, FormDataEntryValue[]> = {};
  for (const key of new Set(form.keys())) {
    if (!key.startsWith("$ACTION") && !/password/i.test(key)) {
      values[key] = form.getAll(key).filter((value) => typeof value === "string");
    }
  }
  return values;
}
