import { z } from "zod";
import { alertLanguages, reportReaders } from "@/db/reference/words";

/** Asks for the report of exactly what was looked at. */
export const AskForReport = z.object({
  sessionId: z.uuid(),
  reader: z.enum(reportReaders),
  language: z.enum(alertLanguages),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "briefs.fault.confirm" }),
});
export type AskForReport = z.output<typeof AskForReport>;
