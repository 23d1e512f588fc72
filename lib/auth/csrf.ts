import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { deriveSecret } from "@/lib/env";

/** The secret that next-auth signs and seals its own short-lived cookies with. */
export function authSecret(): string {
  return deriveSecret("next-auth").toString("base64url");
}

/**
 * The token in next-auth's CSRF cookie, or null when the cookie is missing or not ours. Forms that post to next-auth
 * repeat it. (That a request comes from our own pages is seen to by lib/serve/guard; this is next-auth's own check.)
 */
export function readCsrfToken(cookie: string | undefined): string | null {
  const [token = "", signature = ""] = (cookie ?? "").split("|");
  const expected = Buffer.from(signatureOf(token));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** A new cookie as next-auth makes it, so that a form works in the very first page that somebody opens. */
export function newCsrfCookie(): string {
  const token = randomBytes(32).toString("hex");
  return `${token}|${signatureOf(token)}`;
}

function signatureOf(token: string): string {
  return createHash("sha256").update(`${token}${authSecret()}`).digest("hex");
}
