import { z } from "zod";

export const OneJob = z.object({ jobId: z.uuid() });
export type OneJob = z.output<typeof OneJob>;
