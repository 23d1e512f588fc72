import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, aSession, type Member } from "@/db/testing/factories";
import { listCommitments, viewFrom } from "@/lib/commitments/queries";
import { asRefusal, Refusal } from "@/lib/refusal";
import {
  deleteView,
  openByItself,
  overwriteView,
  renameView,
  saveView,
  shareView,
} from "./commands";
import { RenameView, SaveView } from "./input";
import { openView } from "./open-view";
import { canDeleteView, canShareViews } from "./permissions";
import { findMissing, listViews } from "./queries";

useDatabase();

let owner: Member;
let colleague: Member;
let reader: Member;
let administrator: Member;
let partner: Member;

beforeEach(async () => {
  const organisation = await anOrganisation();
  [owner, colleague, reader, administrator, partner] = [
    await aMember(organisation),
    await aMember(organisation),
    await aMember(organisation, "reader"),
    await aMember(organisation, "administrator"),
    await aMember(await anOrganisation(), "administrator"),
  ];
});

const aView = async (by: Member, more: Record<string, unknown> = {}) =>
  (
    await saveView(
      by,
      SaveView.parse({ name: `Week ${uuidv7()}`, settings: "group=region", ...more }),
    )
  ).id;

const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error) => {
      expect(asRefusal(error)).toBeInstanceOf(Refusal);
      return false;
    },
  );

describe("a saved view", () => {
  it("opens as it was saved, for everybody who has it, and for nobody else", async () => {
    const own = await aView(owner);
    const shared = await aView(owner, { shared: "yes" });
    for (const [member, hasOwn, hasShared] of [
      [owner, true, true],
      [colleague, false, true],
      [reader, false, true],
      [partner, false, false],
    ] as const) {
      for (const [id, has] of [
        [own, hasOwn],
        [shared, hasShared],
      ] as const) {
        const opened = await openView(member, { saved: id });
        expect(opened.isUnknown).toBe(!has);
        expect(opened.shown).toEqual(has ? { group: "region" } : {});
      }
    }
    const foreign = await openView(colleague, { saved: own });
    const none = await openView(colleague, { saved: uuidv7() });
    expect(foreign).toEqual(none);
    expect(await openView(colleague, { saved: "'; drop table" })).toEqual(none);
  });

  it("never breaks the tracker by what it holds", async () => {
    const id = await aView(owner);
    for (const settings of [
      {},
      { state: "none", stage: "gone", sort: 7, widths: { a: 1 }, cols: ["x"], case: "not an id" },
      { q: "\u202e", counts: "word9,late", group: "__proto__" },
    ]) {
      await asSuperuser()`update saved_views set settings = ${asSuperuser().json(settings as never)} where id = ${id}`;
      const { shown } = await openView(owner, { saved: id });
      await listCommitments(owner, await viewFrom(owner, shown));
    }
  });

  it("is refused to whoever may not do it, as the buttons say", async () => {
    for (const member of [owner, colleague, reader, administrator, partner]) {
      const isMine = member === owner;
      const id = await aView(owner, { shared: "yes" });
      expect(await done(renameView(member, id, "Another"))).toBe(isMine);
      expect(await done(overwriteView(member, id, {}))).toBe(isMine);
      expect(await done(shareView(member, id, false))).toBe(isMine);
      await shareView(owner, id, true);
      expect(await done(openByItself(member, id))).toBe(member !== partner);
      const says =
        member.organisationId === owner.organisationId &&
        canDeleteView(member, { isMine, isShared: true });
      expect(await done(deleteView(member, id))).toBe(says);
      expect(await done(aView(member, { shared: "yes" }))).toBe(canShareViews(member));
      expect(await done(aView(member))).toBe(true);
    }
  });

  it("is called as no other of one's own, which is said", async () => {
    const id = await aView(owner, { name: "Mine" });
    const other = await aView(owner, { name: "Other" });
    const taken = { messageKey: "views.nameTaken" };
    await expect(aView(owner, { name: "mine" })).rejects.toMatchObject(taken);
    await expect(renameView(owner, other, "MINE")).rejects.toMatchObject(taken);
    await renameView(owner, id, "MINE");
    expect(await done(aView(colleague, { name: "Mine" }))).toBe(true);
  });

  it("has a name that reads as one line", () => {
    expect(RenameView.parse({ id: uuidv7(), name: "  Week\n of  3 March " }).name).toBe(
      "Week of 3 March",
    );
    for (const name of [undefined, "   ", "a".repeat(81)]) {
      expect(RenameView.safeParse({ id: uuidv7(), name }).success).toBe(false);
    }
  });
});

describe("the view that opens by itself", () => {
  it("opens where the address says nothing, and only there", async () => {
    const id = await aView(owner, { opens: "yes" });
    expect((await openView(owner, {})).goTo).toBe(id);
    expect((await openView(owner, { saved: "none" })).goTo).toBeNull();
    expect((await openView(owner, { stage: "asked" })).goTo).toBeNull();
    expect((await openView(colleague, {})).goTo).toBeNull();
    await openByItself(owner, undefined);
    expect((await openView(owner, {})).goTo).toBeNull();
  });

  it("is gone with a sentence, once, for everybody but whoever deleted it", async () => {
    for (const end of [
      (id: string) => deleteView(owner, id),
      (id: string) => shareView(owner, id, false),
    ]) {
      const id = await aView(owner, { shared: "yes" });
      await openByItself(owner, id);
      await openByItself(colleague, id);
      await end(id);
      expect((await openView(colleague, { stage: "asked" })).isGone).toBe(false);
      expect(await openView(colleague, {})).toMatchObject({ isGone: true, goTo: null });
      expect((await openView(colleague, {})).isGone).toBe(false);
      expect((await openView(owner, {})).isGone).toBe(false);
    }
  });

  it("that comes after one that is gone is opened without a word of it", async () => {
    const id = await aView(owner, { shared: "yes" });
    await openByItself(colleague, id);
    await deleteView(owner, id);
    const next = await aView(colleague, { opens: "yes" });
    expect(await openView(colleague, {})).toMatchObject({ isGone: false, goTo: next });
  });

  it("is one for each member", async () => {
    await aView(owner, { opens: "yes" });
    const second = await aView(owner, { opens: "yes" });
    const { views } = await listViews(owner);
    expect(views.filter((view) => view.isDefault).map(({ id }) => id)).toEqual([second]);
  });
});

describe("what a view looks at", () => {
  it("is missing in the same way where it is hidden and where it is gone", async () => {
    const hidden = await aCase(colleague);
    const theirs = await aSession({ id: partner.organisationId, name: "" } as never);
    const settings = { case: hidden.id, session: theirs, owner: partner.membershipId };
    const gone = { case: uuidv7(), session: uuidv7(), owner: uuidv7() };
    expect(await findMissing(owner, settings)).toEqual({
      missing: ["case", "session", "owner"],
      caseReference: null,
    });
    expect(await findMissing(owner, gone)).toEqual(await findMissing(owner, settings));
    expect(await findMissing(owner, { state: "zzzzzz" })).toMatchObject({ missing: ["state"] });
    const found = await findMissing(colleague, { case: hidden.id, owner: owner.membershipId });
    expect(found).toMatchObject({ missing: [], caseReference: expect.stringContaining("PL-") });
  });

  it("leaves nothing where none of its States is there, and not everything", async () => {
    const view = await viewFrom(owner, { state: "zzzzzz" });
    const page = await listCommitments(owner, view);
    expect(page.total).toEqual({ n: 0, atLeast: false });
    // What is taken out as a file or asked for as news is the same nothing.
    expect(await viewFrom(owner, Object.fromEntries(new URLSearchParams(page.query)))).toEqual(
      view,
    );
  });
});
