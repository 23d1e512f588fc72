import "server-only";
import type { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { getTranslations } from "next-intl/server";
import { env } from "@/lib/env";
import { authOptions, type Course } from "./options";
import { ownPath } from "./own-path";
import { isOwnRequest } from "./own-request";
import { forgetTypedEmail, keepTypedEmail } from "./typed-email";

/** All of next-auth that is open. The rest (session, providers, log …) nobody here uses. */
const open = {
  GET: ["callback/oidc"],
  POST: ["callback/password", "signin/oidc"],
} as const;

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * Answers a request to next-auth. Every refusal leads to the same page with the same words; what was typed as an
 * address comes back through a sealed cookie.
 */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const wanted = nextauth.join("/");
  const method = request.method as keyof typeof open;
  if (!open[method]?.some((path) => path === wanted)) {
    return new Response(null, { status: 404 });
  }
  if (method === "POST" && !isOwnRequest(request.headers)) {
    return new Response(null, { status: 403 });
  }
  const course: Course = {};
  const answer: Response = await nextAuth(request, context, authOptions(course));
  const location = answer.headers.get("location");
  if (!location) {
    return new Response(null, { status: 404 });
  }
  const path = ownPath(location, env().origin);
  const isRefused = path === null || path.startsWith("/api/auth/") || path.startsWith("/sign-in?");
  if (wanted === "signin/oidc" && path === null) {
    return onwards(location, answer);
  }
  if (!isRefused) {
    await forgetTypedEmail();
    return moved(path, answer);
  }
  if (course.email) {
    await keepTypedEmail(course.email);
  }
  return moved(`/sign-in?again=${course.isBusy ? "busy" : reasonOf(wanted, path)}`, answer);
}

function reasonOf(wanted: string, path: string | null): "password" | "outside" | "form" {
  if (path?.includes("csrf=true")) {
    return "form";
  }
  return wanted === "callback/password" ? "password" : "outside";
}

function moved(location: string, answer: Response): Response {
  return new Response(null, { status: 303, headers: withCookies({ location }, answer) });
}

/**
 * On to the provider that the configuration names. By a page and not by a redirection: browsers hold a form's
 * redirections to `form-action 'self'`, and the policy stays as strict as it is.
 */
async function onwards(location: string, answer: Response): Promise<Response> {
  const t = await getTranslations("signIn.outside");
  const address = location
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;");
  const page = `<!doctype html><meta charset="utf-8"><title>${t("title")}</title>
<meta http-equiv="refresh" content="0; url=${address}"><p><a href="${address}">${t("goOn")}</a></p>`;
  const headers = withCookies({ "content-type": "text/html; charset=utf-8" }, answer);
  return new Response(page, { headers });
}

function withCookies(own: Record<string, string>, answer: Response): Headers {
  const headers = new Headers(own);
  for (const cookie of answer.headers.getSetCookie()) {
    headers.append("set-cookie", cookie);
  }
  return headers;
}
