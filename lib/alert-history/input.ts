import { z } from "zod";
import { alertLanguages } from "@/db/reference/words";
import { id } from "@/lib/cases/input";

export const RestoreVersion = z.object({
  caseId: id,
  alertId: id,
  versionId: id,
  language: z.enum(alertLanguages),
});
export type RestoreVersion = z.output<typeof RestoreVersion>;

export const TakeNamesOut = z.object({ caseId: id, alertId: id });
export type TakeNamesOut = z.output<typeof TakeNamesOut>;
