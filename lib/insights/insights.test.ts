import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { readScope } from "./address";
import type { ChartName, Charts, Scope } from "./chart";
import { dropChartText, keepChartText } from "./commands";
import { factsOf } from "./facts";
import { countWithheld, findScope, readCharts } from "./queries";
import { countedADay } from "./reading/outstanding";
import { sessionsLookedAt } from "./reading/promises";
import { listChartWords } from "./texts-queries";

useDatabase();

const everything: Scope = { session: null, case: null };

let ours: Organisation;
let lead: Member;
let colleague: Member;
let session: string;
let open: Case;
let closeHeld: Case;

beforeEach(async () => {
  ours = await anOrganisation();
  [lead, colleague] = [await aMember(ours), await aMember(ours)];
  session = await aSession(ours);
  open = await aCase(lead, { visibility: "organisation" });
  closeHeld = await aCase(lead);
});

async function chart<Name extends ChartName>(
  who: Member,
  name: Name,
  { scope = everything, toLeave = false } = {},
): Promise<Charts[Name]> {
  const [found] = await readCharts(who, scope, [name], { toLeave });
  return found?.of as Charts[Name];
}

async function narrowedTo(...asked: Parameters<typeof findScope>): Promise<Scope> {
  const scope = await findScope(...asked);
  if (!scope) {
    throw new Error("Nothing is narrowed to that.");
  }
  return scope;
}

const promises = async (who: Member, options = {}) =>
  (await chart(who, "promised-raised", options)).sessions.map(({ open: o, kept, unasked }) => ({
    open: o,
    kept,
    unasked,
  }));

const stage = (who: Member, id: string, to: string) =>
  asActor(who, (tx) =>
    tx.execute(sql`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select c.org_id, c.id, c.case_id, jsonb_build_object('stage', ${to}::text) from commitments c
      where c.id = ${id}::uuid`),
  );

/** Whether the kept totals are what a count of the lists gives, for every audience there is. */
const drift = () => asSuperuser()`
  (select audience_id, session_id, outcome, sum(n) as n from promise_tallies group by 1, 2, 3 having sum(n) <> 0
    except select audience_id, session_id, app.outcome_of(stage, promised), count(*) from commitment_readers
      where stage in ('agreed', 'raised') group by 1, 2, 3)
  union all
  (select audience_id, session_id, app.outcome_of(stage, promised), count(*) from commitment_readers
      where stage in ('agreed', 'raised') group by 1, 2, 3
    except select audience_id, session_id, outcome, sum(n) from promise_tallies group by 1, 2, 3 having sum(n) <> 0)`;

describe("promises", () => {
  it("are raised because a State spoke, also where it had promised nothing", async () => {
    await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(open, session, { stateCode: "XEB", stage: "agreed" });
    await aCommitment(open, session, { stateCode: "XEC", stage: "asked" });
    expect(await promises(lead)).toEqual([{ open: 2, kept: 0, unasked: 0 }]);
    await anIntervention(open, session, lead, { stateCode: "XEA" });
    await anIntervention(open, session, lead, { stateCode: "XEC" });
    // What recordIntervention opens for a State that was never asked.
    await aCommitment(open, session, { stateCode: "XED", stage: "not_approached" });
    await anIntervention(open, session, lead, { stateCode: "XED" });
    expect(await promises(lead)).toEqual([{ open: 1, kept: 1, unasked: 2 }]);
    expect(await drift()).toEqual([]);
  });

  it("are still to come until a session has begun or somebody has spoken at it, and always where it never ends", async () => {
    const isToCome = async () =>
      (await chart(lead, "promised-raised")).sessions[0]?.isToCome ?? false;
    const set = (status: string, startsOn: string) =>
      asSuperuser()`update sessions set status = ${status}, starts_on = ${startsOn}, ends_on = null,
        date_precision = 'day' where id = ${session}`;
    await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(open, session, { stateCode: "XEB", stage: "agreed" });
    await set("planned", "2099-01-01");
    expect(await isToCome()).toBe(true);
    await set("planned", "2020-01-01");
    expect(await isToCome()).toBe(false);
    await set("planned", "2099-01-01");
    await anIntervention(open, session, lead, { stateCode: "XEA" });
    expect(await isToCome()).toBe(false);
    await set("open", "2020-01-01");
    expect(await isToCome()).toBe(true);
  });

  it("follow a State that takes its word back, also after it has spoken", async () => {
    const id = await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await stage(lead, id, "declined");
    expect(await promises(lead)).toEqual([]);
    await stage(lead, id, "agreed");
    await anIntervention(open, session, lead, { stateCode: "XEA" });
    expect(await promises(lead)).toEqual([{ open: 0, kept: 1, unasked: 0 }]);
    await asSuperuser()`delete from commitments where id = ${id}`;
    expect(await promises(lead)).toEqual([]);
    expect(await drift()).toEqual([]);
  });

  it("are the same from the kept totals as from a case's own rows", async () => {
    await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(open, session, { stateCode: "XEB", stage: "asked" });
    await anIntervention(open, session, lead, { stateCode: "XEB" });
    const scope = await narrowedTo(lead, { caseId: open.id });
    expect(await promises(lead, { scope })).toEqual(await promises(lead));
    expect((await chart(lead, "promised-raised", { scope })).spoke).toBe(1);
  });

  it("turns red when the totals forget that a State agreed before it spoke", async () => {
    const [row] = await asSuperuser()<{ text: string }[]>`
      select pg_get_functiondef('app.outcome_of(text, boolean)'::regprocedure) as text`;
    const text = row?.text ?? "";
    await broken(
      text.replace("when promised then 'kept'", "when false then 'kept'"),
      text,
      async () => {
        await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
        await anIntervention(open, session, lead, { stateCode: "XEA" });
        expect(await promises(lead)).not.toEqual([{ open: 0, kept: 1, unasked: 0 }]);
      },
    );
  });
});

describe("two readers", () => {
  beforeEach(async () => {
    await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(closeHeld, session, { stateCode: "XEB", stage: "agreed" });
    await aCommitment(closeHeld, session, { stateCode: "NOR", stage: "not_approached" });
    await anIntervention(closeHeld, session, lead, { stateCode: "NOR" });
  });

  it("see what each of them may read counted, in every chart", async () => {
    const stranger = await aMember(await anOrganisation());
    expect(await promises(lead)).toEqual([{ open: 2, kept: 0, unasked: 1 }]);
    expect(await promises(colleague)).toEqual([{ open: 1, kept: 0, unasked: 0 }]);
    expect(await promises(stranger)).toEqual([]);

    const cases = async (who: Member) =>
      (await chart(who, "stage-ladder")).cases.map((one) => one.case.id).sort();
    expect(await cases(lead)).toEqual([open.id, closeHeld.id].sort());
    expect(await cases(colleague)).toEqual([open.id]);
    const quiet = async (who: Member) => (await chart(who, "quiet-cases")).cases.length;
    expect([await quiet(lead), await quiet(colleague), await quiet(stranger)]).toEqual([2, 1, 0]);

    const western = async (who: Member) =>
      (await chart(who, "regional-balance")).groups.find(({ group }) => group === "WEOG")?.raised;
    expect([await western(lead), await western(colleague)]).toEqual([1, 0]);
    const norway = async (who: Member) =>
      (await chart(who, "tile-map")).tiles.find(({ code }) => code === "NOR")?.stage;
    expect(await norway(lead)).toBe("raised");
    expect(await norway(colleague)).toBe("not_approached");
    expect(await norway(stranger)).toBe("not_approached");

    await asSuperuser()`update commitments set due_on = current_date + 3, stage = 'asked'
      where state_code in ('XEA', 'XEB')`;
    const due = async (who: Member) =>
      (await chart(who, "asks-outstanding")).days.reduce((sum, { n }) => sum + n, 0);
    expect([await due(lead), await due(colleague), await due(stranger)]).toEqual([2, 1, 0]);
  });

  it("turns red when everybody's promises are totalled", async () => {
    await broken(
      `alter policy "everybody reads their own promises" on promise_tallies using (true)`,
      `alter policy "everybody reads their own promises" on promise_tallies using (audience_id in (app.org(), app.membership()))`,
      async () => {
        const stranger = await aMember(await anOrganisation());
        const [seen] = await asActor(stranger, (tx) =>
          tx.execute<{ n: number }>(sql`select count(*)::int as n from promise_tallies`),
        );
        expect(seen?.n).toBeGreaterThan(0);
      },
    );
  });

  it("narrow to what they read: another's case or session is none, and never everything", async () => {
    expect((await findScope(lead, { caseId: closeHeld.id }))?.case?.id).toBe(closeHeld.id);
    expect(await findScope(lead, {})).toEqual(everything);
    expect(await findScope(colleague, { caseId: closeHeld.id })).toBeNull();
    const stranger = await aMember(await anOrganisation());
    expect(await findScope(stranger, { sessionId: session })).toBeNull();
    expect(await findScope(lead, { sessionId: session, caseId: uuidv7() })).toBeNull();
    expect(readScope({ session: "zzz" })).toBeNull();
    expect(readScope({ session: "", case: "" })).toEqual({});
  });

  it("see a partner's case as far as it is shared with them", async () => {
    const partner = await anOrganisation();
    const guest = await aMember(partner);
    const shared = await aSharedCase(lead, partner);
    await aCommitment(shared, session, {
      stateCode: "XEA",
      stage: "agreed",
      visibility: "partners",
    });
    await aCommitment(shared, session, { stateCode: "XEB", stage: "agreed" });
    expect(await promises(guest)).toEqual([{ open: 1, kept: 0, unasked: 0 }]);
    // A State that spoke is known with the case, whatever it had promised to others.
    await anIntervention(shared, session, lead, { stateCode: "XEB" });
    const tiles = (await chart(guest, "tile-map")).tiles;
    expect(tiles.find(({ code }) => code === "XEB")?.stage).toBe("raised");
  });
});

describe("what leaves as a file", () => {
  it("holds no position that is told to a case's team alone, for whoever is not in it", async () => {
    const id = await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(open, session, { stateCode: "XEB", stage: "asked" });
    await asSuperuser()`update commitments set confidentiality = 'team' where id = ${id}`;
    for (const name of ["stage-ladder", "quiet-cases", "regional-balance", "tile-map"] as const) {
      const [shown, leaving] = [
        await chart(colleague, name),
        await chart(colleague, name, { toLeave: true }),
      ];
      expect(leaving, name).not.toEqual(shown);
      expect(await chart(lead, name, { toLeave: true }), name).toEqual(await chart(lead, name));
    }
    expect(await promises(colleague)).toEqual([{ open: 1, kept: 0, unasked: 0 }]);
    expect(await promises(colleague, { toLeave: true })).toEqual([]);
    await inTeam(open, colleague, "reader");
    expect(await promises(colleague, { toLeave: true })).toEqual(await promises(colleague));
  });

  it("leaves them out of late replies, of a session's States and of the cases asked about there", async () => {
    const id = await aCommitment(open, session, { stateCode: "XEA", stage: "asked" });
    await asSuperuser()`
      update commitments set confidentiality = 'team', due_on = current_date - 2 where id = ${id}`;
    const scope = await narrowedTo(colleague, { sessionId: session });
    const seen = async (who: Member, options: { scope?: Scope; toLeave?: boolean }) => ({
      late: (await chart(who, "asks-outstanding", options)).late.n,
      stage: (await chart(who, "tile-map", options)).tiles.find(({ code }) => code === "XEA")
        ?.stage,
      cases: (await chart(who, "quiet-cases", options)).cases.length,
    });
    const all = { late: 1, stage: "asked", cases: 1 };
    expect(await seen(colleague, { scope })).toEqual(all);
    expect(await seen(colleague, { scope, toLeave: true })).toEqual({
      late: 0,
      stage: undefined,
      cases: 0,
    });
    expect(await seen(lead, { scope, toLeave: true })).toEqual(all);
    expect((await chart(colleague, "asks-outstanding", { toLeave: true })).late.n).toBe(0);
    expect(await countWithheld(colleague, scope)).toEqual({ n: 1, atLeast: false });
    expect(await countWithheld(lead, scope)).toEqual({ n: 0, atLeast: false });
    await inTeam(open, colleague, "reader");
    expect(await seen(colleague, { scope, toLeave: true })).toEqual(all);
  });

  it("leaves a note with each case that it names, and names none that its reader can't read", async () => {
    const take = (who: Member, cases: string[]) =>
      asActor(who, (tx) =>
        tx.execute<{ case_id: string }>(
          sql`select case_id from app.take_out_chart(${`{${cases.join(",")}}`}::uuid[], 'svg')`,
        ),
      ).then((rows) => [...rows].map((row) => row.case_id));
    expect(await take(colleague, [open.id, closeHeld.id])).toEqual([open.id]);
    const notes =
      await asSuperuser()`select case_id, kind, audience, naming, person_id from disclosures`;
    expect(notes.filter((note) => [open.id, closeHeld.id].includes(note.case_id))).toEqual([
      {
        case_id: open.id,
        kind: "export",
        audience: "svg",
        naming: "theme",
        person_id: colleague.personId,
      },
    ]);
  });
});

describe("what somebody wrote of a chart", () => {
  const facts = async (who: Member, scope = everything) => {
    const [of] = await readCharts(who, scope, ["tile-map"]);
    return of ? factsOf(of) : "";
  };
  const words = async (who: Member, scope = everything) =>
    (await listChartWords(who, scope, await readCharts(who, scope, ["tile-map"]))).get("tile-map");
  const tell = async (who: Member, text: string, scope = everything) =>
    keepChartText(who, {
      chart: "tile-map",
      facts: await facts(who, scope),
      text,
      ...(scope.case && { caseId: scope.case.id }),
    });

  it("stands for exactly the figures that its author saw", async () => {
    await aCommitment(open, session, { stateCode: "XEA", stage: "agreed" });
    await tell(lead, "One State agreed.");
    expect((await words(colleague))?.written).toBe("One State agreed.");
    await aCommitment(open, session, { stateCode: "XEB", stage: "agreed" });
    expect(await words(colleague)).toMatchObject({ written: null, stale: null });
    expect(await words(lead)).toMatchObject({ written: null, stale: "One State agreed." });
    await tell(lead, "Two States agreed.");
    expect(await words(lead)).toMatchObject({ written: "Two States agreed.", stale: null });
    await dropChartText(lead, { chart: "tile-map", facts: await facts(lead) });
    expect((await words(lead))?.written).toBeNull();
  });

  it("tells nobody of what they see otherwise, since they read other cases", async () => {
    await aCommitment(closeHeld, session, { stateCode: "NOR", stage: "agreed" });
    await tell(lead, "Norway agreed.");
    expect(JSON.stringify(await words(colleague))).not.toContain("Norway");
    const stranger = await aMember(await anOrganisation());
    expect(JSON.stringify(await words(stranger))).not.toContain("Norway");
  });

  it("is kept by writers, of what they read", async () => {
    const reader = await aMember(ours, "reader");
    await expect(tell(reader, "No.")).rejects.toThrow();
    const mine = { chart: "tile-map", facts: "0".repeat(64), text: "Words" } as const;
    await expect(keepChartText(colleague, { ...mine, caseId: closeHeld.id })).rejects.toThrow();
    const stranger = await aMember(await anOrganisation());
    await expect(keepChartText(stranger, { ...mine, caseId: open.id })).rejects.toThrow();
    await expect(keepChartText(stranger, { ...mine, sessionId: session })).rejects.toThrow();
    await keepChartText(colleague, { ...mine, caseId: open.id, sessionId: session });
  });

  const rows = (who: Member) =>
    asActor(who, (tx) =>
      tx.execute<{ text: string }>(
        sql`select text from chart_texts where facts = ${"1".repeat(64)}`,
      ),
    ).then((found) => [...found].map(({ text }) => text));

  it("of a case is in the database for its readers alone", async () => {
    await keepChartText(lead, {
      chart: "tile-map",
      facts: "1".repeat(64),
      text: "Words",
      caseId: closeHeld.id,
    });
    expect(await rows(lead)).toEqual(["Words"]);
    expect(await rows(colleague)).toEqual([]);
    expect(await rows(await aMember(await anOrganisation()))).toEqual([]);
  });

  it("turns red when a case's words are read with the organisation's", async () => {
    await keepChartText(lead, {
      chart: "tile-map",
      facts: "1".repeat(64),
      text: "Words",
      caseId: closeHeld.id,
    });
    const [policy] = await asSuperuser()<{ using: string }[]>`select qual as using from pg_policies
      where policyname = 'whoever reads what a chart is of reads how it is told'`;
    const named = `"whoever reads what a chart is of reads how it is told" on chart_texts`;
    await broken(
      `alter policy ${named} using (org_id = app.org())`,
      `alter policy ${named} using (${policy?.using})`,
      async () => expect(await rows(colleague)).toEqual(["Words"]),
    );
    expect(await rows(colleague)).toEqual([]);
  });
});

it("holds of nothing: every chart is drawn of an organisation that has nothing", async () => {
  const alone = await aMember(await anOrganisation());
  expect(await promises(alone)).toEqual([]);
  expect((await chart(alone, "stage-ladder")).cases).toEqual([]);
  expect((await chart(alone, "quiet-cases")).cases).toEqual([]);
  expect((await chart(alone, "regional-balance")).groups.map(({ members }) => members)).toEqual([
    54, 54, 23, 33, 29,
  ]);
  expect((await chart(alone, "tile-map")).tiles).toHaveLength(195);
  expect(await chart(alone, "asks-outstanding")).toEqual({
    late: { n: 0, atLeast: false },
    days: [],
    later: { n: 0, atLeast: false },
  });
});

it("finds States at a session as far as a count of all asks would", async () => {
  const stages = ["planned", "declined", "asked", "considering", "agreed", "no_answer"] as const;
  const codes = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"];
  for (const [at, stateCode] of codes.entries()) {
    await aCommitment(open, session, { stateCode, stage: stages[at] ?? "asked" });
    await aCommitment(closeHeld, session, { stateCode, stage: stages[5 - at] ?? "asked" });
  }
  const other = await aSession(ours);
  await aCommitment(open, other, { stateCode: "XEA", stage: "agreed" });
  const scope = await narrowedTo(lead, { sessionId: session });
  const found = new Map(
    (await chart(lead, "tile-map", { scope })).tiles.map(({ code, stage: at }) => [code, at]),
  );
  expect(codes.map((code) => found.get(code))).toEqual([
    "no_answer",
    "agreed",
    "considering",
    "considering",
    "agreed",
    "no_answer",
  ]);
});

it("counts the States that spoke at a session, also those whose promise it does not read", async () => {
  const partner = await anOrganisation();
  const guest = await aMember(partner);
  const shared = await aSharedCase(lead, partner);
  await aCommitment(shared, session, { stateCode: "XEA", visibility: "partners" });
  await aCommitment(shared, session, { stateCode: "XEB" });
  for (const stateCode of ["XEA", "XEB"]) {
    await anIntervention(shared, session, lead, { stateCode });
  }
  await anIntervention(open, session, lead, { stateCode: "XEC" });
  const spoke = async (who: Member) => {
    const scope = await narrowedTo(who, { sessionId: session });
    return (await chart(who, "promised-raised", { scope })).spoke;
  };
  expect([await spoke(lead), await spoke(guest)]).toEqual([3, 2]);
});

it("looks at the latest sessions of a long history, and says that it does", async () => {
  const sql = asSuperuser();
  const many = Array.from({ length: sessionsLookedAt + 1 }, (_, at) => ({
    id: uuidv7(),
    org_id: ours.id,
    forum: "upr",
    kind: "upr_pre_session",
    title: `Session ${at}`,
    starts_on: new Date(Date.UTC(2000, 0, 1 + at)).toISOString().slice(0, 10),
    date_precision: "day",
  }));
  await sql`insert into sessions ${sql(many)}`;
  for (const { id } of many) {
    await aCommitment(open, id, { stateCode: "XEA", stage: "agreed" });
  }
  const found = await chart(lead, "promised-raised");
  expect(found.sessions).toHaveLength(sessionsLookedAt);
  expect(found.sessions[0]?.session.title).toBe(`Session ${sessionsLookedAt}`);
  expect(found.isPart).toBe(true);
  const scope = await narrowedTo(lead, { sessionId: many[0]?.id });
  expect(await chart(lead, "promised-raised", { scope })).not.toHaveProperty("isPart");
});

it("says of one day that it has more replies than are counted", async () => {
  for (let at = 0; at < countedADay + 1; at += 1) {
    const one = at % 6 === 0 ? await aCase(lead, { visibility: "organisation" }) : open;
    open = one;
    await aCommitment(one, session, { stateCode: `XE${"ABCDEF"[at % 6]}`, stage: "asked" });
  }
  await asSuperuser()`update commitments set due_on = current_date + 3`;
  expect((await chart(lead, "asks-outstanding")).days).toMatchObject([
    { n: countedADay, atLeast: true },
  ]);
  // Of a session all are counted.
  const scope = await narrowedTo(lead, { sessionId: session });
  const [day] = (await chart(lead, "asks-outstanding", { scope })).days;
  expect(day?.n).toBe(countedADay + 1);
});

it("tells late replies from those ahead, and leaves closed and undated ones out", async () => {
  const states = ["XEA", "XEB", "XEC", "XED", "XEE"];
  const ids = [];
  for (const stateCode of states) {
    ids.push(await aCommitment(open, session, { stateCode, stage: "asked" }));
  }
  const sqlOf = asSuperuser();
  await sqlOf`update commitments set due_on = current_date - 2 where id = ${ids[0] ?? ""}`;
  await sqlOf`update commitments set due_on = current_date + 400 where id = ${ids[1] ?? ""}`;
  await sqlOf`update commitments set due_on = current_date + 5 where id in ${sqlOf(ids.slice(2, 4))}`;
  await sqlOf`update commitments set closed_as = 'withdrawn' where id = ${ids[3] ?? ""}`;
  const found = await chart(lead, "asks-outstanding");
  expect(found.late).toEqual({ n: 1, atLeast: false });
  expect(found.days.map(({ n }) => n)).toEqual([1]);
  expect(found.later).toEqual({ n: 1, atLeast: false });
});

/** Runs with the database broken, and mends it whatever happens. */
async function broken(how: string, mend: string, run: () => Promise<unknown>): Promise<void> {
  await asSuperuser().unsafe(how);
  try {
    await run();
  } finally {
    await asSuperuser().unsafe(mend);
  }
}
