import { publishedRoutes } from "./discovery";

/** Addresses that answer with something other than a page to look at. */
const notPages = [
  "/_global-error",
  "/_not-found",
  "/api/auth/[...nextauth]",
  "/cases/[caseId]/alerts/[alertId]/beside",
  // Looked at with something on it in editions.spec.ts.
  "/editions/[token]",
  "/editions/[token]/text",
  "/editions/missing",
  "/icon.svg",
  "/inbox/[noticeId]",
  "/inbox/unread",
  "/leave",
  "/sign-out",
  "/search",
  "/commitments/changes",
  "/commitments/history",
  "/commitments/news",
  "/commitments/rows",
  "/commitments/export",
  "/corridor/notes",
  "/sessions/[sessionId]/calendar",
];

/** Every page of the build. */
export function pages(): string[] {
  return publishedRoutes().filter((route) => !notPages.includes(route));
}
