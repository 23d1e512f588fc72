import { z } from "zod";

export const OwnSignIn = z.object({ id: z.uuid() });

export const NoInput = z.object({});
