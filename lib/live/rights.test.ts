import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { storedText, words } from "@/lib/alerts/testing";
import {
  anEditor,
  aServer,
  aText,
  type Editor,
  plain,
  type TestServer,
  type,
  until,
} from "./testing";

useDatabase();

let server: TestServer;
beforeAll(async () => {
  server = await aServer({ limits: { sweep: 1_000 } });
});
afterAll(() => server.close());

interface World {
  theCase: Case;
  textId: string;
  alertId: string;
  lead: Member;
  colleague: Member;
  partner: Member;
  shareId: string;
  consentId: string;
}

async function aWorld(level: "contribute" | "comment" = "contribute"): Promise<World> {
  const organisation = await anOrganisation();
  const other = await anOrganisation();
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const partner = await aMember(other);
  const theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
    organisation: other,
  });
  const shareId = await aShare(theCase, lead, other, level);
  const { textId, alertId } = await aText(theCase, lead, { happened: words("Held") });
  return { theCase, textId, alertId, lead, colleague, partner, shareId, consentId };
}

const sql = () => asSuperuser();

/** Who loses what, how the database hears of it, and what the browser is told. */
const losses: [string, (world: World) => Member, (world: World) => Promise<unknown>, string][] = [
  [
    "a share that is revoked",
    ({ partner }) => partner,
    ({ shareId }) => sql()`update case_shares set revoked_at = now() where id = ${shareId}`,
    "not-allowed",
  ],
  [
    "consent that is withdrawn",
    ({ partner }) => partner,
    ({ consentId }) => sql()`update consents set withdrawn_at = now() where id = ${consentId}`,
    "not-allowed",
  ],
  [
    "a place in the team",
    ({ colleague }) => colleague,
    ({ theCase, colleague }) =>
      sql()`delete from case_team where case_id = ${theCase.id} and membership_id = ${colleague.membershipId}`,
    "not-allowed",
  ],
  [
    "a membership that is suspended",
    ({ colleague }) => colleague,
    ({ colleague }) =>
      sql()`update memberships set status = 'suspended' where id = ${colleague.membershipId}`,
    "not-allowed",
  ],
  [
    "a sign-in that is ended",
    ({ colleague }) => colleague,
    ({ colleague }) =>
      sql()`update sign_ins set revoked_at = now() where person_id = ${colleague.personId}`,
    "signed-out",
  ],
  [
    "a sign-in that comes to its end",
    ({ colleague }) => colleague,
    ({ colleague }) =>
      sql()`update sign_ins set expires_at = now() where person_id = ${colleague.personId}`,
    "signed-out",
  ],
  [
    "a sign-in that was idle for too long",
    ({ colleague }) => colleague,
    ({ colleague }) =>
      sql()`update sign_ins set last_seen_at = now() - interval '31 minutes'
        where person_id = ${colleague.personId}`,
    "signed-out",
  ],
  [
    "the right to write, to a reader's role",
    ({ colleague }) => colleague,
    ({ colleague }) =>
      sql()`update memberships set role = 'reader' where id = ${colleague.membershipId}`,
    "rights",
  ],
  [
    "the right to write, to comments",
    ({ partner }) => partner,
    ({ shareId }) => sql()`update case_shares set level = 'comment' where id = ${shareId}`,
    "rights",
  ],
  [
    "an alert that is withdrawn",
    ({ lead }) => lead,
    ({ alertId }) => sql()`update alerts set stage = 'withdrawn' where id = ${alertId}`,
    "rights",
  ],
  [
    "being seen there, when the case becomes restricted",
    ({ lead }) => lead,
    ({ theCase }) => sql()`update cases set security_level = 'restricted' where id = ${theCase.id}`,
    "rights",
  ],
];

describe("whoever loses a right", () => {
  it.each(losses)("is sent away within five seconds: %s", async (_what, who, lose, reason) => {
    const world = await aWorld();
    const leaver = anEditor(server, who(world).secret, world.textId, { reconnects: false });
    const stayer = anEditor(
      server,
      (who(world) === world.lead ? world.partner : world.lead).secret,
      world.textId,
    );
    await Promise.all([leaver.opened(), stayer.opened()]);
    await lose(world);
    const lost = Date.now();
    await until(() => leaver.closed.length > 0, "the end of the socket", 5_000);
    expect(Date.now() - lost).toBeLessThan(5_000);
    expect(leaver.closed.at(-1)?.reason).toBe(reason);
    if (who(world) !== world.lead) {
      expect(stayer.closed).toEqual([]);
      // And hears nothing more of what the others write.
      type(stayer.shared, "happened", " for six hours");
      await stayer.kept();
      expect(plain(leaver.shared, "happened")).toBe("Held");
    }
    leaver.destroy();
    stayer.destroy();
  });

  it("can't store anything in between, though nobody has looked", async () => {
    const deaf = await aServer({
      limits: { sweep: 1_000_000 },
      listenUrl: () => "postgres://nobody@127.0.0.1:1/x",
    });
    const world = await aWorld();
    const leaver = anEditor(deaf, world.partner.secret, world.textId, { reconnects: false });
    await leaver.opened();
    await sql()`update case_shares set revoked_at = now() where id = ${world.shareId}`;
    type(leaver.shared, "happened", " nothing");
    await until(() => leaver.closed.length > 0, "the end of the socket");
    expect(leaver.closed.at(-1)?.reason).toBe("rights");
    expect(leaver.provider.hasUnsyncedChanges).toBe(true);
    expect(plain(await storedText(world.textId), "happened")).toBe("Held");
    leaver.destroy();
    await deaf.close();
  });

  it("stays for ever where nobody listens and nobody sweeps (broken on purpose)", async () => {
    const deaf = await aServer({
      limits: { sweep: 1_000_000 },
      listenUrl: () => "postgres://nobody@127.0.0.1:1/x",
    });
    const world = await aWorld();
    const leaver = anEditor(deaf, world.partner.secret, world.textId, { reconnects: false });
    await leaver.opened();
    await sql()`update case_shares set revoked_at = now() where id = ${world.shareId}`;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(leaver.closed).toEqual([]);
    leaver.destroy();
    await deaf.close();
  });

  it("comes again with the right that is left", async () => {
    const world = await aWorld();
    const partner = anEditor(server, world.partner.secret, world.textId);
    await partner.opened();
    await sql()`update case_shares set level = 'comment' where id = ${world.shareId}`;
    await until(() => partner.closed.length > 0, "the end of the socket", 5_000);
    await partner.kept();
    const block = partner.shared.getXmlFragment("happened").get(0) as never as {
      get(n: number): never;
    };
    (block.get(0) as { insert(n: number, text: string, marks: object): void }).insert(4, " long", {
      insertion: { id: `${world.partner.membershipId}.1` },
    });
    await partner.kept();
    expect(plain(await storedText(world.textId), "happened")).toBe("Held long");
    type(partner.shared, "title", "Not a suggestion");
    await until(() => partner.closed.some(({ reason }) => reason === "refused"), "the refusal");
    expect(plain(await storedText(world.textId), "title")).toBe("");
    partner.destroy();
  });
});

describe("who is there", () => {
  const statesOf = (editor: Editor) =>
    [...(editor.provider.awareness?.getStates() ?? [])]
      .filter(([client]) => client !== editor.shared.clientID)
      .map(([, state]) => state);

  it("is told by the server, not by the browser", async () => {
    const world = await aWorld();
    const one = anEditor(server, world.lead.secret, world.textId);
    const other = anEditor(server, world.partner.secret, world.textId);
    await Promise.all([one.opened(), other.opened()]);
    one.provider.awareness?.setLocalState({
      user: { name: "The Minister", organisation: "A Government", color: "red" },
      section: "happened",
      cursor: {
        anchor: { type: null, tname: "happened", item: null, assoc: 0 },
        head: { tname: "title" },
      },
      secret: "x",
    });
    await until(() => statesOf(other).length === 1, "somebody");
    expect(statesOf(other)[0]).toEqual({
      user: {
        membershipId: world.lead.membershipId,
        organisation: world.lead.organisationName,
      },
      section: "happened",
      cursor: {
        anchor: { type: null, tname: "happened", item: null, assoc: 0 },
        head: { tname: "title" },
      },
    });
    // Nobody moves or removes the other.
    const stolen = one.provider.awareness;
    stolen?.states.set(other.shared.clientID, { user: { name: "x" } });
    stolen?.meta.set(other.shared.clientID, { clock: 1_000, lastUpdated: Date.now() });
    stolen?.emit("update", [{ added: [], updated: [other.shared.clientID], removed: [] }, "local"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(other.closed).toEqual([]);
    const seen = server.live;
    expect(seen).toBeDefined();
    one.destroy();
    await until(() => statesOf(other).length === 0, "nobody");
    other.destroy();
  });

  it("is hidden at once when the case becomes restricted, and not with the next sweep", async () => {
    const slow = await aServer({ limits: { sweep: 1_000_000 } });
    const world = await aWorld();
    const one = anEditor(slow, world.lead.secret, world.textId, { reconnects: false });
    await one.opened();
    await sql()`update cases set security_level = 'restricted' where id = ${world.theCase.id}`;
    await until(() => one.closed.length > 0, "the end of the socket", 5_000);
    expect(one.closed.at(-1)?.reason).toBe("rights");
    one.destroy();
    await slow.close();
  });

  it("goes over the wire without a name, to partners and to colleagues", async () => {
    const world = await aWorld();
    const { lead, colleague, partner } = world;
    const readers = [colleague, partner].map((who) =>
      anEditor(server, who.secret, world.textId),
    ) as [Editor, Editor];
    const heard = readers.map(({ socket }) => {
      let all = "";
      socket.on("message", ({ data }: { data: ArrayBuffer }) => {
        all += Buffer.from(data).toString("utf8");
      });
      return () => all;
    });
    const one = anEditor(server, lead.secret, world.textId);
    await Promise.all([...readers, one].map((editor) => editor.opened()));
    one.provider.setAwarenessField("user", {
      organisation: lead.organisationName,
      name: lead.personName,
      membershipId: partner.membershipId,
    });
    one.provider.setAwarenessField("section", "happened");
    for (const [place, reader] of readers.entries()) {
      await until(() => statesOf(reader).some(({ section }) => section === "happened"), "somebody");
      expect(heard[place]?.()).toContain(lead.membershipId);
      expect(heard[place]?.()).toContain(lead.organisationName);
      expect(heard[place]?.()).not.toContain(lead.personName);
      reader.destroy();
    }
    one.destroy();
  });

  it("is told to nobody where the case is restricted", async () => {
    const world = await aWorld();
    await sql()`update cases set security_level = 'restricted' where id = ${world.theCase.id}`;
    const one = anEditor(server, world.lead.secret, world.textId);
    const other = anEditor(server, world.colleague.secret, world.textId);
    await Promise.all([one.opened(), other.opened()]);
    let signs = 0;
    one.provider.on("message", () => {
      signs += 1;
    });
    one.provider.setAwarenessField("section", "happened");
    await until(() => signs > 0, "a sign of life");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(statesOf(other)).toEqual([]);
    one.destroy();
    other.destroy();
  });
});
