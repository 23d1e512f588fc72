import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { asRefusal, Refusal } from "@/lib/refusal";
import { carryOutImport, type Imported } from "./commands";

export type ImportEnd =
  | ({ outcome: "done" } & Imported)
  /** `messageKey` is one of the catalogue's. Nothing was imported. */
  | { outcome: "refused"; messageKey: string };

/** Carries a draft out and says how it ended; nothing that goes wrong leaves half of it. */
export async function runImport(
  actor: Actor,
  id: string,
  seen: string,
  how: { signal: AbortSignal; onProgress?: (done: number, of: number) => void },
): Promise<ImportEnd> {
  if (!z.guid().safeParse(id).success) {
    return { outcome: "refused", messageKey: "refusals.notAllowed" };
  }
  try {
    return { outcome: "done", ...(await carryOutImport(actor, id, seen, how)) };
  } catch (thrown) {
    const error = asRefusal(thrown);
    if (error instanceof Refusal) {
      return { outcome: "refused", messageKey: error.messageKey };
    }
    if (how.signal.aborted) {
      return { outcome: "refused", messageKey: "imports.cancelled" };
    }
    console.error("An import failed.", error);
    return { outcome: "refused", messageKey: "imports.failed" };
  }
}
