import { z } from "zod";
import { section } from "@/lib/alerts/input";
import { id, required, text } from "@/lib/cases/input";

const body = z.string({ error: required }).trim().min(1, required).max(5_000, "forms.tooLong");
const several = z
  .array(id)
  .max(20, "forms.tooLong")
  .optional()
  .transform((given) => [...new Set(given ?? [])]);
/** Members and organisations that are spoken to. */
const spokenTo = { mentions: several, organisations: several };

export const OpenThread = z.object({
  textId: id,
  section,
  quote: text(1_000),
  body,
  ...spokenTo,
});
export type OpenThread = z.output<typeof OpenThread>;

export const Comment = z.object({ threadId: id, body, ...spokenTo });
export type Comment = z.output<typeof Comment>;

export const SettleThread = z.object({
  threadId: id,
  settled: z
    .enum(["yes", "no"])
    .optional()
    .transform((given) => given !== "no"),
});
export type SettleThread = z.output<typeof SettleThread>;
