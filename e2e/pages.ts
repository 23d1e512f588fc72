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
  "/leave",
  "/sign-out",
  "/search",
  "/commitments/changes",
  "/commitments/rows",
  "/commitments/export",
  "/sessions/[sessionId]/calendar",
  "/invitations/[token]",
  "/set-up/[token]",
];

/** Every page of the build that a signed-in person can look at. */
export function pages(): string[] {
  return publishedRoutes().filter((route) => !notPages.includes(route));
}
