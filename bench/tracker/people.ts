import { createHash } from "node:crypto";

/** The two people whose work is measured. */
export type Measured = "worker" | "partner";

/** The same secret on each run: these databases hold nothing real. */
export function secretOf(who: Measured): string {
  return createHash("sha256").update(`bench ${who}`).digest("base64url");
}

export function secretHashOf(who: Measured): Buffer {
  return createHash("sha256").update(secretOf(who), "utf8").digest();
}
