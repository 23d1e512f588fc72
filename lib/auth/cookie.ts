import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions, sessionSameSite } from "./cookie-names";
import { readCsrfToken } from "./csrf";
import { isSecret } from "./secret";
import { signInSeconds } from "./sign-ins";

const halfAYear = 180 * 24 * 60 * 60;

/** The secret of this browser's sign-in, or null. The only thing that the cookie carries. */
export async function readSecret(): Promise<string | null> {
  const value = (await cookies()).get(cookieName("session"))?.value;
  return isSecret(value) ? value : null;
}

/** Puts a new sign-in into the browser. For actions and route handlers. */
export async function keepSecret(secret: string): Promise<void> {
  (await cookies()).set(cookieName("session"), secret, {
    ...cookieOptions(sessionSameSite()),
    maxAge: signInSeconds,
  });
}

/** Takes the sign-in out of the browser. For actions and route handlers. */
export async function forgetSecret(): Promise<void> {
  (await cookies()).set(cookieName("session"), "", {
    ...cookieOptions(sessionSameSite()),
    maxAge: 0,
  });
}

/** What the browser shows of earlier sign-ins; see known-devices. */
export async function readDeviceCookie(): Promise<string | undefined> {
  return (await cookies()).get(cookieName("device"))?.value;
}

/** Lets the browser be known at its next sign-in. For actions and route handlers. */
export async function keepDeviceCookie(value: string): Promise<void> {
  (await cookies()).set(cookieName("device"), value, { ...cookieOptions(), maxAge: halfAYear });
}

/** The token that a form for next-auth repeats; proxy.ts has made the cookie before the page is drawn. */
export async function csrfToken(): Promise<string> {
  return readCsrfToken((await cookies()).get(cookieName("csrf"))?.value) ?? "";
}
