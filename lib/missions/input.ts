import { z } from "zod";
import { cautionKinds, contactRoles } from "@/db/reference/words";
import { calendarDay, latestToday } from "@/lib/dates/date-input";
import { dayInZone, genevaZone } from "@/lib/i18n/format";

const text = (most: number) => z.string().trim().max(most, "forms.tooLong");
const required = "forms.missing";

/** A State as addresses name it. */
const stateKey = z.string(required).regex(/^[0-9a-z]{10}$/, required);

export const NoteCaution = z.object({
  stateKey,
  kind: z.enum(cautionKinds, required),
  note: text(2_000).default(""),
  saferAlternative: text(1_000).default(""),
  /** Who says so and how it is known: a caution without a source is a rumour. */
  source: z.string(required).trim().min(1, required).max(300, "forms.tooLong"),
  notedOn: calendarDay
    .refine((day) => day <= latestToday(), "states.caution.inTheFuture")
    .default(() => dayInZone(new Date(), genevaZone)),
});
export type NoteCaution = z.output<typeof NoteCaution>;

export const EndCaution = z.object({ stateKey, id: z.guid() });
export type EndCaution = z.output<typeof EndCaution>;

export const NoteContact = z.object({
  stateKey,
  role: z.enum(contactRoles, required),
  /** Whoever holds the post now, where that is worth keeping. */
  name: text(200).default(""),
  place: text(200).default(""),
  /** How one writes to them; never a personal number that a stranger should not find. */
  channel: text(300).default(""),
  language: text(100).default(""),
  leadTimeDays: z.coerce.number().int().min(0).max(365, "forms.invalid").optional(),
  /** What to mind before writing to this one. */
  cautions: text(1_000).default(""),
});
export type NoteContact = z.output<typeof NoteContact>;

export const RemoveContact = z.object({ stateKey, id: z.guid() });
export type RemoveContact = z.output<typeof RemoveContact>;

/** Shows one of our contacts to a partner organisation, or shows it no more. */
export const ShareContact = z.object({
  stateKey,
  id: z.guid(),
  partnerOrgId: z.guid(required),
});
export type ShareContact = z.output<typeof ShareContact>;
