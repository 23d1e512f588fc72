import type { PartReason } from "@/db/reference/words";

/** Why a report is not made: keys of `afterwards.report.progress.why`. */
const reportReasons = [
  "noCase",
  "noConsent",
  "changed",
  "name",
  "file",
  "notAllowed",
  "failed",
  "cancelled",
] as const satisfies readonly PartReason[];

/** How it is said that a report was not made; the other reasons are those of packs. */
export const whyNotMade = (reason: PartReason): (typeof reportReasons)[number] =>
  reportReasons.find((one) => one === reason) ?? "failed";
