import { createHash, createHmac, randomBytes } from "node:crypto";

/** A new secret of 256 bits, fit for a cookie and a link. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A secret that only the holder of another one can work out again, for one purpose. Tells nothing of the first. */
export function derivedSecret(secret: string, purpose: string): string {
  return createHmac("sha256", secret).update(purpose, "utf8").digest("base64url");
}

/** What is kept of a secret. It is all chance, so that one round of SHA-256 is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** Whether a text from outside has the shape of a secret; anything else never reaches the database. */
export function isSecret(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text);
}
