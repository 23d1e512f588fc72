import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { type Actor, currentActor, requireActor } from "./auth/actor";
import { isOwnRequest } from "./auth/own-request";
import { currentVisitor, type Visitor } from "./auth/visitor";
import { asRefusal, Refusal } from "./refusal";
import { cleanText, cleanTexts } from "./text/clean-text";

/** What a form hears back. `values` returns what was typed, so that nothing is lost. */
export type ActionState<Result = unknown> =
  | { status: "idle" }
  | { status: "done"; result: Result }
  | {
      status: "invalid";
      fields: Record<string, string>;
      /** Of texts that are too long: by how many characters, and how many are kept. */
      lengths: Record<string, { over: number; most: number }>;
      /** What stands in the message of a field, where it has something to fill in. */
      says?: Record<string, Record<string, string | number>>;
      values: Record<string, FormDataEntryValue[]>;
    }
  | { status: "refused"; messageKey: string; values: Record<string, FormDataEntryValue[]> };

interface Definition<Who, Schema extends z.ZodType, Result> {
  input: Schema;
  run(who: Who, input: z.output<Schema>): Promise<Result>;
}

const defined = new WeakSet<object>();
const definedForVisitors = new WeakSet<object>();

/**
 * The one shape of a server action: who, what, do, tell. Works as a form's action with and without scripts, and
 * called directly with an object. Field messages are keys of the catalogue, made by the input's schema.
 */
export function defineAction<Schema extends z.ZodType, Result>(
  definition: Definition<Actor, Schema, Result>,
) {
  return define(actorWhoIsStillHere, definition, defined);
}

/**
 * Who is asking; null when their sign-in has ended and the page is still there to say so, with what they typed in it.
 * A form that was posted without scripts can only be sent to sign in, where it hears that nothing came of it.
 */
async function actorWhoIsStillHere(): Promise<Actor | null> {
  const actor = await currentActor();
  if (actor || (await headers()).has("next-action")) {
    return actor;
  }
  return requireActor({ lost: true });
}

/**
 * The same shape for the few actions of people who are not signed in: setting up, accepting an invitation. Nothing
 * vouches for them but what they bring (a one-time token), so that the request must at least come from our own page,
 * and `run` asks for the token first.
 */
export function definePublicAction<Schema extends z.ZodType, Result>(
  definition: Definition<Visitor, Schema, Result>,
) {
  return define(requireVisitor, definition, definedForVisitors);
}

async function requireVisitor(): Promise<Visitor> {
  if (!isOwnRequest(await headers())) {
    throw new Error("The request did not come from one of our own pages.");
  }
  return currentVisitor();
}

function define<Who, Schema extends z.ZodType, Result>(
  whoAsks: () => Promise<Who | null>,
  { input, run }: Definition<Who, Schema, Result>,
  kind: WeakSet<object>,
) {
  const action = async (
    _before: ActionState<Result>,
    sent: FormData | z.input<Schema>,
  ): Promise<ActionState<Result>> => {
    const who = await whoAsks();
    const raw = cleanTexts(sent instanceof FormData ? fromForm(sent) : sent);
    const values = sent instanceof FormData ? typed(sent) : {};
    if (!who) {
      return { status: "refused", messageKey: "refusals.signedOut", values };
    }
    const parsed = input.safeParse(raw);
    if (!parsed.success) {
      const fields: Record<string, string> = {};
      const lengths: Record<string, { over: number; most: number }> = {};
      const says: Record<string, Record<string, string | number>> = {};
      for (const issue of parsed.error.issues) {
        const field = issue.path.join(".") || "form";
        if (!(field in fields) && issue.code === "custom" && issue.params) {
          says[field] = issue.params as Record<string, string | number>;
        }
        fields[field] ??= messageOf(issue);
        const text = issue.path.length === 1 ? (raw as Record<string, unknown>)[field] : undefined;
        if (issue.code === "too_big" && issue.origin === "string" && typeof text === "string") {
          const most = Number(issue.maximum);
          lengths[field] = { over: Math.max(1, text.trim().length - most), most };
        }
      }
      return { status: "invalid", fields, lengths, says, values };
    }
    try {
      return { status: "done", result: await run(who, parsed.data) };
    } catch (thrown) {
      const error = asRefusal(thrown);
      if (error instanceof Refusal && error.field) {
        return {
          status: "invalid",
          fields: { [error.field]: error.messageKey },
          lengths: {},
          values,
        };
      }
      if (error instanceof Refusal) {
        return { status: "refused", messageKey: error.messageKey, values };
      }
      throw thrown;
    }
  };
  kind.add(action);
  return action;
}

/** Whether an export of an actions file came from defineAction: Next publishes each as an endpoint anyone can call. */
export function isDefinedAction(value: unknown): boolean {
  return typeof value === "function" && defined.has(value);
}

/** Whether an export of an actions file came from definePublicAction: open to everybody who has a token. */
export function isPublicAction(value: unknown): boolean {
  return typeof value === "function" && definedForVisitors.has(value);
}

/** A schema's own message when it is a key of the catalogue, else the general one for the kind of fault. */
function messageOf(issue: { message: string; code: string }): string {
  if (/^[a-z][a-zA-Z]*(\.[a-zA-Z]+)+$/.test(issue.message)) {
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
      values[key] = form
        .getAll(key)
        .filter((value) => typeof value === "string")
        .map(cleanText);
    }
  }
  return values;
}
