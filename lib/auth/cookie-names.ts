import { env } from "@/lib/env";

/** Our cookies. */
export type CookieName =
  | "session"
  | "device"
  | "guest"
  | "csrf"
  | "callback"
  | "state"
  | "verifier"
  | "nonce"
  | "typed";

/** Whether people reach us over https; on one's own machine and over onion services they don't. */
export function isHttps(): boolean {
  return env().origin.startsWith("https:");
}

/** A cookie's whole name: on https the browser itself then sees to it that it is ours and secure. */
export function cookieName(name: CookieName): string {
  return `${isHttps() ? "__Host-" : ""}plenary.${name}`;
}

/** The attributes that all our cookies have. `lax` is only for what must survive the way back from a provider. */
export function cookieOptions(sameSite: "strict" | "lax" = "strict") {
  return { httpOnly: true, secure: isHttps(), sameSite, path: "/" } as const;
}

/** With an outside provider the way back begins on another site, and a strict cookie would not come along. */
export function sessionSameSite(): "strict" | "lax" {
  return env().oidc ? "lax" : "strict";
}
