import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import type { TextNode } from "@/db/schema";
import type { PartName } from "@/lib/alerts/shared-text";

/** Stands for the break between two blocks where a suggestion has no words to hold on to. */
const blank = /\u200B/g;

/** A part as whoever may only suggest leaves it. */
export interface Reading {
  /** The text if every suggestion were turned down, without comments, in one form however it was put together. */
  settled: string;
  /** The words that somebody else proposed to put in and to take out, in their order. */
  insertions: string;
  deletions: string;
}

/** Tells whose a suggestion is. */
export type IsOwn = (suggestionId: unknown) => boolean;

/** What counts of a part when somebody who may only suggest has changed it. */
export function readForSuggestions({ content, settled }: SuggestedPart, isOwn: IsOwn): Reading {
  const proposed = { insertion: "", deletion: "" };
  gather(content, isOwn, proposed);
  return { settled, insertions: proposed.insertion, deletions: proposed.deletion };
}

/** A part as it stands: its JSON, and what would be left of it without suggestions and comments. */
export interface SuggestedPart {
  content: TextNode;
  settled: string;
}

export function readSuggestedPart(shared: Y.Doc, name: PartName): SuggestedPart {
  const content = yXmlFragmentToProsemirrorJSON(shared.getXmlFragment(name)) as TextNode;
  return { content, settled: JSON.stringify(settle(content).content ?? []) };
}

/**
 * Whether the change from one reading to the other is nothing but suggestions and comments, and left those of others as
 * they were: nobody puts words into what another proposed.
 */
export function isSuggestionOnly(before: Reading, after: Reading): boolean {
  return (
    before.settled === after.settled &&
    before.insertions === after.insertions &&
    before.deletions === after.deletions
  );
}

/** The ids of the suggestions in a part. */
export function suggestionsIn({ content }: SuggestedPart): Set<unknown> {
  const ids = new Set<unknown>();
  const note = (id: unknown) => {
    ids.add(id);
    return true;
  };
  gather(content, note, { insertion: "", deletion: "" });
  return ids;
}

function markOf(node: TextNode, name: string) {
  return node.marks?.find(({ type }) => type === name);
}

function gather(
  node: TextNode,
  isOwn: IsOwn,
  proposed: { insertion: string; deletion: string },
): void {
  for (const kind of ["insertion", "deletion"] as const) {
    const mark = markOf(node, kind);
    if (mark && !isOwn(mark.attrs?.id)) {
      proposed[kind] += (node.text ?? "").replace(blank, "");
    }
  }
  for (const child of node.content ?? []) {
    gather(child, isOwn, proposed);
  }
}

/** The words at the edge of a block show that the break itself is proposed. */
interface Settled extends TextNode {
  opensProposed?: boolean;
  closesProposed?: boolean;
}

function settle(node: TextNode): Settled {
  const children = node.content ?? [];
  const isWords = children.some(({ type }) => type === "text");
  const content: Settled[] = [];
  for (const child of children) {
    if (child.type === "text") {
      addWords(content, child);
    } else if (!markOf(child, "insertion")) {
      addBlock(content, settle(child));
    }
  }
  return {
    type: node.type,
    ...(node.attrs && { attrs: sorted(node.attrs) }),
    ...(content.length > 0 && { content }),
    ...(isWords && {
      opensProposed: isProposed(children[0]),
      closesProposed: isProposed(children.at(-1)),
    }),
  };
}

const isProposed = (node: TextNode | undefined) =>
  node?.type === "text" && markOf(node, "insertion") !== undefined;

function addWords(content: Settled[], node: TextNode): void {
  if (markOf(node, "insertion")) {
    return;
  }
  const text = markOf(node, "deletion") ? (node.text ?? "").replace(blank, "") : node.text;
  if (!text) {
    return;
  }
  const marks = (node.marks ?? [])
    .filter(({ type }) => !["insertion", "deletion", "modification", "comment"].includes(type))
    .map(({ type, attrs }) => ({ type, attrs: sorted(attrs ?? {}) }))
    .toSorted((one, other) => (one.type < other.type ? -1 : 1));
  const last = content.at(-1);
  if (last?.type === "text" && JSON.stringify(last.marks) === JSON.stringify(marks)) {
    last.text += text;
  } else {
    content.push({ type: "text", text, marks });
  }
}

/** An empty block counts as nothing: it may have been there, or be proposed with the words in it. */
function addBlock(content: Settled[], { opensProposed, closesProposed, ...block }: Settled): void {
  const last = content.at(-1);
  const continues = opensProposed && last && openEnds.has(last) && last.type === block.type;
  if (continues) {
    const joined: Settled[] = last.content ?? [];
    for (const child of block.content ?? []) {
      if (child.type === "text") {
        addWords(joined, child);
      } else {
        joined.push(child);
      }
    }
    last.content = joined;
  } else if (block.content || block.attrs?.id) {
    content.push(block);
  }
  const end = continues ? last : block;
  if (closesProposed) {
    openEnds.add(end);
  } else if (continues) {
    openEnds.delete(end);
  }
}

/** Blocks that end in a proposed break: what follows belongs to them if it is turned down. */
const openEnds = new WeakSet<object>();

function sorted(attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs)
      .filter(([, value]) => value !== null)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
