import "server-only";
import { readSecret } from "@/lib/auth/cookie";
import { wasEnded } from "@/lib/auth/sign-ins";

/**
 * The answer to a device that sends what waited on it without a sign-in. `ended`: somebody ended it, rather than that
 * it ran out, and the device throws away what it keeps.
 */
export async function answerSignedOut(): Promise<Response> {
  const secret = await readSecret();
  const ended = secret !== null && (await wasEnded(secret));
  return Response.json({ ended }, { status: 401, headers: { "cache-control": "no-store" } });
}
