import { z } from "zod";
import { ThatAlert } from "@/lib/alerts/input";
import { id, text } from "@/lib/cases/input";

export const SaveVersion = ThatAlert.extend({ note: text(500) });
export type SaveVersion = z.output<typeof SaveVersion>;

export const Approve = ThatAlert.extend({ versionId: id, note: text(500) });
export type Approve = z.output<typeof Approve>;

/** `sure` once its reader was shown where a part of a protected name may stand. */
export const CheckConsent = Approve.extend({ sure: z.literal("yes").optional() });
export type CheckConsent = z.output<typeof CheckConsent>;
