import { z } from "zod";
import { partNames } from "@/lib/alerts/part-names";
import { id } from "@/lib/cases/input";

/** `seen` is the digest of the source's words that the translator saw: what came after was not translated. */
export const MarkTranslated = z.object({
  caseId: id,
  alertId: id,
  textId: id,
  section: z.enum(partNames),
  seen: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MarkTranslated = z.output<typeof MarkTranslated>;
