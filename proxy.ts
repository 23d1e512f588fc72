import { type NextRequest, NextResponse } from "next/server";
import { cookieName, cookieOptions } from "@/lib/auth/cookie-names";
import { newCsrfCookie, readCsrfToken } from "@/lib/auth/csrf";
import { pathHeader } from "@/lib/auth/path-header";
import { isForAnybody } from "@/lib/serve/leave-out-scripts";
import { missingHeader } from "@/lib/serve/missing-header";
import { stillOpen } from "@/lib/serve/still-open";

/**
 * Gives each page a nonce and the policy that only scripts with it may run, its own path, and
 * the cookie that a form for signing in needs (a page can't set one). Nothing else belongs
 * here: a proxy can be gone around, so it decides nothing about who may see what.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the policy on the request.
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, request.nextUrl.pathname);
  const cookie = missingCsrfCookie(request);
  if (cookie) {
    const others = headers.get("cookie");
    headers.set(
      "cookie",
      `${others ? `${others}; ` : ""}${cookieName("csrf")}=${encodeURIComponent(cookie)}`,
    );
  }
  const response = request.headers.has(missingHeader)
    ? NextResponse.rewrite(new URL(missingPage(request.nextUrl.pathname), request.url), {
        request: { headers },
      })
    : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policyAt(request.nextUrl.pathname, policy));
  if (cookie) {
    response.cookies.set(cookieName("csrf"), cookie, cookieOptions());
  }
  return response;
}

function policyAt(pathname: string, policy: string): string {
  if (pathname === stillOpen) {
    return "default-src 'none'; frame-ancestors 'self'";
  }
  const withoutScripts = policy.replace(/script-src [^;]*/, "script-src 'none'");
  if (pathname === "/guest") {
    return `${withoutScripts}; frame-src 'self'`;
  }
  return isForAnybody(pathname) ? withoutScripts : policy;
}

/**
 * Readers of public editions and guests have no sign-in to be sent to. At a calendar's address that is none stands what stands at
 * any address that never was.
 */
const missingPage = (pathname: string) =>
  isForAnybody(pathname)
    ? "/editions/missing"
    : pathname.startsWith("/feeds/")
      ? "/feeds/none"
      : "/missing";

/** Only for the pages whose forms post to next-auth, so that the others leave nothing in the browser. */
function missingCsrfCookie(request: NextRequest): string | null {
  const { pathname } = request.nextUrl;
  const isNeeded = pathname === "/sign-in" || pathname === "/settings/password";
  return isNeeded && !readCsrfToken(request.cookies.get(cookieName("csrf"))?.value)
    ? newCsrfCookie()
    : null;
}

export const config = {
  matcher: [{ source: "/((?!_next/static/|favicon\\.ico$).*)" }],
};

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // React explains errors by `eval` in development; pages reload through a socket there.
  const developmentScript = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developmentScript}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // `style={{…}}` in server-rendered elements; it can't load or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
