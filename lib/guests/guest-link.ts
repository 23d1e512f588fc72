import type { AnswerOutcome, GuestAnswer, Stage } from "@/db/reference/words";

/** What there is to a guest's link now. */
export type LinkState = "waits" | "held" | "open" | "over" | "ended" | "closed";

/**
 * `waits` for a second person, `held` so that it can be undone, `open`, `over` by itself, `ended` by somebody; `closed` with
 * its brief.
 */
export function linkState(
  link: { opensAt: Date | null; expiresAt: Date | null; endedAt: Date | null },
  { briefStands, now }: { briefStands: boolean; now: Date },
): LinkState {
  if (link.endedAt) {
    return "ended";
  }
  if (link.expiresAt && link.expiresAt <= now) {
    return "over";
  }
  if (!briefStands) {
    return "closed";
  }
  if (!link.opensAt) {
    return "waits";
  }
  return link.opensAt > now ? "held" : "open";
}

/** The stage that an answer is, once somebody has confirmed it. */
export const stageOfAnswer = {
  will_raise: "agreed",
  considering: "considering",
  cannot: "declined",
} as const satisfies Record<GuestAnswer, Stage>;

/** What a guest answered, with what it is about; its State by name and its moment in words. */
export interface ReplyRow {
  id: string;
  answer: GuestAnswer;
  remarks: string;
  outcome: AnswerOutcome | null;
  recipient: string;
  state: string;
  when: string;
  briefId: string;
  sessionTitle: string;
  cases: readonly { id: string; reference: string }[];
  maySettle: boolean;
}
