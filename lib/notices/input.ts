import { z } from "zod";
import { type NoticeKind, noticeKinds } from "@/db/reference/words";
import { type Hearing, hearingsFor, inboxFilters } from "./notice";

/** One notice of one's own. */
export const SettleNotice = z.object({ id: z.uuid() });
export type SettleNotice = z.output<typeof SettleNotice>;

/** Everything in a part of the inbox up to the moment that the page showed. */
export const SettleAll = z.object({
  show: z.enum(inboxFilters),
  until: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
});
export type SettleAll = z.output<typeof SettleAll>;

const choiceFor = (kind: NoticeKind) =>
  z.enum(hearingsFor(kind) as [Hearing, ...Hearing[]], { error: "forms.invalid" });

/** A choice for each kind; the field is called as the kind is. */
export const KeepHearings = z.object(
  Object.fromEntries(noticeKinds.map((kind) => [kind, choiceFor(kind)])) as Record<
    NoticeKind,
    ReturnType<typeof choiceFor>
  >,
);
export type KeepHearings = z.output<typeof KeepHearings>;
