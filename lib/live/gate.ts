import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { cookieName } from "@/lib/auth/cookie-names";
import { type Actor, findActor } from "@/lib/auth/find-actor";
import { isSecret } from "@/lib/auth/secret";
import { type Ending, endings } from "./endings";

/** What somebody may do in an open text. */
export type May = "write" | "comment" | "read";

/** What the database says about an open text: the right, or why the socket ends; and whether presence is off. */
export type Standing = { may: May; isQuiet: boolean } | { ending: Ending };

/** Who is behind the cookies of a request, exactly as pages find it. */
export async function findVisitor(
  cookies: string | null,
): Promise<{ actor: Actor } | { ending: Ending }> {
  const secret = readCookie(cookies ?? "", cookieName("session"));
  if (!isSecret(secret)) {
    return { ending: endings.signedOut };
  }
  try {
    const actor = await findActor(secret);
    return actor ? { actor } : { ending: endings.signedOut };
  } catch {
    return { ending: endings.again };
  }
}

const textId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside can be the id of a shared text. */
export const isTextId = (text: string): boolean => textId.test(text);

/** What each of these may do in its text now. Asks the database once; an open page is no sign of life. */
export async function findStandings(
  asked: readonly { secret: string; textId: string }[],
): Promise<Standing[]> {
  const pairs = JSON.stringify(asked.map((one) => [one.secret, one.textId]));
  const rows = await asSystem((tx) =>
    tx.execute<{ place: number; may: string; is_quiet: boolean }>(
      sql`select place, may, is_quiet from app.live_rights(${pairs}::jsonb)`,
    ),
  );
  const found: Standing[] = asked.map(() => ({ ending: endings.notAllowed }));
  for (const { place, may, is_quiet } of rows) {
    if (may === "signed-out") {
      found[place] = { ending: endings.signedOut };
    } else if (may === "write" || may === "comment" || may === "read") {
      found[place] = { may, isQuiet: is_quiet };
    }
  }
  return found;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const [key, value] = pair.split("=", 2);
    if (key?.trim() === name) {
      return value?.trim();
    }
  }
  return undefined;
}
