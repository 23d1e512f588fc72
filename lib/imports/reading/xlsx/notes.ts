import type { Parts } from "./parts.ts";
import type { Relation } from "./relations.ts";
import { readXml } from "./xml.ts";

/** What stands on cells, by their address (`B7`). Threads take the place of the notes that old programs get instead. */
export async function readNotes(
  parts: Parts,
  relations: readonly Relation[],
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  for (const { kind, target } of relations) {
    if (kind === "comments" && parts.has(target)) {
      await readComments(parts, target, "comment", notes);
    }
  }
  const threads = new Map<string, string>();
  for (const { kind, target } of relations) {
    if (kind === "threadedComment" && parts.has(target)) {
      await readComments(parts, target, "threadedComment", threads);
    }
  }
  return new Map([...notes, ...threads]);
}

async function readComments(
  parts: Parts,
  part: string,
  element: string,
  into: Map<string, string>,
): Promise<void> {
  let address: string | undefined;
  let text = "";
  let isText = false;
  // A thread has its words in <text> itself, a note in the <t> of its runs.
  const holds = element === "comment" ? "t" : "text";
  await readXml(parts.read(part), {
    open(name, { ref }) {
      if (name === element) {
        address = ref;
        text = "";
      } else if (name === holds) {
        isText = true;
      }
    },
    text(more) {
      text += isText ? more : "";
    },
    close(name) {
      if (name === holds) {
        isText = false;
      } else if (name === element && address && text.trim()) {
        const before = into.get(address);
        into.set(address, before ? `${before}\n${text.trim()}` : text.trim());
      }
    },
  });
}
