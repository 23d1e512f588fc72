import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { wentOut } from "../requests/went-out";
import { type CountedRequest, type SupportReport, tellReport } from "./report";

/**
 * What became of the requests that were opened in a year, of the cases in whose team the actor is: the very ones of their
 * list, so that list and report hold nothing against each other (decision 69). Whole years alone: of two spans that differ
 * by a day, the difference would tell of somebody.
 */
export async function readSupportReport(actor: Actor, year: number): Promise<SupportReport> {
  const rows = await asActor(
    actor,
    (tx) =>
      // What was opened by mistake counts all the same where somebody outside was asked or took it on.
      tx.execute<CountedRequest & Record<string, unknown>>(sql`
        select r.defender_id as person, r.kind,
          (f.answered_on - (r.created_at at time zone 'UTC')::date) as days, coalesce(f.is_accepted, false) as "isAccepted",
          f.refusal, o.verdict in ('helped', 'partly') as "hasHelped"
        from support_requests r
        left join lateral (
          select min(answered_on) filter (where outcome in ('accepted', 'refused')) as answered_on,
            bool_or(outcome = 'accepted') as is_accepted,
            (array_agg(refusal order by answered_on desc, id desc) filter (where outcome = 'refused'))[1] as refusal
          from referrals where request_id = r.id) f on true
        left join lateral (
          select nullif(verdict, 'not_reached') as verdict from support_outcomes where request_id = r.id
          order by said_on desc, recorded_at desc limit 1) o on true
        where r.created_at >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'UTC')
          and r.created_at < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'UTC')
          and (r.closed_as is distinct from 'opened_in_error' or ${wentOut(sql`r.id`)})`),
    { readOnly: true },
  );
  return tellReport(rows);
}
