import "server-only";
import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { asSystem, type Tx } from "@/db/client";
import { people } from "@/db/schema";
import { lowDataCookie, themeCookie } from "@/lib/appearance/appearance";
import { localeCookie } from "@/lib/i18n/locales";
import { keepDeviceCookie, keepSecret, readSecret } from "./cookie";
import { cookieOptions } from "./cookie-names";
import { rememberDevice } from "./known-devices";
import { createSignIn, endSignIn, type SignInMethod } from "./sign-ins";
import type { Visitor } from "./visitor";

/** What a person has proved. */
export interface Proof {
  personId: string;
  method: SignInMethod;
}

/**
 * The step between "the password was right" and "signed in": the address of a page that asks for more, or null.
 * A second factor and passkeys belong here: it looks up what the person has enrolled, keeps the proof in a pending
 * sign-in, and only the page's own action goes on to `beginSignIn`. Whoever joins by an invitation with their password
 * is sent to sign in first. Nothing is enrolled yet.
 */
export async function furtherStep(_proof: Proof): Promise<`/${string}` | null> {
  return null;
}

/** What a browser is to keep after a sign-in. */
export interface Begun {
  secret: string;
  deviceCookie: string;
  locale: string;
  theme: string;
  lowData: boolean;
}

/** Makes the sign-in inside a transaction of asSystem; null when the person belongs to no organisation. */
export async function beginSignIn(
  tx: Tx,
  proof: Proof,
  visitor: Visitor,
  organisationId?: string,
): Promise<Begun | null> {
  const secret = await createSignIn(tx, {
    ...proof,
    device: visitor.device,
    ...(organisationId && { organisationId }),
  });
  if (!secret) {
    return null;
  }
  const [person] = await tx
    .select({ locale: people.locale, theme: people.theme, lowData: people.lowData })
    .from(people)
    .where(eq(people.id, proof.personId));
  if (!person) {
    return null;
  }
  const deviceCookie = await rememberDevice(tx, proof.personId, visitor.deviceTokens);
  return { secret, deviceCookie, ...person };
}

/** The same in a transaction of its own. */
export function signIn(proof: Proof, visitor: Visitor): Promise<Begun | null> {
  return asSystem((tx) => beginSignIn(tx, proof, visitor));
}

/** Puts all that belongs to a sign-in into the browser. For actions and route handlers. */
export async function keepSignIn(begun: Begun): Promise<void> {
  await endPrevious();
  await keepSecret(begun.secret);
  await keepBrowser(begun);
}

/** Ends what the browser was signed in to before: nobody could end it from here any more. */
export async function endPrevious(): Promise<void> {
  const previous = await readSecret();
  if (previous) {
    await endSignIn(previous);
  }
}

/** What stays in the browser beside the sign-in itself. */
export async function keepBrowser({ deviceCookie, ...looks }: Begun): Promise<void> {
  await keepDeviceCookie(deviceCookie);
  await keepLooks(looks);
}

/** Lets the browser speak the person's language and look as they like, from the next page on. */
export async function keepLooks({
  locale,
  theme,
  lowData,
}: Pick<Begun, "locale" | "theme" | "lowData">): Promise<void> {
  const jar = await cookies();
  const kept = { ...cookieOptions(), maxAge: 365 * 24 * 60 * 60 };
  jar.set(localeCookie, locale, kept);
  // The palette changes the theme in the browser itself, which must therefore see the cookie.
  jar.set(themeCookie, theme, { ...kept, httpOnly: false, sameSite: "lax" });
  // Off means: as the browser itself asks, by its Save-Data header.
  jar.set(lowDataCookie, lowData ? "1" : "", lowData ? kept : { ...kept, maxAge: 0 });
}
