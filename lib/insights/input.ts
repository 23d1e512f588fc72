import { z } from "zod";
import { chartNames } from "@/db/reference/words";

const which = {
  chart: z.enum(chartNames),
  sessionId: z.guid().optional(),
  caseId: z.guid().optional(),
  facts: z.string().regex(/^[0-9a-f]{64}$/, "forms.invalid"),
};

/** How somebody tells a chart, for the figures that they saw when they wrote it. */
export const TellChart = z.object({
  ...which,
  text: z.string("forms.missing").trim().min(1, "forms.missing").max(1000, "forms.tooLong"),
});
export type TellChart = z.output<typeof TellChart>;

/** Lets the words made from the figures stand again. */
export const UntellChart = z.object(which);
export type UntellChart = z.output<typeof UntellChart>;
