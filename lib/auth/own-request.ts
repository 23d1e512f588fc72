import { env } from "@/lib/env";

/**
 * Whether a request that may change something comes from our own pages. lib/serve/guard has asked the same already;
 * asked again where somebody without a sign-in can change something, since it must also hold without our server.
 */
export function isOwnRequest(headers: Pick<Headers, "get">): boolean {
  const site = headers.get("sec-fetch-site");
  return (
    headers.get("origin") === env().origin &&
    (site === null || site === "same-origin" || site === "none")
  );
}
