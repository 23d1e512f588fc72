import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { cookieName, cookieOptions } from "./cookie-names";
import { authSecret } from "./csrf";

const minutes = 5;
const salt = "plenary.typed";

/**
 * Keeps what was typed as an address for the form that comes back, sealed and for five minutes: an address in a URL
 * would stay in histories and logs.
 */
export async function keepTypedEmail(email: string): Promise<void> {
  const sealed = await encode({
    token: { email: email.slice(0, 254) },
    secret: authSecret(),
    salt,
    maxAge: minutes * 60,
  });
  (await cookies()).set(cookieName("typed"), sealed, { ...cookieOptions(), maxAge: minutes * 60 });
}

/** What was typed as an address a moment ago, or nothing. */
export async function readTypedEmail(): Promise<string> {
  const sealed = (await cookies()).get(cookieName("typed"))?.value;
  if (!sealed) {
    return "";
  }
  try {
    const opened = await decode({ token: sealed, secret: authSecret(), salt });
    return typeof opened?.email === "string" ? opened.email : "";
  } catch {
    return "";
  }
}

/** Forgets it once it has served. */
export async function forgetTypedEmail(): Promise<void> {
  (await cookies()).set(cookieName("typed"), "", { ...cookieOptions(), maxAge: 0 });
}
