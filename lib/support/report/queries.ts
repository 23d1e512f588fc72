import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { ReferralRefusal, SupportKind } from "@/db/reference/support-words";
import type { Actor } from "@/lib/auth/actor";

/** Of how many requests something is true; null where the number is too small to be told. */
type Told = number | null;

/** What became of the requests of a year. Nobody can be made out of it: the database tells no small numbers. */
export interface SupportReport {
  total: Told;
  kinds: {
    /** Null for those that are too few to stand alone. */
    kind: SupportKind | null;
    requests: number;
    answered: Told;
    accepted: Told;
    /** Of how many the defender said whether it helped. */
    judged: Told;
    /** Of those, how many were helped, wholly or in part. */
    helped: Told;
    /** From opening to the first answer, in days: half were quicker. */
    medianDays: Told;
  }[];
  /** Some requests are so few that they stand nowhere. */
  hasHidden: boolean;
  /** By how many requests each reason was heard. */
  refusals: { reason: ReferralRefusal; requests: number }[];
  hasHiddenRefusals: boolean;
}

export function readSupportReport(actor: Actor, year: number): Promise<SupportReport> {
  return asActor(
    actor,
    async (tx) => {
      const [row] = await tx.execute<{ report: SupportReport }>(
        sql`select app.support_report(${year}) as report`,
      );
      if (!row) {
        throw new Error("A report is always there.");
      }
      return row.report;
    },
    { readOnly: true },
  );
}
