import type { IncomingMessage } from "node:http";

/** What is answered instead of handing the request on. */
export type Refusal = {
  status: number;
  text: string;
  /** Where the browser goes instead: the one true address, or the page that says what was wrong. */
  location?: string;
};

export type GuardSettings = {
  /** The one origin that people use, such as https://plenary.example.org. */
  origin: string;
  /** Whether the nearest proxy's word for the client's address is taken. */
  trustProxy: boolean;
};

/** Bodies larger than this are refused, in bytes. */
export const BODY_LIMIT = 1_048_576;

/** The one address that takes files: a file of 10 MB and the form around it. */
const UPLOADS = "/commitments/import/files";
const UPLOAD_LIMIT = 10 * BODY_LIMIT + 65_536;
/** A form is answered with a page: the one that it came from, with the reason. */
const UPLOAD_REFUSED = "/commitments/import?refused=over10Mb";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const METHODS = new Set([...SAFE_METHODS, "POST", "PUT", "PATCH", "DELETE"]);
const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Headers that steer Next or name the client or the host. From outside they are a way
 * around the checks (several advisories of Next began with one of them).
 */
const STEERING =
  /^(x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-forwarded|forwarded$|x-real-ip$|x-original-|x-rewrite-url$|x-http-method|x-nonce$|x-plenary-|content-security-policy)/;

/**
 * Decides about a request before Next sees it, and cleans its headers. Returns null when it
 * may pass. Promises for what passes: the host is ours, a request that may change something
 * comes from our own pages, the body has a known length within the limit, and the headers
 * about host, scheme and client were written by us.
 */
export function guard(request: IncomingMessage, settings: GuardSettings): Refusal | null {
  const { method = "", url = "", headers } = request;
  if (!METHODS.has(method)) {
    return { status: 405, text: "This method is not used here." };
  }
  // Absolute targets and double slashes make parsers disagree about the host.
  if (!url.startsWith("/") || url.startsWith("//") || url.includes("\\")) {
    return { status: 400, text: "This address can't be read." };
  }
  if (!isReadable(url)) {
    return { status: 404, text: "There is no page at this address." };
  }
  const own = new URL(settings.origin);
  if (headers.host !== own.host) {
    return wrongHost(request, own);
  }
  const refusal = SAFE_METHODS.has(method)
    ? refuseEmbedding(headers)
    : refuseForeignChange(headers, settings.origin);
  if (refusal) {
    return refusal;
  }
  if (headers["transfer-encoding"] !== undefined) {
    return { status: 411, text: "The length of the content must be stated." };
  }
  const length = Number(headers["content-length"] ?? 0);
  if (url === UPLOADS && length > UPLOAD_LIMIT) {
    return { status: 303, text: "This is more than 10 MB.", location: UPLOAD_REFUSED };
  }
  if (url !== UPLOADS && length > BODY_LIMIT) {
    return { status: 413, text: "This is more than 1 MB." };
  }
  cleanHeaders(request, own, settings.trustProxy);
  return null;
}

/** Next breaks over an escape in a path that stands for no text, and the database over U+0000. */
function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?", 1)[0] ?? "").includes("\0");
  } catch {
    return false;
  }
}

function wrongHost(request: IncomingMessage, own: URL): Refusal {
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  const isSameMachine = LOOPBACK_NAMES.has(name) && LOOPBACK_NAMES.has(own.hostname);
  if (isSameMachine && request.method === "GET") {
    return {
      status: 308,
      text: "Plenary is at another name of this machine.",
      location: own.origin + request.url,
    };
  }
  return { status: 421, text: "Plenary does not answer under this name." };
}

/** Other sites may link to a page, but not load anything of ours into theirs. */
function refuseEmbedding(headers: IncomingMessage["headers"]): Refusal | null {
  const site = headers["sec-fetch-site"];
  const isForeign = site === "cross-site" || site === "same-site";
  if (isForeign && headers["sec-fetch-mode"] !== "navigate") {
    return { status: 403, text: "Another site may not use this." };
  }
  return null;
}

function refuseForeignChange(headers: IncomingMessage["headers"], origin: string): Refusal | null {
  const site = headers["sec-fetch-site"];
  const isOwnSite = site === undefined || site === "same-origin" || site === "none";
  // Next itself lets a request without Origin through; a browser of today always sends it.
  if (headers.origin !== origin || !isOwnSite) {
    return { status: 403, text: "This request did not come from Plenary's own pages." };
  }
  return null;
}

function cleanHeaders(request: IncomingMessage, own: URL, trustProxy: boolean): void {
  const { headers } = request;
  const told = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  for (const name of Object.keys(headers)) {
    if (STEERING.test(name)) {
      delete headers[name];
    }
  }
  // Only the last entry was written by the proxy next to us; those before it are hearsay.
  headers["x-forwarded-for"] = (trustProxy && told) || request.socket.remoteAddress || "";
  headers["x-forwarded-host"] = own.host;
  headers["x-forwarded-proto"] = own.protocol.slice(0, -1);
}
