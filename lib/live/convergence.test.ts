import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import * as Y from "yjs";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam, type Member } from "@/db/testing/factories";
import { type Chance, chance } from "@/db/testing/random-world";
import type { PartName } from "@/lib/alerts/shared-text";
import { storedText, words } from "@/lib/alerts/testing";
import { findFreePort } from "@/lib/serve/free-port";
import { type Storage, storage } from "./room";
import { anEditor, aServer, aText, type Editor, until } from "./testing";

useDatabase();

/** How long people write in the whole run, in seconds; the broken ones need less. */
const seconds = Number(process.env.PLENARY_CONVERGENCE_SECONDS ?? 12);
const parts: PartName[] = ["happened", "asks", "done"];

interface Server {
  port: number;
  origin: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) {
    child.kill("SIGKILL");
  }
});

async function aProcess(): Promise<Server> {
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  const server: Server = {
    port,
    origin: `http://localhost:${port}`,
    async kill() {
      const dying = child as ChildProcess;
      running.delete(dying);
      const gone = once(dying, "exit");
      dying.kill("SIGKILL");
      await gone;
    },
    async start() {
      const born = fork(fileURLToPath(new URL("./testing-server.ts", import.meta.url)), {
        execArgv: ["--import", createRequire(import.meta.url).resolve("tsx")],
        env: {
          ...process.env,
          PORT: String(port),
          TSX_TSCONFIG_PATH: "lib/serve/tsconfig.json",
        },
      });
      child = born;
      running.add(born);
      await once(born, "message");
    },
  };
  await server.start();
  return server;
}

/** Somebody who writes words that are recognised again, on and off the line. */
class Scribe {
  readonly editor: Editor;
  readonly typed: string[] = [];
  /** How many of them the server has confirmed. */
  confirmed = 0;
  #isLeaving = false;
  /** Whether each confirmation since is of one word: when a line is picked up, all that waits goes as one. */
  #isCounting = false;

  constructor(
    private readonly n: number,
    server: Server,
    member: Member,
    textId: string,
    private readonly luck: Chance,
  ) {
    this.editor = anEditor(server, member.secret, textId);
    const { provider, socket } = this.editor;
    provider.on("unsyncedChanges", ({ number }: { number: number }) => {
      if (number === 0 && provider.isSynced && socket.shouldConnect) {
        this.#isCounting = true;
      }
      if (this.#isCounting) {
        this.confirmed = Math.max(this.confirmed, this.typed.length - number);
      }
    });
    for (const end of ["close", "disconnect"] as const) {
      provider.on(end, () => {
        this.#isCounting = false;
      });
    }
  }

  async write(until: () => boolean): Promise<void> {
    const { luck } = this;
    while (!until()) {
      this.#type();
      if (!this.#isLeaving && luck.happens(0.05)) {
        void this.#leave();
      }
      await pause(50 + luck.below(200));
    }
  }

  /** Goes off the line for a while and writes on. */
  async #leave(): Promise<void> {
    this.#isLeaving = true;
    this.editor.socket.disconnect();
    await pause(200 + this.luck.below(800));
    await this.editor.socket.connect();
    this.#isLeaving = false;
  }

  #type(): void {
    const { shared } = this.editor;
    const fragment = shared.getXmlFragment(this.luck.one(parts));
    if (fragment.length === 0) {
      return;
    }
    const token = `[${this.n}.${this.typed.length}]`;
    this.typed.push(token);
    shared.transact(() => {
      if (this.luck.happens(0.1)) {
        const paragraph = new Y.XmlElement("paragraph");
        paragraph.insert(0, [new Y.XmlText(token)]);
        fragment.insert(this.luck.below(fragment.length + 1), [paragraph]);
        return;
      }
      const block = fragment.get(this.luck.below(fragment.length)) as Y.XmlElement;
      if (block.length === 0) {
        block.insert(0, [new Y.XmlText()]);
      }
      const line = block.get(0) as Y.XmlText;
      const places = [
        ...(line.toDelta() as { insert: string }[]).map(({ insert }) => insert).join(""),
      ].flatMap((letter, at) => (letter === "]" ? [at + 1] : []));
      const at = this.luck.one([0, ...places]);
      line.insert(at, token, this.luck.happens(0.2) ? { bold: {} } : {});
    });
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const textOf = (shared: Y.Doc) =>
  JSON.stringify(
    parts.map((part) =>
      shared
        .getXmlFragment(part)
        .toJSON()
        .replace(/<\/?bold>/g, ""),
    ),
  );

interface Outcome {
  typed: number;
  confirmed: number;
  /** Confirmed, and not in the database when the server was killed. */
  lostAtKill: number;
  /** At the end, when everybody is back. */
  lost: number;
  doubled: number;
  different: number;
  breaks: number;
}

/** What happens while they write: the server or its connections to the database are killed, or we only look. */
type Moment = "kill" | "cut" | "look";

async function writeTogether(
  server: Server,
  length: number,
  people: number,
  moments: Moment[],
): Promise<Outcome> {
  const seed = Number(process.env.PLENARY_SEED ?? Date.now() % 1e9);
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const members = [lead];
  for (let n = 1; n < people / 2; n += 1) {
    const member = await aMember(organisation);
    await inTeam(theCase, member, "editor");
    members.push(member);
  }
  const { textId } = await aText(theCase, lead, {
    happened: words("One", "Two", "Three"),
    asks: words("Four"),
  });
  const scribes = Array.from(
    { length: people },
    (_, n) =>
      new Scribe(n, server, members[n % members.length] as Member, textId, chance(seed + n)),
  );
  await Promise.all(scribes.map(({ editor }) => editor.opened()));
  const end = Date.now() + length * 1_000;
  const writing = scribes.map((scribe) => scribe.write(() => Date.now() > end));
  let lostAtKill = 0;
  for (const moment of moments) {
    await pause((length * 1_000) / (moments.length + 1));
    if (moment === "cut") {
      await asSuperuser()`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'plenary%'`;
      continue;
    }
    if (moment === "kill") {
      await server.kill();
    }
    const confirmed = scribes.flatMap(({ typed, confirmed: n }) => typed.slice(0, n));
    const stored = textOf(await storedText(textId));
    lostAtKill += confirmed.filter((token) => !stored.includes(token)).length;
    if (moment === "kill") {
      await server.start();
    }
  }
  await Promise.all(writing);
  await pause(1_200);
  for (const { editor } of scribes) {
    if (!editor.socket.shouldConnect) {
      await editor.socket.connect();
    }
  }
  // On a full machine a killed server takes its time to come back.
  await Promise.all(scribes.map(({ editor }) => editor.kept(90_000))).catch((error) => {
    if (moments.includes("kill")) {
      throw error;
    }
  });
  const texts = () => [...scribes.map(({ editor }) => textOf(editor.shared))];
  await until(() => new Set(texts()).size === 1, "the same text everywhere").catch(() => undefined);
  const stored = textOf(await storedText(textId));
  const tokens = scribes.flatMap(({ typed }) => typed);
  const outcome = {
    typed: tokens.length,
    confirmed: scribes.reduce((sum, scribe) => sum + scribe.confirmed, 0),
    lostAtKill,
    lost: tokens.filter((token) => !stored.includes(token)).length,
    doubled: tokens.filter((token) => stored.split(token).length > 2).length,
    different: texts().filter((text) => text !== stored).length,
    breaks: scribes.reduce((sum, { editor }) => sum + editor.closed.length, 0),
  };
  for (const { editor } of scribes) {
    editor.destroy();
  }
  console.log(`seed ${seed}`, JSON.stringify(outcome));
  return outcome;
}

it("loses nothing that was confirmed, doubles nothing, and ends in one text", async () => {
  const server = await aProcess();
  const outcome = await writeTogether(server, seconds, 20, ["kill", "cut", "kill"]);
  await server.kill();
  expect(outcome).toMatchObject({ lostAtKill: 0, lost: 0, doubled: 0, different: 0 });
  expect(outcome.confirmed).toBe(outcome.typed);
  expect(outcome.breaks).toBeGreaterThan(20);
}, 240_000);

let last = 1;
let rounds = 0;
/** Servers that are broken on purpose: one loses changes, the other confirms before it has stored. */
const faults: [string, Storage["storeChanges"]][] = [
  [
    "loses one round in three",
    async (textId, changes) => {
      rounds += 1;
      if (rounds % 3 === 0) {
        last += changes.length;
        return changes.map(() => last);
      }
      return storage.storeChanges(textId, changes);
    },
  ],
  [
    "confirms before it has stored",
    async (textId, changes) => {
      setTimeout(() => void storage.storeChanges(textId, changes), 1_000);
      last += changes.length;
      return changes.map(() => last);
    },
  ],
];

it.each(faults)("sees what a server loses that %s", async (_what, storeChanges) => {
  const broken = await aServer({ kept: { ...storage, storeChanges } });
  const server = { ...broken, kill: async () => undefined, start: async () => undefined };
  const outcome = await writeTogether(server, 6, 6, ["look", "look", "look"]);
  await broken.close();
  expect(outcome.lostAtKill).toBeGreaterThan(0);
});
