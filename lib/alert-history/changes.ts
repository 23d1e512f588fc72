import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { TextNode } from "@/db/schema";
import { partNames } from "@/lib/alerts/part-names";
import { doc } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import type { WholeText } from "./queries";

/** The most that the database keeps as one change, in bytes (app.store_alert_update). */
const mostAtOnce = 262_144;

/** How much of a long section goes into one change, as letters of JSON: even three bytes a letter stay below the most. */
const atOnce = 60_000;

/**
 * The changes that turn a shared text into `wanted`, in order: one for each part that reads otherwise, several where one
 * would be larger than what is kept as one. Changes `shared` on the way. Only a single block that is larger than that
 * still makes a change that the database refuses.
 */
export function changesTo(shared: Y.Doc, wanted: WholeText): Uint8Array[] {
  const changes: Uint8Array[] = [];
  for (const name of partNames) {
    const whole = wanted[name] ?? doc();
    const trial = new Y.Doc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(shared));
    const atOnceChange = replaced(trial, name, whole);
    trial.destroy();
    if (atOnceChange && atOnceChange.length <= mostAtOnce) {
      Y.applyUpdate(shared, atOnceChange);
      changes.push(atOnceChange);
    } else if (atOnceChange) {
      changes.push(...growing(whole).flatMap((node) => replaced(shared, name, node) ?? []));
    }
  }
  return changes;
}

/** Changes only what differs, so that carets and comments in the rest stay where they are; null where nothing does. */
function replaced(shared: Y.Doc, name: string, whole: TextNode): Uint8Array | null {
  const node = textSchema.nodeFromJSON(whole);
  node.check();
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  shared.on("update", keep);
  shared.transact(() => prosemirrorToYXmlFragment(node, shared.getXmlFragment(name)));
  shared.off("update", keep);
  return updates.length > 0 ? Y.mergeUpdates(updates) : null;
}

/** A text as it grows by some blocks at a time. */
function growing(whole: TextNode): TextNode[] {
  const blocks = whole.content ?? [];
  const texts: TextNode[] = [];
  let size = 0;
  blocks.forEach((block, at) => {
    size += JSON.stringify(block).length;
    if (size >= atOnce || at === blocks.length - 1) {
      texts.push({ ...whole, content: blocks.slice(0, at + 1) });
      size = 0;
    }
  });
  return texts;
}
