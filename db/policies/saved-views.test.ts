import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, it } from "vitest";
import { asActor } from "../client";
import { defaultViews, savedViews } from "../schema";
import { asSuperuser, useDatabase } from "../testing/database";
import { aMember, anOrganisation, type Member, type Organisation } from "../testing/factories";

useDatabase();

let ours: Organisation;
let owner: Member;
let colleague: Member;
let reader: Member;
let administrator: Member;
let partner: Member;

beforeEach(async () => {
  ours = await anOrganisation();
  [owner, colleague, reader, administrator, partner] = [
    await aMember(ours),
    await aMember(ours),
    await aMember(ours, "reader"),
    await aMember(ours, "administrator"),
    await aMember(await anOrganisation(), "administrator"),
  ];
});

async function aView(by: Member, isShared = false, ownerId = by.membershipId): Promise<string> {
  const id = uuidv7();
  await asActor(by, (tx) =>
    tx.insert(savedViews).values({
      orgId: by.organisationId,
      id,
      ownerId,
      name: `Week of 3 March ${id}`,
      isShared,
      settings: { group: "region" },
    }),
  );
  return id;
}

const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ code: "42501" });
      return false;
    },
  );

const reads = async (member: Member, id: string) =>
  (
    await asActor(member, (tx) =>
      tx.select({ name: savedViews.name }).from(savedViews).where(eq(savedViews.id, id)),
    )
  ).length === 1;

/** True when a row was really changed. */
const changes = (member: Member, id: string, values: Partial<typeof savedViews.$inferInsert>) =>
  asActor(member, (tx) => tx.update(savedViews).set(values).where(eq(savedViews.id, id))).then(
    (rows) => rows.count > 0,
  );

const deletes = (member: Member, id: string) =>
  asActor(member, (tx) => tx.delete(savedViews).where(eq(savedViews.id, id))).then(
    (rows) => rows.count > 0,
  );

const makesDefault = (member: Member, viewId: string, membershipId = member.membershipId) =>
  done(
    asActor(member, (tx) =>
      tx.insert(defaultViews).values({ orgId: member.organisationId, membershipId, viewId }),
    ),
  );

const defaultOf = async (member: Member) =>
  (
    await asSuperuser()`select view_id from default_views where membership_id = ${member.membershipId}`
  )[0]?.view_id;

/** Runs work with a part of the wall taken away, and puts the database back. */
async function broken(statements: string, work: () => Promise<void>, mend: string) {
  await asSuperuser().unsafe(statements).simple();
  try {
    await work();
  } finally {
    await asSuperuser().unsafe(mend).simple();
  }
}

describe("a saved view", () => {
  it("is its owner's alone, and the organisation's once it is shared", async () => {
    const own = await aView(owner);
    const shared = await aView(owner, true);
    for (const [member, seesShared] of [
      [owner, true],
      [colleague, true],
      [reader, true],
      [administrator, true],
      [partner, false],
    ] as const) {
      expect(await reads(member, own)).toBe(member === owner);
      expect(await reads(member, shared)).toBe(seesShared);
    }
  });

  it("would be read by colleagues without its policy, which turns this red", async () => {
    const own = await aView(owner);
    await broken(
      `alter policy "a view is its owner's until it is shared" on saved_views using (org_id = app.org())`,
      async () => expect(await reads(colleague, own)).toBe(true),
      `alter policy "a view is its owner's until it is shared" on saved_views
        using (org_id = app.org() and (owner_id = app.membership() or is_shared))`,
    );
    expect(await reads(colleague, own)).toBe(false);
  });

  it("is saved by every member for themselves, and shared by those who write", async () => {
    expect(await done(aView(reader))).toBe(true);
    expect(await done(aView(reader, true))).toBe(false);
    expect(await done(aView(administrator, true))).toBe(true);
    expect(await done(aView(colleague, false, owner.membershipId))).toBe(false);
    const readers = await aView(reader);
    expect(await done(changes(reader, readers, { isShared: true }))).toBe(false);
    expect(await changes(reader, readers, { name: "Mine" })).toBe(true);
  });

  it("would be shared by a reader without its rule, which turns this red", async () => {
    const readers = await aView(reader);
    const rule = `org_id = app.org() and owner_id = app.membership()`;
    await broken(
      `alter policy "owners change their views" on saved_views with check (${rule})`,
      async () => expect(await changes(reader, readers, { isShared: true })).toBe(true),
      `alter policy "owners change their views" on saved_views
        with check (${rule} and (not is_shared or app.role() in ('administrator', 'advocate')));
      update saved_views set is_shared = false`,
    );
    expect(await done(changes(reader, readers, { isShared: true }))).toBe(false);
  });

  it("is changed by its owner alone, and a shared one deleted by administrators, too", async () => {
    const own = await aView(owner);
    const shared = await aView(owner, true);
    for (const member of [colleague, reader, administrator, partner]) {
      expect(await changes(member, shared, { settings: {} })).toBe(false);
      expect(await changes(member, own, { settings: {} })).toBe(false);
      expect(await deletes(member, own)).toBe(false);
      expect(await deletes(member, shared)).toBe(member === administrator);
    }
    expect(await changes(owner, own, { settings: {}, isShared: true })).toBe(true);
    // It is not given away, either.
    expect(await done(changes(owner, own, { ownerId: colleague.membershipId }))).toBe(false);
    expect(await deletes(owner, own)).toBe(true);
  });

  it("would be overwritten by a colleague without its policy, which turns this red", async () => {
    const shared = await aView(owner, true);
    const rule = "org_id = app.org() and owner_id = app.membership()";
    const check = `${rule} and (not is_shared or app.role() in ('administrator', 'advocate'))`;
    await broken(
      `alter policy "owners change their views" on saved_views using (org_id = app.org()) with check (org_id = app.org())`,
      async () => expect(await changes(colleague, shared, { settings: {} })).toBe(true),
      `alter policy "owners change their views" on saved_views using (${rule}) with check (${check})`,
    );
    expect(await changes(colleague, shared, { settings: {} })).toBe(false);
  });

  it("holds a short name and settings of a page's size", async () => {
    const own = await aView(owner);
    for (const values of [
      { name: " " },
      { name: "a".repeat(81) },
      { settings: { q: "a".repeat(9_000) } },
    ]) {
      await expect(changes(owner, own, values)).rejects.toMatchObject({ code: "23514" });
    }
  });

  it("is called as no other of its owner's is, in small letters or large", async () => {
    const name = "Week of 3 March";
    const [first, second, theirs] = [
      await aView(owner),
      await aView(owner),
      await aView(colleague),
    ];
    await changes(owner, first, { name });
    expect(await changes(colleague, theirs, { name })).toBe(true);
    const again = () => changes(owner, second, { name: name.toUpperCase() });
    await expect(again()).rejects.toMatchObject({ code: "23505" });
    await broken(
      "drop index a_view_of_ones_own_has_its_own_name",
      async () => expect(await again()).toBe(true),
      `delete from saved_views;
      create unique index a_view_of_ones_own_has_its_own_name on saved_views (org_id, owner_id, lower(name))`,
    );
  });

  it("leaves its sharing in the log, and neither its name nor what is somebody's own", async () => {
    const own = await aView(owner);
    const shared = await aView(owner);
    await changes(owner, shared, { isShared: true });
    await changes(owner, shared, { name: "Named anew" });
    await deletes(owner, shared);
    const log = await asSuperuser()`select action, subject_id, columns, details from audit_log
      where org_id = ${ours.id} and subject = 'saved_views' order by at, id`;
    expect(log).toMatchObject([
      { action: "update", subject_id: shared, details: { is_shared: [false, true] } },
      { action: "update", subject_id: shared, columns: ["name"], details: {} },
      { action: "delete", subject_id: shared },
    ]);
    expect(JSON.stringify(log)).not.toContain(own);
    expect(JSON.stringify(log)).not.toMatch(/Week of|Named anew/);
  });
});

describe("the view that opens for a member", () => {
  it("is chosen by the member, from what they read", async () => {
    const own = await aView(owner);
    const shared = await aView(owner, true);
    expect(await makesDefault(owner, own)).toBe(true);
    expect(await makesDefault(colleague, own)).toBe(false);
    expect(await makesDefault(colleague, uuidv7())).toBe(false);
    expect(await makesDefault(colleague, shared, reader.membershipId)).toBe(false);
    expect(await makesDefault(reader, shared)).toBe(true);
    expect(await makesDefault(partner, shared)).toBe(false);
  });

  it("would tell that a hidden view is there without its rule, which turns this red", async () => {
    const own = await aView(owner);
    const rule = "org_id = app.org() and membership_id = app.membership()";
    await broken(
      `alter policy "members choose the view that opens for them" on default_views with check (${rule})`,
      async () => expect(await makesDefault(colleague, own)).toBe(true),
      `delete from default_views;
      alter policy "members choose the view that opens for them" on default_views with check (${rule}
        and exists (select 1 from saved_views v where v.org_id = default_views.org_id and v.id = default_views.view_id))`,
    );
    expect(await makesDefault(colleague, own)).toBe(false);
  });

  it("goes back to everything where sharing ends, and where the view is deleted", async () => {
    const shared = await aView(owner, true);
    for (const member of [owner, colleague]) {
      await makesDefault(member, shared);
    }
    await changes(owner, shared, { isShared: false });
    // A row without a view, until they have been told.
    expect(await defaultOf(colleague)).toBeNull();
    expect(await defaultOf(owner)).toBe(shared);
    await deletes(owner, shared);
    expect(await defaultOf(owner)).toBeNull();
  });

  it("would come back with the sharing without its trigger, which turns this red", async () => {
    const shared = await aView(owner, true);
    await makesDefault(colleague, shared);
    await broken(
      "alter table saved_views disable trigger guard_saved_view",
      async () => {
        await changes(owner, shared, { isShared: false });
        expect(await defaultOf(colleague)).toBe(shared);
      },
      "alter table saved_views enable trigger guard_saved_view",
    );
  });
});

describe("whoever leaves the organisation", () => {
  const leave = () =>
    asSuperuser()`update memberships set status = 'left' where id = ${owner.membershipId}`;
  const left = async () =>
    (await asSuperuser()`select id from saved_views where owner_id = ${owner.membershipId}`).map(
      (row) => row.id,
    );

  it("leaves behind what they shared, and nothing else", async () => {
    await makesDefault(owner, await aView(owner));
    const shared = await aView(owner, true);
    await leave();
    expect(await left()).toEqual([shared]);
    expect(await defaultOf(owner)).toBeUndefined();
    expect(await reads(colleague, shared)).toBe(true);
  });

  it("would leave everything without the trigger, which turns this red", async () => {
    const own = await aView(owner);
    await broken(
      "alter table memberships disable trigger forget_views",
      async () => {
        await leave();
        expect(await left()).toEqual([own]);
      },
      "alter table memberships enable trigger forget_views",
    );
  });

  it("takes all of it along where the organisation is deleted", async () => {
    await makesDefault(owner, await aView(owner, true));
    await asSuperuser()`delete from organisations where id = ${ours.id}`;
    expect(await left()).toEqual([]);
  });
});
