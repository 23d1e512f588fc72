import * as Y from "yjs";
import { anEditor, aWire, type Editor, type as typeIn, until } from "@/lib/live/testing";
import type { Contestant } from "./contestant";
import type { World } from "./world";

/** Between two keys of one editor, in milliseconds. */
const pause = 400;

/** Editors of one text on one server. */
export interface Desk {
  /** Types for so many milliseconds; tells how long each key took from one screen to the next one's, in milliseconds. */
  type(duration: number): Promise<number[]>;
  /** Words that the server has confirmed. */
  confirmed(): Promise<string[]>;
  close(): void;
}

/**
 * Each editor types, and the next one is watched until it shows what was typed. The editors are the same everywhere, so
 * that what differs is what lies between them.
 */
export async function aDesk(
  contestant: Contestant,
  world: World,
  textId: string,
  count: number,
  seed: Uint8Array,
): Promise<Desk> {
  const editors =
    contestant.kind === "relay"
      ? await Promise.all(Array.from({ length: count }, () => aRelayed(contestant, seed)))
      : await connected(contestant, world, textId, count, seed);
  const tokens: string[] = [];
  const waiting = editors.map(() => [] as { clock: number; at: number }[]);
  let samples: number[] = [];
  for (const [n, { shared }] of editors.entries()) {
    const writer = (n + editors.length - 1) % editors.length;
    const { clientID } = (editors[writer] as Typist).shared;
    shared.on("update", () => {
      const seen = Y.getState(shared.store, clientID);
      const line = waiting[writer] as { clock: number; at: number }[];
      while (line[0] && line[0].clock <= seen) {
        samples.push(performance.now() - (line.shift()?.at ?? 0));
      }
    });
  }
  const typeOnce = (n: number) => {
    const { shared } = editors[n] as Typist;
    const token = `[${n}.${tokens.length}]`;
    tokens.push(token);
    const at = performance.now();
    typeIn(shared, n % 2 === 0 ? "happened" : "asks", token);
    waiting[n]?.push({ clock: Y.getState(shared.store, shared.clientID), at });
  };
  return {
    async type(duration) {
      samples = [];
      await everybody(editors.length, duration, typeOnce);
      await Promise.all(editors.map((editor) => editor.kept()));
      await until(() => waiting.every((line) => line.length === 0), "the last key", 60_000);
      return samples;
    },
    async confirmed() {
      await Promise.all(editors.map((editor) => editor.kept()));
      return tokens;
    },
    close() {
      for (const editor of editors) {
        editor.destroy();
      }
    },
  };
}

/** Editors who have the text from the server that they write through. */
async function connected(
  contestant: Contestant,
  world: World,
  textId: string,
  count: number,
  seed: Uint8Array,
): Promise<Typist[]> {
  const editors = Array.from({ length: count }, (_, n) => {
    const { secret } = world.members[n % world.members.length] as World["members"][0];
    return anEditor(contestant, secret, textId);
  });
  await Promise.all(editors.map((editor) => editor.kept()));
  const [first] = editors as [Editor];
  if (first.shared.getXmlFragment("happened").length === 0) {
    // Plain Hocuspocus keeps nothing: somebody brings the text along.
    Y.applyUpdate(first.shared, seed);
  }
  await until(
    () => editors.every(({ shared }) => shared.getXmlFragment("happened").length > 0),
    "the text",
    60_000,
  );
  return editors;
}

/** What a desk asks of an editor, whatever carries its changes. */
type Typist = Pick<Editor, "shared" | "kept" | "destroy">;

/** An editor whose changes a bare relay passes on as they are: it confirms nothing, and keeps none for who comes later. */
async function aRelayed(contestant: Contestant, seed: Uint8Array): Promise<Typist> {
  const shared = new Y.Doc();
  Y.applyUpdate(shared, seed);
  const wire = aWire(contestant, {});
  await until(() => wire.readyState === WebSocket.OPEN, "the relay", 60_000);
  wire.onmessage = ({ data }) => Y.applyUpdate(shared, new Uint8Array(data as ArrayBuffer), wire);
  shared.on("update", (update: Uint8Array, from: unknown) => {
    if (from !== wire) {
      wire.send(update as Uint8Array<ArrayBuffer>);
    }
  });
  return {
    shared,
    kept: async () => undefined,
    destroy() {
      wire.close();
      shared.destroy();
    },
  };
}

/** Everybody at their own pace. */
async function everybody(
  count: number,
  duration: number,
  typeOnce: (n: number) => void,
): Promise<void> {
  const end = performance.now() + duration;
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      while (performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
        typeOnce(n);
      }
    }),
  );
}
