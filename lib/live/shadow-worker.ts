import { parentPort } from "node:worker_threads";
import type { PartName } from "@/lib/alerts/shared-text";
import { type Changer, type ReadyPart, ShadowText, type Verdict } from "./shadow-text";

/** What the thread is asked; one question at a time. */
export type Question =
  | { ask: "open"; text: string; state: Uint8Array }
  | { ask: "try"; text: string; changes: { updates: readonly Uint8Array[]; changer: Changer }[] }
  | { ask: "ready"; text: string; updates: readonly Uint8Array[] }
  | { ask: "take"; text: string; updates: Uint8Array[] }
  | { ask: "fold"; text: string }
  | { ask: "parts"; text: string; names: PartName[] }
  | { ask: "close"; text: string };

/** The answer; `absent` when the text is not open here (any more). */
export type Answer =
  | { is: "ready" }
  | { is: "absent" }
  | { is: "done" }
  | { is: "folded"; state: Uint8Array }
  | { is: "parts"; parts: string }
  | ({ is: "part" } & ReadyPart)
  /** One for each change, up to the first that is not fine. */
  | { is: "tried"; verdicts: Verdict[] };

/** Texts are kept by their size, so that many small ones or few large ones fit. Bytes of their state. */
const room = 6_000_000;
const texts = new Map<string, { text: ShadowText; size: number }>();

function answer(question: Question): Answer {
  if (question.ask === "open") {
    close(question.text);
    texts.set(question.text, {
      text: new ShadowText(question.state),
      size: question.state.length + 20_000,
    });
    makeRoom(question.text);
    return { is: "done" };
  }
  if (question.ask === "close") {
    close(question.text);
    return { is: "done" };
  }
  const found = texts.get(question.text);
  if (!found) {
    return { is: "absent" };
  }
  // Used last is kept longest.
  texts.delete(question.text);
  texts.set(question.text, found);
  switch (question.ask) {
    case "take":
      for (const update of question.updates) {
        found.size += update.length;
        found.text.take(update);
      }
      return { is: "done" };
    case "ready":
      return { is: "part", ...found.text.ready(question.updates) };
    case "fold":
      return { is: "folded", state: found.text.fold() };
    case "parts":
      return { is: "parts", parts: found.text.parts(question.names) };
    case "try":
      return { is: "tried", verdicts: tryAll(found, question) };
  }
}

function tryAll(
  found: { text: ShadowText; size: number },
  { text, changes }: Extract<Question, { ask: "try" }>,
): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const { updates, changer } of changes) {
    const verdict = found.text.try(updates, changer);
    verdicts.push(verdict);
    if (verdict.is === "fine") {
      found.size += verdict.added.length;
    } else if (verdict.is !== "nothing") {
      close(text);
      break;
    }
  }
  return verdicts;
}

function close(name: string): void {
  texts.get(name)?.text.destroy();
  texts.delete(name);
}

function makeRoom(newest: string): void {
  let used = 0;
  for (const { size } of texts.values()) {
    used += size;
  }
  for (const [name, { size }] of texts) {
    if (used <= room || name === newest) {
      return;
    }
    used -= size;
    close(name);
  }
}

parentPort?.on("message", (question: Question) => {
  parentPort?.postMessage(answer(question));
});
parentPort?.postMessage({ is: "ready" } satisfies Answer);
