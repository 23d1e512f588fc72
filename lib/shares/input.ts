import { z } from "zod";
import { shareLevels } from "@/db/reference/words";
import { id, required } from "@/lib/cases/input";

export const ShareCase = z.object({
  caseId: id,
  partnerOrgId: z.uuid({ error: required }),
  level: z.enum(shareLevels, { error: required }),
});
export type ShareCase = z.output<typeof ShareCase>;

export const EndShare = z.object({ caseId: id, shareId: id });
export type EndShare = z.output<typeof EndShare>;
