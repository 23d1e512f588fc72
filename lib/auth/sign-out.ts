import "server-only";
import { forgetSecret, readSecret } from "./cookie";
import { isOwnRequest } from "./own-request";
import { endSignIn } from "./sign-ins";

/**
 * Ends this browser's sign-in and goes on to one of our pages. `clears` names what the browser throws away besides:
 * with "cookies" also what made it a known browser.
 */
export async function signOut(
  request: Request,
  { goOn, clears }: { goOn: `/${string}`; clears: ("cache" | "cookies" | "storage")[] },
): Promise<Response> {
  if (!isOwnRequest(request.headers)) {
    return new Response(null, { status: 403 });
  }
  const secret = await readSecret();
  if (secret) {
    await endSignIn(secret);
  }
  await forgetSecret();
  return new Response(null, {
    status: 303,
    headers: {
      location: goOn,
      "clear-site-data": clears.map((kind) => `"${kind}"`).join(", "),
    },
  });
}
