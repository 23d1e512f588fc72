import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { cookieName, cookieOptions } from "@/lib/auth/cookie-names";
import { isSecret } from "@/lib/auth/secret";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import { type GuestVisit, readVisit } from "./visit";

/** A browser goes on reading for half a day at most; the database ends it before that where the link ends. */
const longestSeconds = 12 * 60 * 60;

/** Puts a visit into the browser. For route handlers. */
export async function keepVisit(visit: string): Promise<void> {
  (await cookies()).set(cookieName("guest"), visit, { ...cookieOptions(), maxAge: longestSeconds });
}

/** The secret of this browser's visit, or null. */
export async function visitSecret(): Promise<string | null> {
  const value = (await cookies()).get(cookieName("guest"))?.value;
  return isSecret(value) ? value : null;
}

/** What the guest of this browser reads; null where there is none, or not any more. Looked up once a request. */
export const findGuestVisit = cache(async (): Promise<GuestVisit | null> => {
  const secret = await visitSecret();
  return secret ? readVisit(secret) : null;
});

/** The language of what the guest of this browser reads; null on every other page. */
export async function guestLanguage(path: string | null): Promise<PaperLanguage | null> {
  return path === "/guest" ? ((await findGuestVisit())?.inputs.language ?? null) : null;
}
