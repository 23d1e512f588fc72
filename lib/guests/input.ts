import { z } from "zod";
import { guestAnswers, guestHours } from "@/db/reference/words";

/** For whom a link to a brief is, of which State, and for how many hours. */
export const MakeGuestLink = z.object({
  briefId: z.uuid(),
  recipient: z
    .string("guests.refused.recipient")
    .trim()
    .min(1, "guests.refused.recipient")
    .max(120),
  /** Only where the brief is not for one mission. */
  stateKey: z.string().max(20).optional(),
  hours: z.coerce
    .number()
    .refine((hours) => (guestHours as readonly number[]).includes(hours))
    .default(72),
  /** Once its author was told that signs of the name stand as empty boxes. */
  sure: z.literal("yes").optional(),
});
export type MakeGuestLink = z.output<typeof MakeGuestLink>;

export const OneGuestLink = z.object({ briefId: z.uuid(), linkId: z.uuid() });
export type OneGuestLink = z.output<typeof OneGuestLink>;

/** What becomes of an answer. */
export const SettleReply = z.object({ replyId: z.uuid() });
export type SettleReply = z.output<typeof SettleReply>;

/** What a guest sends: nothing but this is read of the form. */
export const GuestReply = z.object({
  answer: z.enum(guestAnswers),
  remarks: z.string().trim().max(1_000).default(""),
});
export type GuestReply = z.output<typeof GuestReply>;
