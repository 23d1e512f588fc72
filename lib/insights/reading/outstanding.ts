import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { waitingStages } from "@/lib/commitments/commitment";
import type { AsksOutstanding } from "../chart";
import { type Asked, all, counted, list, within } from "./asked";

/** So many days with a reply due stand for themselves. */
export const daysShown = 20;

/** Days farther off stand together, however few are before them. */
const daysAhead = 365;

/** Late replies, and those far off, are counted up to this many. */
export const countedUpTo = 1_000;

/** The replies of one day are counted up to this many. */
export const countedADay = 200;

/** Replies by the day on which they are due. */
export async function readOutstanding(asked: Asked): Promise<AsksOutstanding> {
  return asked.scope.session || asked.scope.case ? countAll(asked) : countBounded(asked);
}

const waiting = sql`r.stage = any(${list(waitingStages, "text")})`;

/** Of a session or a case all are read once. */
async function countAll(asked: Asked): Promise<AsksOutstanding> {
  const rows = await asked.tx.execute<{ day: string; n: number }>(
    sql`select r.due_on::text as day, count(*)::int as n from commitment_readers r
      where ${counted(asked)} and ${waiting} and r.due_on is not null group by r.due_on order by r.due_on`,
  );
  const ahead = [...rows].filter(({ day }) => day >= asked.today);
  const near = ahead.filter(({ day }) => day <= farthest(asked)).slice(0, daysShown);
  const sum = (some: readonly { n: number }[]) => some.reduce((total, { n }) => total + n, 0);
  return {
    late: { n: sum([...rows].filter(({ day }) => day < asked.today)), atLeast: false },
    days: near.map(({ day, n }) => ({ day, n })),
    later: { n: sum(ahead.slice(near.length)), atLeast: false },
  };
}

/** Of everything each number is a stretch of the index by day, cut at its bound. */
async function countBounded(asked: Asked): Promise<AsksOutstanding> {
  const { tx, today } = asked;
  const [late] = await tx.execute<{ n: number }>(
    sql`select ${countDue(asked, sql`r.due_on < ${today}::date`, countedUpTo)} as n`,
  );
  const days = await tx.execute<{ day: string; n: number }>(
    sql`with recursive ahead(day) as (
        select ${firstDue(asked, sql`r.due_on between ${today}::date and ${farthest(asked)}::date`)}
        union all
        select ${firstDue(asked, sql`r.due_on > ahead.day and r.due_on <= ${farthest(asked)}::date`)} from ahead where ahead.day is not null
      ), shown as (
        select day from ahead where day is not null limit ${daysShown}
      )
      select day::text, ${countDue(asked, sql`r.due_on = shown.day`, countedADay, false)} as n from shown order by 1`,
  );
  const last = [...days].at(-1)?.day ?? today;
  const [later] = await tx.execute<{ n: number }>(
    sql`select ${countDue(asked, sql`r.due_on > ${last}::date`, countedUpTo)} as n`,
  );
  const bounded = (n: number, most: number) => ({ n: Math.min(n, most), atLeast: n > most });
  return {
    late: bounded(late?.n ?? 0, countedUpTo),
    days: [...days].map(({ day, n }) => ({
      day,
      n: Math.min(n, countedADay),
      // Only where it is so: what was written for exact figures still is of these figures.
      ...(n > countedADay && { atLeast: true as const }),
    })),
    later: bounded(later?.n ?? 0, countedUpTo),
  };
}

const farthest = ({ today }: Asked): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + daysAhead * 86_400_000).toISOString().slice(0, 10);

/** The replies due then, of each audience; in the order of the index, where that is not said already. */
const branches = (asked: Asked, when: SQL, what: SQL, most: number, inOrder = true) =>
  asked.audiences.map(
    (audience) => sql`(select ${what} from commitment_readers r
      where ${all([sql`r.audience_id = ${audience}::uuid`, when, waiting, ...within(asked)])}
      ${inOrder ? sql`order by r.due_on, r.commitment_id` : sql``} limit ${most})`,
  );

/** How many replies are due then; one more than `most` where there are more. */
const countDue = (asked: Asked, when: SQL, most: number, inOrder = true): SQL =>
  sql`(select count(*)::int from (${sql.join(branches(asked, when, sql`1`, most + 1, inOrder), sql` union all `)}) b)`;

/** The first day then on which a reply is due; null where there is none. */
const firstDue = (asked: Asked, when: SQL): SQL =>
  sql`least(${sql.join(branches(asked, when, sql`r.due_on`, 1), sql`, `)})`;
