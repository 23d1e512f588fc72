import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asActor } from "../client";
import { importFiles, importRows, imports } from "../schema";
import { asSuperuser, useDatabase } from "../testing/database";
import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
} from "../testing/factories";

useDatabase();

interface CellIn {
  line: number;
  place: number;
  case_id: string;
  state_code: string;
  session_id: string;
  stage: string | null;
  word?: number | null;
  note?: string;
  owner_id?: string;
  due_on?: string;
  next_step?: string;
  said_on?: string;
  said_precision?: string;
  version?: number;
}

async function aDraft(author: Member): Promise<string> {
  const id = uuidv7();
  await asActor(author, async (tx) => {
    await tx.insert(imports).values({
      orgId: author.organisationId,
      id,
      source: "file",
      createdBy: author.membershipId,
    });
    await tx.insert(importFiles).values({
      orgId: author.organisationId,
      importId: id,
      createdBy: author.membershipId,
      size: 10,
      wrappedKey: "k",
      sealedFile: "f",
      sealedChoices: "c",
    });
  });
  return id;
}

const carryOut = (by: Member, id: string, cells: CellIn[], seenBy = "organisation") =>
  asActor(by, async (tx) => {
    const [counts] = await tx.execute<{ set_now: number; changed_now: number; left_now: number }>(
      sql`select * from app.carry_out_import(${id}::uuid, ${JSON.stringify(cells)}::jsonb, ${seenBy}, 0)`,
    );
    return counts;
  });

const undo = (by: Member, id: string) =>
  asActor(by, async (tx) => {
    const [counts] = await tx.execute<{ taken_back: number; kept: number }>(
      sql`select * from app.undo_import(${id}::uuid)`,
    );
    return counts;
  });

const change = (by: Member, theCase: Case, id: string, changes: Record<string, unknown>) =>
  asActor(by, (tx) =>
    tx.execute(sql`insert into commitment_events (org_id, commitment_id, case_id, changes)
      values (${theCase.orgId}, ${id}, ${theCase.id}, ${JSON.stringify(changes)}::jsonb)`),
  );

const everything = () => asSuperuser()`
  select (select count(*)::int from commitments) as commitments,
    (select coalesce(sum(n), 0)::int from commitment_tallies) as tallied,
    (select count(*)::int from interventions) as interventions,
    (select count(*)::int from evidence) as evidence,
    (select count(*)::int from commitment_readers) as readers`;

async function aDesk() {
  const organisation = await anOrganisation();
  const author = await aMember(organisation);
  const theCase = await aCase(author, { visibility: "organisation" });
  const session = await aSession(organisation);
  const cell = (line: number, state: string, stage: string | null, more: Partial<CellIn> = {}) => ({
    line,
    place: 2,
    case_id: theCase.id,
    state_code: state,
    session_id: session,
    stage,
    ...more,
  });
  return { organisation, author, theCase, session, cell };
}

const standing = async (theCase: Case, state: string) => {
  const [row] = await asSuperuser()`select * from commitments
    where case_id = ${theCase.id} and state_code = ${state}`;
  return row;
};

describe("an import", () => {
  it("changes of what stands only what differs, and takes that back", async () => {
    const { author, theCase, session, cell } = await aDesk();
    const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "asked" });
    await asSuperuser()`update commitments set next_step = 'Call', asked_on = null, owner_id = ${author.membershipId}
      where id = ${id}`;
    const before = await standing(theCase, "XEA");
    const more = { version: 1, owner_id: author.membershipId };
    const of = await aDraft(author);
    await carryOut(author, of, [cell(2, "XEA", "asked", { ...more, next_step: "Write" })]);
    const [event] =
      await asSuperuser()`select changes from commitment_events where import_id = ${of}`;
    expect(event?.changes).toEqual({ next_step: "Write" });
    expect(await standing(theCase, "XEA")).toMatchObject({ next_step: "Write", asked_on: null });
    expect(await undo(author, of)).toEqual({ taken_back: 1, kept: 0 });
    expect(await standing(theCase, "XEA")).toMatchObject({
      ...before,
      version: 3,
      changed_at: expect.anything(),
    });
  });

  it("opens an ask by its next step, and none by who cares for it alone", async () => {
    const { author, theCase, cell } = await aDesk();
    await carryOut(author, await aDraft(author), [cell(2, "XEA", null, { next_step: "Call" })]);
    expect(await standing(theCase, "XEA")).toMatchObject({
      next_step: "Call",
      stage: "not_approached",
    });
    const unheard = { code: "PL004" };
    const alone = cell(2, "XEB", null, { owner_id: author.membershipId });
    await expect(carryOut(author, await aDraft(author), [alone])).rejects.toMatchObject(unheard);
    const long = cell(2, "XEB", "asked", { next_step: "x".repeat(501) });
    await expect(carryOut(author, await aDraft(author), [long])).rejects.toMatchObject(unheard);
  });

  it("opens, changes and records as hands would, and is counted", async () => {
    const { author, theCase, session, cell } = await aDesk();
    const before = await aCommitment(theCase, session, { stateCode: "XEB", stage: "asked" });
    const id = await aDraft(author);
    expect(
      await carryOut(author, id, [
        cell(2, "XEA", "agreed", {
          word: 4,
          note: "by the name",
          said_on: "2026-05-08",
          said_precision: "day",
        }),
        cell(3, "XEB", "agreed", { version: 1, owner_id: author.membershipId }),
        cell(4, "XEC", "raised", {
          said_on: "2026-05-01",
          said_precision: "month",
          note: "by name",
        }),
        cell(5, "XED", "asked"),
      ]),
    ).toEqual({ set_now: 3, changed_now: 1, left_now: 0 });
    expect(await standing(theCase, "XEA")).toMatchObject({
      stage: "agreed",
      word: 4,
      word_text: "by the name",
      forum: "upr",
      import_id: id,
      opened_from: "ask",
    });
    expect(await standing(theCase, "XEB")).toMatchObject({
      id: before,
      stage: "agreed",
      version: 2,
    });
    expect(await standing(theCase, "XEC")).toMatchObject({
      stage: "not_approached",
      is_raised: true,
      raised_precision: "month",
      opened_from: "intervention",
    });
    expect((await standing(theCase, "XED"))?.asked_on).not.toBeNull();
    const [evidence] =
      await asSuperuser()`select e.kind, e.grade, e.source, i.summary from evidence e
      join interventions i on i.id = e.intervention_id join intervention_cases k on k.intervention_id = i.id
      where k.case_id = ${theCase.id}`;
    expect(evidence).toEqual({
      kind: "imported_sheet",
      grade: "E",
      source: "B4",
      summary: "by name",
    });
    const events =
      await asSuperuser()`select kind, import_id, before->>'stage' as was from commitment_events
      where case_id = ${theCase.id} and import_id is not null order by kind`;
    expect(events.map((row) => row.kind)).toEqual(["changed", "opened", "opened", "opened"]);
    expect(events[0]?.was).toBe("asked");
    const audited = await asSuperuser()`select action, count(*)::int as n from audit_log
      where case_id = ${theCase.id} and subject = 'commitments' group by 1 order by 1`;
    expect(audited).toEqual([
      { action: "insert", n: 4 },
      { action: "update", n: 1 },
    ]);
    const tallied =
      await asSuperuser()`select state_code, stage, sum(n)::int as n from commitment_tallies
      where audience_id = ${author.organisationId} group by 1, 2 having sum(n) <> 0 order by 1`;
    expect(tallied.map((row) => `${row.state_code} ${row.stage}`)).toEqual([
      "XEA agreed",
      "XEB agreed",
      "XEC raised",
      "XED asked",
    ]);
  });

  it("leaves what somebody else changed, opened or keeps to a team since the preview", async () => {
    const { organisation, author, theCase, session, cell } = await aDesk();
    const editor = await aMember(organisation);
    await inTeam(theCase, editor, "editor");
    const changed = await aCommitment(theCase, session, { stateCode: "XEA", stage: "asked" });
    await aCommitment(theCase, session, { stateCode: "XEB", stage: "declined" });
    await change(editor, theCase, changed, { stage: "considering" });
    const id = await aDraft(author);
    expect(
      await carryOut(author, id, [
        cell(2, "XEA", "agreed", { version: 1 }),
        cell(3, "XEB", "agreed"),
        cell(4, "XEC", "agreed", { version: 3 }),
      ]),
    ).toEqual({ set_now: 0, changed_now: 0, left_now: 3 });
    expect((await standing(theCase, "XEA"))?.stage).toBe("considering");
    expect((await standing(theCase, "XEB"))?.stage).toBe("declined");
    expect(await standing(theCase, "XEC")).toBeUndefined();
  });

  it("is carried out once, its pieces in one transaction", async () => {
    const { author, cell } = await aDesk();
    const id = await aDraft(author);
    await asActor(author, async (tx) => {
      for (const piece of [[cell(2, "XEA", "agreed")], [cell(3, "XEB", "agreed")]]) {
        await tx.execute(
          sql`select app.carry_out_import(${id}::uuid, ${JSON.stringify(piece)}::jsonb, 'organisation', 1)`,
        );
      }
    });
    const [row] =
      await asSuperuser()`select set_count, skipped_count, status from imports where id = ${id}`;
    expect(row).toEqual({ set_count: 2, skipped_count: 2, status: "done" });
    await expect(carryOut(author, id, [cell(4, "XEC", "agreed")])).rejects.toMatchObject({
      code: "PL003",
    });
  });

  it("is refused to whoever may not set these commitments, for all of it", async () => {
    const { organisation, author, theCase, session, cell } = await aDesk();
    const reader = await aMember(organisation, "reader");
    const colleague = await aMember(organisation);
    const stranger = await aMember(await anOrganisation());
    const own = await aCase(colleague);
    const id = await aDraft(colleague);
    await expect(aDraft(reader)).rejects.toMatchObject({ code: "42501" });
    for (const [by, draft] of [
      [colleague, id],
      [stranger, await aDraft(stranger)],
      // Somebody else's draft.
      [author, id],
    ] as const) {
      await expect(
        carryOut(by, draft, [
          { ...cell(2, "XEA", "agreed"), case_id: own.id },
          cell(3, "XEB", "agreed"),
        ]),
      ).rejects.toMatchObject({ code: "42501" });
    }
    expect(await standing(theCase, "XEB")).toBeUndefined();
    const elsewhere = await aSession(await anOrganisation());
    const mine = await aDraft(author);
    for (const [cells, code] of [
      [[cell(2, "XEA", "agreed", { session_id: elsewhere })], "42501"],
      [[cell(2, "XEA", "agreed", { session_id: uuidv7() })], "42501"],
      [[cell(2, "XEA", "agreed", { owner_id: stranger.membershipId })], "PL004"],
      [[cell(2, "XEA", "agreed", { said_on: "2199-01-01", said_precision: "day" })], "PL004"],
      [[cell(2, "XEA", "agreed", { note: "x".repeat(5001) })], "PL004"],
      [[cell(2, "XEA", "settled")], "PL004"],
      [[cell(2, "XEA", "agreed"), cell(3, "XEA", "asked")], "PL004"],
    ] as const) {
      await expect(carryOut(author, mine, cells as never)).rejects.toMatchObject({ code });
    }
    const [country] = await asSuperuser()`select country_code from cases where id = ${theCase.id}`;
    await expect(
      carryOut(author, mine, [cell(2, country?.country_code, "agreed")]),
    ).rejects.toMatchObject({ code: "PL002" });
    expect(session).toBeTruthy();
  });

  it("of a partner is open to both sides, as its hands would leave it", async () => {
    const [ours, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(ours);
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner, "contribute");
    const session = await aSession(partner);
    const id = await aDraft(guest);
    await carryOut(
      guest,
      id,
      [
        {
          line: 2,
          place: 2,
          case_id: theCase.id,
          state_code: "XEA",
          session_id: session,
          stage: "agreed",
        },
      ],
      "team",
    );
    expect(await standing(theCase, "XEA")).toMatchObject({
      visibility: "partners",
      recorded_org_id: partner.id,
      org_id: ours.id,
    });
    // The owner's side reads what it became, and nothing of the sheet.
    const [seen] = await asActor(lead, (tx) =>
      tx.execute(sql`select (select count(*)::int from commitments) as commitments,
        (select count(*)::int from imports) as imports, (select count(*)::int from import_files) as files`),
    );
    expect(seen).toEqual({ commitments: 1, imports: 0, files: 0 });
  });

  it("can't be pretended by hand", async () => {
    const { author, theCase, session } = await aDesk();
    const id = await aDraft(author);
    await expect(
      asActor(author, (tx) =>
        tx.execute(sql`insert into commitments (org_id, case_id, state_code, session_id, forum, recorded_org_id, import_id)
          values (${theCase.orgId}, ${theCase.id}, 'XEA', ${session}, 'upr', ${author.organisationId}, ${id})`),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    const commitment = await aCommitment(theCase, session);
    await expect(
      asActor(author, (tx) =>
        tx.execute(sql`insert into commitment_events (org_id, commitment_id, case_id, changes, import_id)
          values (${theCase.orgId}, ${commitment}, ${theCase.id}, '{"stage": "agreed"}', ${id})`),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    for (const statement of [
      sql`update imports set status = 'undone'`,
      sql`update import_files set sealed_file = ''`,
      sql`insert into import_rows (org_id, import_id, line, place) values (${theCase.orgId}, ${id}, 1, 1)`,
      sql`delete from import_rows`,
      sql`select app.refresh_readers_of('{}')`,
      sql`select app.clear_old_imports()`,
    ]) {
      await expect(asActor(author, (tx) => tx.execute(statement))).rejects.toMatchObject({
        code: "42501",
      });
    }
  });
});

describe("what was brought", () => {
  it("is its author's alone, and its event is known to whoever reads what it became", async () => {
    const { organisation, author, cell } = await aDesk();
    const colleague = await aMember(organisation);
    const administrator = await aMember(organisation, "administrator");
    const id = await aDraft(author);
    const seen = (by: Member) =>
      asActor(by, async (tx) => ({
        imports: (await tx.select({ id: imports.id }).from(imports)).length,
        files: (await tx.select({ id: importFiles.importId }).from(importFiles)).length,
        rows: (await tx.select({ id: importRows.importId }).from(importRows)).length,
      }));
    expect(await seen(author)).toEqual({ imports: 1, files: 1, rows: 0 });
    for (const other of [colleague, administrator]) {
      expect(await seen(other)).toEqual({ imports: 0, files: 0, rows: 0 });
    }
    await carryOut(author, id, [cell(2, "XEA", "agreed")]);
    for (const other of [colleague, administrator]) {
      expect(await seen(other)).toEqual({ imports: 1, files: 0, rows: 1 });
    }
    expect(await seen(await aMember(await anOrganisation()))).toEqual({
      imports: 0,
      files: 0,
      rows: 0,
    });
    // Kept to the team, it is nobody's but the team's.
    const { author: lead, theCase, session } = await aDesk();
    const other = await aDraft(lead);
    await carryOut(
      lead,
      other,
      [
        {
          line: 1,
          place: 1,
          case_id: theCase.id,
          state_code: "XEA",
          session_id: session,
          stage: "asked",
        },
      ],
      "team",
    );
    const outside = await aMember({ id: lead.organisationId } as never);
    expect(await seen(outside)).toEqual({ imports: 0, files: 0, rows: 0 });
  });

  it("is refused beyond a day's measure, and drafts are not kept", async () => {
    const { author, cell } = await aDesk();
    const file = (size: number) =>
      asActor(author, async (tx) => {
        const id = uuidv7();
        const of = { orgId: author.organisationId, createdBy: author.membershipId };
        await tx.insert(imports).values({ ...of, id, source: "file" });
        await tx.insert(importFiles).values({
          ...of,
          importId: id,
          size,
          wrappedKey: "",
          sealedFile: "",
          sealedChoices: "",
        });
        return id;
      });
    await expect(file(10 * 1024 * 1024 + 1)).rejects.toMatchObject({ code: "PL006" });
    const kept = await file(10 * 1024 * 1024);
    for (let n = 0; n < 4; n += 1) {
      await file(10 * 1024 * 1024);
    }
    await expect(file(1)).rejects.toMatchObject({ code: "PL004" });
    await carryOut(author, kept, [cell(2, "XEA", "agreed")]);
    await asSuperuser()`update imports set created_at = now() - interval '25 hours'`;
    await asSuperuser()`select app.clear_old_imports()`;
    const left =
      await asSuperuser()`select id from imports where org_id = ${author.organisationId}`;
    expect(left.map((row) => row.id)).toEqual([kept]);
  });
});

describe("taking an import back", () => {
  it("leaves everything as it was, with what happened in the log", async () => {
    const { author, theCase, session, cell } = await aDesk();
    const before = await aCommitment(theCase, session, { stateCode: "XEB", stage: "asked" });
    const [was] = await everything();
    const id = await aDraft(author);
    await carryOut(author, id, [
      cell(2, "XEA", "agreed", { word: 3 }),
      cell(3, "XEB", "raised", { version: 1 }),
      cell(4, "XEC", "raised"),
      cell(5, "XED", "declined"),
    ]);
    expect((await standing(theCase, "XEB"))?.is_raised).toBe(true);
    expect(await undo(author, id)).toEqual({ taken_back: 4, kept: 0 });
    const [is] = await everything();
    expect(is).toEqual(was);
    expect(await standing(theCase, "XEB")).toMatchObject({
      id: before,
      stage: "asked",
      is_raised: false,
    });
    const [log] = await asSuperuser()`select count(*)::int as n from audit_log
      where subject = 'commitments' and action = 'delete' and case_id = ${theCase.id}`;
    expect(log?.n).toBe(3);
    const rows = await asActor(author, (tx) => tx.select().from(importRows));
    expect(rows.every((row) => row.isTakenBack)).toBe(true);
    await expect(undo(author, id)).rejects.toMatchObject({ code: "PL003" });
  });

  it("gives back what a change replaced, as a further event", async () => {
    const { author, theCase, session, cell } = await aDesk();
    const one = await aCommitment(theCase, session, { stateCode: "XEB", stage: "asked" });
    await change(author, theCase, one, { word: 2, word_text: "old words", due_on: "2026-12-01" });
    const id = await aDraft(author);
    await carryOut(author, id, [
      cell(3, "XEB", "agreed", { version: 2, word: 4, note: "new words", due_on: "2026-12-24" }),
    ]);
    expect(await standing(theCase, "XEB")).toMatchObject({ word_text: "new words", word: 4 });
    await undo(author, id);
    const [row] =
      await asSuperuser()`select stage, word, word_text, due_on::text, version from commitments
      where id = ${one}`;
    expect(row).toEqual({
      stage: "asked",
      word: 2,
      word_text: "old words",
      due_on: "2026-12-01",
      version: 4,
    });
    const kinds =
      await asSuperuser()`select kind from commitment_events where commitment_id = ${one} order by at`;
    expect(kinds.map((event) => event.kind)).toEqual(["opened", "changed", "changed", "undone"]);
  });

  it("leaves what somebody went on from", async () => {
    const { author, theCase, session, cell } = await aDesk();
    await aCommitment(theCase, session, { stateCode: "XEE", stage: "asked" });
    const id = await aDraft(author);
    await carryOut(author, id, [
      cell(2, "XEA", "agreed"),
      cell(3, "XEB", "agreed"),
      cell(4, "XEC", "raised"),
      cell(5, "XED", "agreed"),
      cell(6, "XEE", "agreed", { version: 1 }),
      cell(7, "XEF", "agreed"),
    ]);
    const of = async (state: string) => (await standing(theCase, state))?.id as string;
    await change(author, theCase, await of("XEA"), { next_step: "call" });
    await aConversation(author, {
      stateCode: "XEB",
      about: [{ ...theCase, commitmentId: await of("XEB") }],
    });
    const [said] = await asSuperuser()`select intervention_id as id from import_rows
      where import_id = ${id} and state_code = 'XEC'`;
    await asSuperuser()`insert into evidence (org_id, intervention_id, kind, grade, source, recorded_by)
      values (${theCase.orgId}, ${said?.id}, 'webcast', 'A', 'UN Web TV', ${author.membershipId})`;
    await anIntervention(theCase, session, author, { stateCode: "XED" });
    await change(author, theCase, await of("XEE"), { stage: "declined" });
    expect(await undo(author, id)).toEqual({ taken_back: 1, kept: 5 });
    for (const state of ["XEA", "XEB", "XEC", "XED", "XEE"]) {
      expect(await standing(theCase, state), state).toBeDefined();
    }
    expect(await standing(theCase, "XEF")).toBeUndefined();
    expect((await standing(theCase, "XEE"))?.stage).toBe("declined");
  });

  it("is its author's, and of cases that they may still change", async () => {
    const { organisation, author, theCase, cell } = await aDesk();
    const colleague = await aMember(organisation);
    await inTeam(theCase, colleague, "lead");
    const id = await aDraft(author);
    await carryOut(author, id, [cell(2, "XEA", "agreed")]);
    await expect(undo(colleague, id)).rejects.toMatchObject({ code: "42501" });
    await asSuperuser()`update case_team set role = 'reader' where membership_id = ${author.membershipId}
      and case_id = ${theCase.id}`;
    expect(await undo(author, id)).toEqual({ taken_back: 0, kept: 1 });
    expect(await standing(theCase, "XEA")).toBeDefined();
  });
});

describe("turns red when the database forgets", () => {
  const broken: [string, string, (desk: Awaited<ReturnType<typeof aDesk>>) => Promise<unknown>][] =
    [
      [
        "to ask who may set these commitments",
        "not app.contributes(d.case_id)",
        async ({ organisation, cell }) => {
          const colleague = await aMember(organisation);
          return carryOut(colleague, await aDraft(colleague), [cell(2, "XEA", "agreed")]);
        },
      ],
      [
        "the State concerned",
        "c.country_code = w.state_code",
        async ({ author, theCase, cell }) => {
          const [row] =
            await asSuperuser()`select country_code from cases where id = ${theCase.id}`;
          return carryOut(author, await aDraft(author), [cell(2, row?.country_code, "agreed")]);
        },
      ],
    ];
  it.each(broken)("%s", async (_, rule, attempt) => {
    const superuser = asSuperuser();
    const [kept] = await superuser`select pg_get_functiondef(
      'app.carry_out_import(uuid, jsonb, text, integer)'::regprocedure) as source`;
    const desk = await aDesk();
    await expect(attempt(desk)).rejects.toThrow();
    expect(kept?.source).toContain(rule);
    await superuser.unsafe((kept?.source ?? "").replace(rule, "false"));
    try {
      await expect(attempt(desk)).resolves.toMatchObject({ set_now: 1 });
    } finally {
      await superuser.unsafe(kept?.source ?? "");
    }
  });

  it("what somebody went on from", async () => {
    const { author, theCase, cell } = await aDesk();
    const superuser = asSuperuser();
    const [kept] =
      await superuser`select pg_get_functiondef('app.undo_import(uuid)'::regprocedure) as source`;
    const rule = "e.import_id is distinct from of_import";
    expect(kept?.source).toContain(rule);
    await superuser.unsafe((kept?.source ?? "").replace(rule, "false"));
    try {
      const id = await aDraft(author);
      await carryOut(author, id, [cell(2, "XEA", "agreed")]);
      await change(author, theCase, (await standing(theCase, "XEA"))?.id, { stage: "declined" });
      // Somebody's word would be gone.
      expect(await undo(author, id)).toEqual({ taken_back: 1, kept: 0 });
    } finally {
      await superuser.unsafe(kept?.source ?? "");
    }
  });
});
