import { aCase, aDefender, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { startWorld, type World } from "../coediting/world";
import { percentile, printFigure, rounded } from "../figures";
import { Caller } from "../http";
import { startProduct } from "../tracker/product";

const sizes = [100, 2_000, 20_000];
const cases = 200;
const times = 60;
const warmUp = 15;

/** The pages that are measured; `middle` is where a reader is who went on half way. */
const pages = (middle: string): Record<string, string> => ({
  "list-first": "/support",
  "list-filtered": "/support?status=open&urgency=today&kind=legal_advice",
  "list-middle": `/support?status=open&after=${middle}`,
  "list-closed": "/support?status=closed",
  "list-ask": "/support?status=ask",
  report: "/support/report",
});

/**
 * Measures the list of requests for support, and the report of a year, through the real program as the requests grow: in
 * two hundred cases, in whose teams the reader is. Each size is compared with the smallest.
 */
export async function runSupport(): Promise<void> {
  const world = await startWorld(1);
  try {
    const lead = world.members[0] as Member;
    await seedCases(world, lead);
    const product = await startProduct(world.ownerUrl);
    try {
      const first = new Map<string, number>();
      let rows = 0;
      for (const size of sizes) {
        await seedRequests(lead, size - rows);
        rows = size;
        const caller = new Caller(product.port, `plenary.session=${lead.secret}`);
        for (const [name, path] of Object.entries(pages(await middleOf(lead)))) {
          const samples = await measure(caller, path);
          const p50 = percentile(samples, 0.5);
          first.set(name, first.get(name) ?? p50);
          printFigure({
            suite: "support",
            name,
            rows: size,
            n: samples.length,
            p50: rounded(p50),
            p95: rounded(percentile(samples, 0.95)),
            unit: "ms",
            against: "fewest",
            ratio: rounded(p50 / (first.get(name) ?? p50)),
          });
        }
        caller.close();
      }
    } finally {
      await product.stop();
    }
  } finally {
    await world.stop();
  }
}

async function measure(caller: Caller, path: string): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < times + warmUp; n++) {
    const answer = await caller.call({ path });
    if (answer.status !== 200) {
      throw new Error(`${path} answered ${answer.status}.`);
    }
    if (n >= warmUp) {
      samples.push(answer.ms);
    }
  }
  return samples;
}

/** Cases of which the reader is in the team, with somebody in each. */
async function seedCases({ theCase }: World, lead: Member): Promise<void> {
  await aDefender(theCase);
  for (let n = 1; n < cases; n++) {
    await aDefender(await aCase(lead));
  }
}

/** A fifth of them closed, half of those long enough to ask whether it helped; nothing of it can be opened. */
async function seedRequests(lead: Member, n: number): Promise<void> {
  const db = asSuperuser();
  await db`insert into support_requests (org_id, case_id, defender_id, kind, nature, urgency, needed_by, sealed, created_by,
      closed_at, closed_as)
    select d.org_id, d.case_id, d.id, (array['legal_advice', 'temporary_relocation', 'medical_expenses'])[1 + i % 3],
      'practical', (array['today', 'this_week', 'this_month', 'later'])[1 + i % 4], current_date + i % 400, 'v1.x.x.x.x',
      ${lead.membershipId}, case when i % 5 = 0 then now() - (i % 10) * interval '9 days' end,
      case when i % 5 = 0 then 'helped' end
    from generate_series(1, ${n}::integer) i
    join (select *, row_number() over (order by id) as at from defenders where org_id = ${lead.organisationId}) d
      on d.at = 1 + i % ${cases}`;
  await db`analyze support_requests`;
}

async function middleOf(lead: Member): Promise<string> {
  const [row] = await asSuperuser()<{ position: string }[]>`
    select act_by::text || '_' || id as position from support_requests
    where org_id = ${lead.organisationId} and closed_at is null
    order by act_by, id offset (select count(*) / 2 from support_requests where closed_at is null) limit 1`;
  return row?.position ?? "";
}
