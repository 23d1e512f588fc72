import * as Y from "yjs";
import { countStructs } from "./count-structs";

/** Whether updates build on something, or take something out, that is neither in the text nor in them. */
export function buildsOnMissing(text: Y.Doc, updates: readonly Uint8Array[]): boolean {
  const reach = new Map<number, number>();
  const known = (client: number) =>
    Math.max(reach.get(client) ?? 0, Y.getState(text.store, client));
  const lacks = (id: unknown) => id instanceof Y.ID && id.clock >= known(id.client);
  try {
    const decoded = updates.map((update) => {
      countStructs(update);
      return Y.decodeUpdate(update);
    });
    for (const { id, length } of decoded.flatMap(({ structs }) => structs)) {
      if (id.clock > known(id.client)) {
        return true;
      }
      reach.set(id.client, Math.max(known(id.client), id.clock + length));
    }
    return decoded.some(
      ({ structs, ds }) =>
        structs.some(
          (struct) =>
            struct instanceof Y.Item &&
            [struct.origin, struct.rightOrigin, struct.parent].some(lacks),
        ) ||
        [...ds.clients].some(([client, stretches]) =>
          stretches.some(({ clock, len }) => clock + len > known(client)),
        ),
    );
  } catch {
    // No update at all: whoever looks closer says so.
    return false;
  }
}
