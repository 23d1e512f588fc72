import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asRefusal, Refusal } from "@/lib/refusal";
import { cleanText } from "@/lib/text/clean-text";
import * as commands from "./commands";
import { most, unreadables } from "./workbook";

/** Why nothing was kept; each has a sentence in `imports.refused`. */
export const unbrought = [
  ...unreadables,
  // lib/serve/guard.ts sends to this one, too.
  "over10Mb",
  "nothing",
  "tooManyToday",
  "refused",
] as const;
export type Unbrought = (typeof unbrought)[number];

/** Keeps what a form brought: its file, or else its block. */
export async function bringSheet(
  actor: Actor,
  form: FormData,
  signal: AbortSignal,
): Promise<{ id: string } | { refused: Unbrought }> {
  const file = form.get("file");
  const block = form.get("block");
  try {
    if (file instanceof File && file.size > 0) {
      if (file.size > most.bytes) {
        return { refused: "over10Mb" };
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const fileName = cleanText(file.name);
      return { id: await commands.bringSheet(actor, { source: "file", fileName, bytes }, signal) };
    }
    if (file instanceof File && file.name !== "") {
      return { refused: "empty" };
    }
    if (typeof block === "string" && block.trim() !== "") {
      const bytes = Buffer.from(block.toWellFormed());
      if (bytes.length > most.bytes) {
        return { refused: "over10Mb" };
      }
      return {
        id: await commands.bringSheet(actor, { source: "block", fileName: "", bytes }, signal),
      };
    }
    return { refused: "nothing" };
  } catch (thrown) {
    return { refused: reasonOf(thrown) };
  }
}

function reasonOf(thrown: unknown): Unbrought {
  const error = asRefusal(thrown);
  if (!(error instanceof Refusal)) {
    throw thrown;
  }
  const reason = error.messageKey.replace(/^imports\.refused\./, "");
  return unbrought.find((one) => one === reason) ?? "refused";
}
