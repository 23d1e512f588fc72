import { afterEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { DatabaseUnavailable } from "@/db/errors";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aMember,
  anOrganisation,
  aSharedCase,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { seedText } from "@/lib/alerts/shared-text";
import { storedText, words } from "@/lib/alerts/testing";
import type { LiveLimits } from "./limits";
import { storage } from "./room";
import { type Seat, ShownAhead } from "./shown-ahead";
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
import { intrude, knock, sync } from "./testing-wire";

useDatabase();

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) {
    await one.close();
  }
});

/** A server whose database holds what is to be stored, is away, or stores it, as `doors` says. */
async function aServerWith(doors: Doors, limits: Partial<LiveLimits> = {}): Promise<TestServer> {
  const server = await aServer({
    limits,
    kept: {
      ...storage,
      storeChanges: async (textId, changes) => {
        await doors.held;
        return doors.isAway
          ? changes.map(() => new DatabaseUnavailable("away"))
          : storage.storeChanges(textId, changes);
      },
    },
  });
  open.push(server, { close: () => doors.release() });
  return server;
}

class Doors {
  isAway = false;
  held: Promise<void> | undefined;
  release: () => void = () => undefined;
  hold() {
    this.held = new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

async function aWorld() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
  const { textId } = await aText(theCase, lead, { happened: words("Held") });
  return { lead, colleague, theCase, textId };
}

async function enter(
  server: TestServer,
  member: Member,
  textId: string,
  options: Parameters<typeof anEditor>[3] = {},
): Promise<Editor> {
  const editor = anEditor(server, member.secret, textId, options);
  open.push({ close: () => editor.destroy() });
  await editor.kept();
  return editor;
}

const happened = ({ shared }: Editor) => plain(shared, "happened");
const stored = async (textId: string) => plain(await storedText(textId), "happened");
/** Who stored what each Yjs client wrote. */
async function voices(textId: string): Promise<Map<number, string>> {
  const rows = await asSuperuser()<{ membership_id: string; body: Buffer }[]>`
    select membership_id, body from alert_updates where text_id = ${textId} and seq > 1 order by seq`;
  return new Map(
    rows.flatMap(({ membership_id, body }) =>
      [...Y.parseUpdateMeta(body).from.keys()].map((client) => [client, membership_id] as const),
    ),
  );
}

describe("what is typed", () => {
  it("is shown at once, and confirmed when it is stored", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, colleague, textId);
    doors.hold();
    type(one.shared, "happened", " for six hours");
    await until(() => happened(other) === "Held for six hours", "the words");
    expect(one.provider.hasUnsyncedChanges).toBe(true);
    expect(await stored(textId)).toBe("Held");
    // Whoever comes now reads what is stored.
    const late = anEditor(server, colleague.secret, textId);
    open.push({ close: () => late.destroy() });
    await late.opened();
    expect(happened(late)).toBe("Held");
    doors.release();
    await one.kept();
    await until(() => happened(late) === "Held for six hours", "the words");
    expect(happened(other)).toBe("Held for six hours");
    expect(await stored(textId)).toBe("Held for six hours");
  });

  it("reaches who was just coming in when it was shown", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, lead, textId);
    // Whoever comes in is kept at the door by the look at their rights.
    const door = await asSuperuser().reserve();
    open.push({ close: () => door.release() });
    await door`begin`;
    await door`lock table alert_texts in access exclusive mode`;
    const late = anEditor(server, colleague.secret, textId);
    open.push({ close: () => late.destroy() });
    await vi.waitFor(
      async () =>
        expect(
          await door`select 1 from pg_locks where not granted and relation = 'alert_texts'::regclass`,
        ).not.toEqual([]),
      5_000,
    );
    doors.hold();
    type(one.shared, "happened", " for six hours");
    await until(() => happened(other) === "Held for six hours", "the words");
    await door`rollback`;
    await late.opened();
    expect(happened(late)).toBe("Held");
    doors.release();
    await until(() => happened(late) === "Held for six hours", "the words");
  });

  it("is not shown before it is stored when it is more than letters", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, colleague, textId);
    doors.hold();
    const line = (one.shared.getXmlFragment("happened").get(0) as Y.XmlElement).get(0) as Y.XmlText;
    line.delete(1, 3);
    one.shared.getXmlFragment("happened").push([new Y.XmlElement("paragraph")]);
    type(one.shared, "title", "in the new title");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(happened(other)).toBe("Held");
    doors.release();
    await one.kept();
    await until(() => happened(other) === "H\n", "the change");
  });

  it("is not shown of somebody who may only suggest", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const lead = await aMember(await anOrganisation());
    const partner = await anOrganisation();
    const shared = await aSharedCase(lead, partner, "comment");
    const { textId } = await aText(shared, lead, { happened: words("Held") });
    const one = await enter(server, await aMember(partner), textId);
    const other = await enter(server, lead, textId);
    doors.hold();
    type(one.shared, "happened", " nothing");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(happened(other)).toBe("Held");
    doors.release();
  });

  it("is not shown with the voice of another", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const honest = await enter(server, lead, textId);
    const watching = await enter(server, lead, textId);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(honest.shared));
    copy.clientID = honest.shared.clientID;
    const before = Y.encodeStateVector(copy);
    type(copy, "happened", " nothing");
    doors.hold();
    void intrude(server, colleague.secret, [
      knock(textId),
      sync(textId, 0, Uint8Array.of(0)),
      sync(textId, 2, Y.encodeStateAsUpdate(copy, before)),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(happened(watching)).toBe("Held");
    doors.release();
  });

  it("can be built on by those who see it, before it is stored", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, colleague, textId);
    doors.hold();
    type(one.shared, "happened", " for");
    await until(() => happened(other) === "Held for", "the words");
    // While the first is being stored, the next of the same person waits at the door; the other's builds on it.
    type(one.shared, "happened", " six");
    await until(() => happened(other) === "Held for six", "the words");
    type(other.shared, "happened", " hours");
    other.shared.getXmlFragment("happened").push([new Y.XmlElement("paragraph")]);
    doors.release();
    await Promise.all([one.kept(), other.kept()]);
    await until(() => happened(one) === "Held for six hours\n", "the words");
    expect([...one.closed, ...other.closed]).toEqual([]);
    expect(await stored(textId)).toBe("Held for six hours\n");
    const told = await voices(textId);
    expect(told.get(one.shared.clientID)).toBe(lead.membershipId);
    expect(told.get(other.shared.clientID)).toBe(colleague.membershipId);
  });

  it("stays on the screens while the database is away, and is stored as its writer's", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, colleague, textId);
    doors.isAway = true;
    type(one.shared, "happened", " for six hours");
    await until(() => one.closed.some(({ code }) => code === 4503), "the end of the socket");
    expect(one.provider.hasUnsyncedChanges).toBe(true);
    expect(happened(other)).toBe("Held for six hours");
    one.socket.disconnect();
    doors.isAway = false;
    // Who saw it comes back first, and has gone on from there.
    type(other.shared, "happened", ", and more");
    other.socket.webSocket?.close();
    await until(() => other.provider.isSynced, "the way back");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await stored(textId)).toBe("Held");
    await one.socket.connect();
    await Promise.all([one.kept(), other.kept()]);
    await until(() => happened(one) === "Held for six hours, and more", "the words");
    expect(await stored(textId)).toBe("Held for six hours, and more");
    const told = await voices(textId);
    expect(told.get(one.shared.clientID)).toBe(lead.membershipId);
    expect(told.get(other.shared.clientID)).toBe(colleague.membershipId);
  });

  it("is stored word by word when two come back who had built on each other's", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors);
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, lead, textId);
    const other = await enter(server, colleague, textId);
    doors.hold();
    for (const [from, to, word, all] of [
      [one, other, " for", "Held for"],
      [other, one, " six", "Held for six"],
      [one, other, " long", "Held for six long"],
      [other, one, " hours", "Held for six long hours"],
    ] as const) {
      type(from.shared, "happened", word);
      await until(() => happened(to) === all, "the words");
    }
    doors.isAway = true;
    for (const { socket } of [one, other]) {
      socket.disconnect();
    }
    doors.release();
    await until(() => server.live.health().texts === 0, "the end of the room");
    expect(await stored(textId)).toBe("Held");
    doors.isAway = false;
    await Promise.all([one, other].map(({ socket }) => socket.connect()));
    await Promise.all([one.kept(), other.kept()]);
    expect(await stored(textId)).toBe("Held for six long hours");
    expect([...one.closed, ...other.closed].filter(({ code }) => code === 4424)).toEqual([]);
    const told = await voices(textId);
    expect(told.get(one.shared.clientID)).toBe(lead.membershipId);
    expect(told.get(other.shared.clientID)).toBe(colleague.membershipId);
  });
});

it("counts nobody as having seen it who is not sent what goes round yet", () => {
  const [board, writer] = [new Y.Doc(), new Y.Doc()];
  const seed = seedText({ happened: words("Held") });
  for (const text of [board, writer]) {
    Y.applyUpdate(text, seed);
  }
  const updates: Uint8Array[] = [];
  writer.on("update", (update: Uint8Array) => updates.push(update));
  type(writer, "happened", " for");
  const got = new Map<Seat, number>();
  const aSeat = (isOpen: boolean): Seat => ({
    membershipId: "",
    presenceOf: undefined,
    isOpen,
    isEnded: false,
    isSpared: false,
    show() {
      got.set(this, (got.get(this) ?? 0) + 1);
    },
    end: () => undefined,
  });
  const [theirs, open, coming] = [aSeat(true), aSeat(true), aSeat(false)];
  const ahead = new ShownAhead("", board, () => [theirs, open, coming]);
  expect(ahead.show(theirs, updates[0] as Uint8Array, () => true)).toEqual(new Set([theirs, open]));
  expect(got.get(open)).toBe(1);
});

describe("what was shown and is not stored", () => {
  it("is called back at once when its writer had lost the right", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors, { owed: 500 });
    const { lead, colleague, theCase, textId } = await aWorld();
    const one = await enter(server, colleague, textId, { reconnects: false });
    const other = await enter(server, lead, textId, { reconnects: false });
    doors.hold();
    type(one.shared, "happened", " nothing");
    await until(() => happened(other) === "Held nothing", "the words");
    await asSuperuser()`delete from case_team
      where case_id = ${theCase.id} and membership_id = ${colleague.membershipId}`;
    doors.release();
    await until(() => other.closed.length > 0, "the call");
    expect(other.closed.at(-1)).toEqual({ code: 4424, reason: "called-back" });
    const anew = await enter(server, lead, textId);
    expect(happened(anew)).toBe("Held");
    // A browser that brings it all the same can't have it stored, neither as its own nor as the writer's.
    const stubborn = anEditor(server, lead.secret, textId, { shared: other.shared });
    open.push({ close: () => stubborn.destroy() });
    await until(() => stubborn.closed.some(({ code }) => code === 4424), "the next call");
    expect(await stored(textId)).toBe("Held");
    expect(happened(anew)).toBe("Held");
  });

  it("is called back after a while when its writer does not come back", async () => {
    const doors = new Doors();
    const server = await aServerWith(doors, { owed: 500 });
    const { lead, colleague, textId } = await aWorld();
    const one = await enter(server, colleague, textId);
    const other = await enter(server, lead, textId, { reconnects: false });
    doors.isAway = true;
    type(one.shared, "happened", " nothing");
    await until(() => one.closed.some(({ code }) => code === 4503), "the end of the socket");
    one.destroy();
    expect(happened(other)).toBe("Held nothing");
    await until(() => other.closed.length > 0, "the call");
    expect(other.closed.at(-1)).toEqual({ code: 4424, reason: "called-back" });
    expect(happened(await enter(server, lead, textId))).toBe("Held");
  });
});
