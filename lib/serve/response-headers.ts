import type { ServerResponse } from "node:http";
import { stillOpen } from "./still-open";

/** Everything a page of ours has no business with, switched off for it and for what it embeds. */
const FEATURES_OFF = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** For responses that are not pages; `proxy.ts` sets the policy of the pages. */
const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

/** Build results carry a hash in their name; everything else may be private and is never kept. */
const KEPT_BY_BROWSERS = "/_next/static/";

/**
 * Calendars ask again all day: theirs they may keep, to be told that nothing is new. It is the route that says so. Their
 * address is a secret, which no page under it says to anybody, not even to us.
 */
const CALENDARS = "/feeds/";

/**
 * Puts the headers that every response carries on it. Set before anything is answered, and
 * `Cache-Control` held until the head is written, because Next sets its own for pages.
 */
export function setSecurityHeaders(
  response: ServerResponse,
  { path, isHttps }: { path: string; isHttps: boolean },
): void {
  response.setHeader("Content-Security-Policy", NOTHING_ALLOWED);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", path === stillOpen ? "SAMEORIGIN" : "DENY");
  // Not `no-referrer`: with it browsers send `Origin: null` when a form is posted without scripts,
  // which the guard refuses. Other hosts learn nothing either way.
  response.setHeader("Referrer-Policy", path.startsWith(CALENDARS) ? "no-referrer" : "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
  response.setHeader("Origin-Agent-Cluster", "?1");
  response.setHeader("X-DNS-Prefetch-Control", "off");
  response.setHeader("X-Permitted-Cross-Domain-Policies", "none");
  response.setHeader("X-Robots-Tag", "noindex, nofollow");
  response.setHeader(
    "Permissions-Policy",
    [
      ...FEATURES_OFF.map((feature) => `${feature}=()`),
      "publickey-credentials-create=(self)",
      "publickey-credentials-get=(self)",
    ].join(", "),
  );
  if (isHttps) {
    response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  }
  if (!path.startsWith(KEPT_BY_BROWSERS)) {
    forbidKeeping(response, path.startsWith(CALENDARS));
  }
}

function forbidKeeping(response: ServerResponse, mayRevalidate: boolean): void {
  const writeHead = response.writeHead;
  response.writeHead = function keepNothing(this: ServerResponse, ...args: unknown[]) {
    if (!(mayRevalidate && isRevalidated(this, args))) {
      this.setHeader("Cache-Control", "no-store");
    }
    return Reflect.apply(writeHead, this, args);
  } as typeof writeHead;
}

/** Whether an answer was found, and says itself that it is to be asked for again. */
function isRevalidated(response: ServerResponse, [status]: unknown[]): boolean {
  return (
    (status === 200 || status === 304) &&
    [response.getHeader("Cache-Control")].flat().includes("private, no-cache")
  );
}
