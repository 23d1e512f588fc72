import { z } from "zod";
import { alertLanguages, reportReaders } from "@/db/reference/words";

/** Makes the report of exactly what was looked at. */
export const MakeReport = z.object({
  sessionId: z.uuid(),
  reader: z.enum(reportReaders),
  language: z.enum(alertLanguages),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "briefs.fault.confirm" }),
});
export type MakeReport = z.output<typeof MakeReport>;
