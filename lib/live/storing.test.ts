import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { DatabaseUnavailable } from "@/db/errors";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { storedText, words } from "@/lib/alerts/testing";
import { storage } from "./room";
import { anEditor, aServer, aText, plain, type TestServer, type, until } from "./testing";

useDatabase();

const open: TestServer[] = [];
async function begin(...options: Parameters<typeof aServer>): Promise<TestServer> {
  const server = await aServer(...options);
  open.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function aWorld() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
  const { textId } = await aText(theCase, lead, { happened: words("Held") });
  return { lead, colleague, theCase, textId };
}

const textOf = (shared: Y.Doc) => JSON.stringify(shared.getXmlFragment("happened").toJSON());
const stored = async (textId: string) => plain(await storedText(textId), "happened");
const countStored = async (textId: string) =>
  Number(
    (await asSuperuser()`select count(*) as n from alert_updates where text_id = ${textId}`)[0]?.n,
  );

describe("what is typed", () => {
  it("goes through in one piece with what came while the one before was stored", async () => {
    let rounds = 0;
    const server = await begin({
      kept: {
        ...storage,
        storeChanges: async (...change) => {
          rounds += 1;
          await new Promise((resolve) => setTimeout(resolve, 100));
          return storage.storeChanges(...change);
        },
      },
    });
    const { lead, textId } = await aWorld();
    const editor = anEditor(server, lead.secret, textId);
    await editor.kept();
    for (let n = 0; n < 30; n += 1) {
      type(editor.shared, "happened", `${n},`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(editor.provider.unsyncedChanges).toBeGreaterThan(5);
    await editor.kept();
    expect(rounds).toBeLessThan(10);
    expect(await stored(textId)).toBe(
      `Held${Array.from({ length: 30 }, (_, n) => `${n},`).join("")}`,
    );
    editor.destroy();
  });

  it("is stored as whoever typed it, several people's in one transaction", async () => {
    const server = await begin({
      kept: {
        ...storage,
        storeChanges: async (...change) => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          return storage.storeChanges(...change);
        },
      },
    });
    const { lead, colleague, textId } = await aWorld();
    const one = anEditor(server, lead.secret, textId);
    const other = anEditor(server, colleague.secret, textId);
    await Promise.all([one.kept(), other.kept()]);
    for (let n = 0; n < 10; n += 1) {
      type(one.shared, "happened", "a");
      type(other.shared, "title", "b");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await Promise.all([one.kept(), other.kept()]);
    const rows = await asSuperuser()<{ membership_id: string; body: Buffer }[]>`
      select membership_id, body from alert_updates where text_id = ${textId} and seq > 1`;
    for (const { membership_id, body } of rows) {
      const clients = [...Y.parseUpdateMeta(body).from.keys()];
      expect(clients).toEqual([
        membership_id === lead.membershipId ? one.shared.clientID : other.shared.clientID,
      ]);
    }
    expect(new Set(rows.map((row) => row.membership_id)).size).toBe(2);
    one.destroy();
    other.destroy();
  });

  it("is not stored again when somebody comes back with nothing new", async () => {
    const server = await begin();
    const { lead, textId } = await aWorld();
    const editor = anEditor(server, lead.secret, textId);
    await editor.kept();
    type(editor.shared, "happened", " long");
    await editor.kept();
    const before = await countStored(textId);
    for (let n = 0; n < 3; n += 1) {
      editor.socket.webSocket?.close();
      await until(() => !editor.provider.isSynced, "the break");
      await editor.kept();
    }
    expect(await countStored(textId)).toBe(before);
    editor.destroy();
  });
});

describe("a text that can't be read just now", () => {
  it("is opened again by everybody who waits for it", async () => {
    let isAway = true;
    const server = await begin({
      kept: {
        ...storage,
        readKept: async (...text) => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          if (isAway) {
            throw new DatabaseUnavailable("away");
          }
          return storage.readKept(...text);
        },
      },
    });
    const { lead, colleague, textId } = await aWorld();
    const editors = [lead, colleague].map(({ secret }) => anEditor(server, secret, textId));
    const refusals: string[] = [];
    for (const { provider } of editors) {
      provider.on("authenticationFailed", ({ reason }: { reason: string }) =>
        refusals.push(reason),
      );
    }
    await until(() => editors.every(({ closed }) => closed.length > 0), "the end of the sockets");
    isAway = false;
    await Promise.all(editors.map((editor) => editor.kept()));
    expect(refusals).toEqual([]);
    expect(editors.map(({ shared }) => plain(shared, "happened"))).toEqual(["Held", "Held"]);
    for (const editor of editors) {
      expect(editor.closed.every(({ reason }) => reason === "again")).toBe(true);
      editor.destroy();
    }
  });
});

describe("two instances", () => {
  it("show each other what was stored, in whatever order it came", async () => {
    const servers = [await begin(), await begin()];
    const { lead, colleague, textId } = await aWorld();
    const editors = [lead, colleague, lead, colleague].map((member, n) =>
      anEditor(servers[n % 2] as TestServer, member.secret, textId),
    );
    await Promise.all(editors.map((editor) => editor.kept()));
    const tokens: string[] = [];
    for (let round = 0; round < 25; round += 1) {
      for (const [n, editor] of editors.entries()) {
        const token = `[${n}.${round}]`;
        tokens.push(token);
        type(editor.shared, "happened", token);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await Promise.all(editors.map((editor) => editor.kept()));
    await until(
      () =>
        new Set(editors.map(({ shared }) => textOf(shared))).size === 1 &&
        tokens.every((token) => textOf((editors[0] as (typeof editors)[0]).shared).includes(token)),
      "the same text everywhere",
    );
    const text = await stored(textId);
    expect(tokens.filter((token) => text.split(token).length !== 2)).toEqual([]);
    for (const editor of editors) {
      editor.destroy();
    }
  });

  it("look up what was said while nobody heard", async () => {
    const servers = [await begin(), await begin()];
    const { lead, colleague, textId } = await aWorld();
    const [one, other] = [lead, colleague].map((member, n) =>
      anEditor(servers[n] as TestServer, member.secret, textId),
    ) as [ReturnType<typeof anEditor>, ReturnType<typeof anEditor>];
    await Promise.all([one.kept(), other.kept()]);
    for (let round = 0; round < 3; round += 1) {
      await asSuperuser()`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'plenary listener' and datname = current_database()`;
      type(one.shared, "happened", ` ${round}`);
      await one.kept();
    }
    await until(() => plain(other.shared, "happened") === "Held 0 1 2", "the words");
    one.destroy();
    other.destroy();
  });
});

describe("what is kept of a text", () => {
  it("is folded when the last one leaves, and reads the same", async () => {
    const server = await begin({ limits: { foldLeft: 5 } });
    const { lead, textId } = await aWorld();
    const editor = anEditor(server, lead.secret, textId);
    await editor.kept();
    for (let n = 0; n < 8; n += 1) {
      type(editor.shared, "happened", ` ${n}`);
      await editor.kept();
    }
    editor.destroy();
    await until(() => server.live.health().texts === 0, "the text to be released");
    expect(await countStored(textId)).toBe(0);
    expect(await stored(textId)).toBe("Held 0 1 2 3 4 5 6 7");
    const again = anEditor(server, lead.secret, textId);
    await again.kept();
    expect(plain(again.shared, "happened")).toBe("Held 0 1 2 3 4 5 6 7");
    again.destroy();
  });

  it("is folded while it is open, when much was typed", async () => {
    const server = await begin({ limits: { foldOpen: 10 } });
    const { lead, textId } = await aWorld();
    const editor = anEditor(server, lead.secret, textId);
    await editor.kept();
    for (let n = 0; n < 25; n += 1) {
      type(editor.shared, "happened", `${n},`);
      await editor.kept();
    }
    expect(await countStored(textId)).toBeLessThan(15);
    expect(await stored(textId)).toBe(plain(editor.shared, "happened"));
    editor.destroy();
  });

  it("is kept as text when the server ends", async () => {
    const server = await aServer({ limits: { derive: 60_000 } });
    const { lead, textId } = await aWorld();
    const editor = anEditor(server, lead.secret, textId, { reconnects: false });
    await editor.kept();
    type(editor.shared, "happened", " for six hours");
    await editor.kept();
    await server.close();
    expect(editor.closed.at(-1)).toEqual({ code: 4503, reason: "again" });
    const [part] = await asSuperuser()`
      select plain from alert_parts where text_id = ${textId} and section = 'happened'`;
    expect(part?.plain).toBe("Held for six hours");
    editor.destroy();
  });
});
