import { publishedRoutes } from "./discovery";

/** Addresses that answer with something other than a page to look at. */
const notPages = [
  "/_global-error",
  "/_not-found",
  "/api/auth/[...nextauth]",
  "/briefs/[briefId]/file",
  "/briefs/packs/[packId]/file",
  "/cases/[caseId]/alerts/[alertId]/beside",
  "/cases/[caseId]/alerts/[alertId]/news",
  "/cases/[caseId]/alerts/news",
  "/cases/[caseId]/submissions/[submissionId]/file",
  "/cases/[caseId]/summary/file",
  // Looked at with something on it in editions.spec.ts.
  "/editions/[token]",
  "/editions/[token]/text",
  "/editions/missing",
  "/feeds/[token]/calendar.ics",
  // Looked at with something on them in guests.spec.ts.
  "/guest",
  "/guest/[token]",
  "/guest/[token]/open",
  "/guest/answer",
  "/guest/file",
  "/guest/still",
  "/icon.svg",
  "/inbox/[noticeId]",
  "/inbox/unread",
  "/insights/[chart]/csv",
  "/insights/[chart]/svg",
  "/insights/[chart]/xlsx",
  "/leave",
  "/sign-out",
  "/search",
  "/commitments/changes",
  "/commitments/history",
  "/commitments/news",
  "/commitments/rows",
  "/commitments/selectable",
  "/commitments/export",
  "/commitments/import/[importId]/original",
  "/commitments/import/files",
  "/commitments/import/run",
  "/corridor/notes",
  "/sessions/[sessionId]/after/csv",
  "/sessions/[sessionId]/calendar",
  "/sessions/[sessionId]/room/rows",
];

/** Every page of the build. */
export function pages(): string[] {
  return publishedRoutes().filter((route) => !notPages.includes(route));
}
