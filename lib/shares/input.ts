import { z } from "zod";
import { shareLevels } from "@/db/reference/words";
import { id, required } from "@/lib/cases/input";
import { dayInZone, genevaZone } from "@/lib/i18n/format";

export const ShareCase = z.object({
  caseId: id,
  partnerOrgId: z.uuid({ error: required }),
  level: z.enum(shareLevels, { error: required }),
  /** The last day on which the share opens anything. */
  endsOn: z.iso
    .date("forms.dateImpossible")
    .refine((day) => day >= dayInZone(new Date(), genevaZone), "forms.dayPassed")
    .optional()
    .transform((day) => day ?? null),
});
export type ShareCase = z.output<typeof ShareCase>;

export const EndShare = z.object({ caseId: id, shareId: id });
export type EndShare = z.output<typeof EndShare>;
