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

/** Each editor types, and the next one is watched until it shows what was typed. */
export async function aDesk(
  contestant: Contestant,
  world: World,
  textId: string,
  count: number,
  seed: Uint8Array,
): Promise<Desk> {
  return contestant.kind === "relay"
    ? aRelayDesk(contestant, count)
    : anEditingDesk(contestant, world, textId, count, seed);
}

async function anEditingDesk(
  contestant: Contestant,
  world: World,
  textId: string,
  count: number,
  seed: Uint8Array,
): Promise<Desk> {
  const editors: Editor[] = [];
  for (let n = 0; n < count; n += 1) {
    const { secret } = world.members[n % world.members.length] as World["members"][0];
    editors.push(anEditor(contestant, secret, textId));
  }
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
  const tokens: string[] = [];
  const waiting = editors.map(() => [] as { clock: number; at: number }[]);
  let samples: number[] = [];
  for (const [n, { shared }] of editors.entries()) {
    const writer = (n + editors.length - 1) % editors.length;
    const { clientID } = (editors[writer] as Editor).shared;
    shared.on("update", () => {
      const seen = Y.getState(shared.store, clientID);
      const line = waiting[writer] as { clock: number; at: number }[];
      while (line[0] && line[0].clock <= seen) {
        samples.push(performance.now() - (line.shift()?.at ?? 0));
      }
    });
  }
  const typeOnce = (n: number) => {
    const { shared } = editors[n] as Editor;
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

/** As many bytes as a key makes, without anything that could be read from them. */
const keySize = 40;

async function aRelayDesk(contestant: Contestant, count: number): Promise<Desk> {
  const wires = Array.from({ length: count }, () => aWire(contestant, {}));
  await until(() => wires.every(({ readyState }) => readyState === 1), "the relay", 60_000);
  let samples: number[] = [];
  for (const [n, wire] of wires.entries()) {
    const writer = (n + count - 1) % count;
    wire.onmessage = ({ data }) => {
      const key = new DataView(data as ArrayBuffer);
      if (key.getUint32(0) === writer) {
        samples.push(performance.now() - key.getFloat64(8));
      }
    };
  }
  return {
    async type(duration) {
      samples = [];
      await everybody(count, duration, (n) => {
        const key = new DataView(new ArrayBuffer(keySize));
        key.setUint32(0, n);
        key.setFloat64(8, performance.now());
        wires[n]?.send(key.buffer);
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return samples;
    },
    confirmed: async () => [],
    close() {
      for (const wire of wires) {
        wire.close();
      }
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
