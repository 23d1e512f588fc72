import type { Attrs, NodeType } from "@tiptap/pm/model";
import * as Y from "yjs";
import type { TextNode } from "@/db/schema";
import { type PartName, partNames } from "@/lib/alerts/shared-text";
import { isSafeLink, textSchema } from "@/lib/alerts/text-schema";
import { hasOverrides } from "@/lib/text/clean-text";

/** Any shared type, whatever its events. */
type Shared = Pick<Y.AbstractType<unknown>, "_start" | "_map" | "_item">;

/** What came in is not a text of an alert. */
export class NotAText extends Error {
  override name = "NotAText";
}

const deepest = 40;
/** What the pieces of a shared document hold, by the numbers that Yjs gives them. */
const contents = { text: 4, format: 6, type: 7, any: 8 };
const parts = new Set<string>(partNames);
/** The shared document writes several marks of a kind over the same words with a hash behind the name. */
const hashedName = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

/**
 * Looks at what an update changed in `shared`: nothing but our parts, and in them nothing but what the schema allows.
 * The editor takes any block out of the text that it can't read, and everybody's words in it: such a block must never
 * come in. Answers with the parts that were changed; throws NotAText.
 *
 * One thing is let through that a strict look would refuse, because honest people bring it about together: a list or
 * quotation whose last pieces two people deleted at the same time is empty. There is nothing in it to lose.
 */
export function checkChange(shared: Y.Doc, change: Y.Transaction): PartName[] {
  for (const name of shared.share.keys()) {
    if (!parts.has(name)) {
      throw new NotAText("No such part.");
    }
  }
  const touched = new Set<PartName>();
  const blocks = new Set<Y.Item>();
  for (const type of change.changed.keys()) {
    const part = partOf(shared, type as Shared);
    touched.add(part.name);
    if (part.block) {
      blocks.add(part.block);
      continue;
    }
    for (const item of itemsOf(part.fragment)) {
      if (item.id.clock >= (change.beforeState.get(item.id.client) ?? 0)) {
        blocks.add(item);
      }
    }
  }
  for (const block of blocks) {
    if (!block.deleted) {
      checkNode(readElement(block, 0), textSchema.nodes.doc as NodeType);
    }
  }
  for (const name of touched) {
    const fragment = shared.getXmlFragment(name);
    if (fragment._map.size > 0) {
      throw new NotAText("A part has no attributes.");
    }
    if (name === "title") {
      checkTitle(fragment);
    }
  }
  return [...touched];
}

function checkTitle(title: Y.XmlFragment): void {
  const blocks = itemsOf(title).map((item) => readElement(item, 0));
  if (blocks.length > 1 || blocks.some(({ type }) => type !== "paragraph")) {
    throw new NotAText("A title is one paragraph.");
  }
}

export interface Place {
  name: PartName;
  fragment: Y.XmlFragment;
  /** The block of the part that it is in; absent for the part itself. */
  block?: Y.Item;
}

export function partOf(shared: Y.Doc, type: Shared): Place {
  let top = type;
  let block: Y.Item | undefined;
  while (top._item) {
    block = top._item;
    top = block.parent as unknown as Shared;
  }
  for (const name of partNames) {
    if (shared.share.get(name) === (top as unknown)) {
      return { name, fragment: shared.getXmlFragment(name), ...(block && { block }) };
    }
  }
  throw new NotAText("No such part.");
}

function itemsOf(type: Shared): Y.Item[] {
  const found: Y.Item[] = [];
  for (let item = type._start; item; item = item.right) {
    if (!item.deleted) {
      found.push(item);
    }
  }
  return found;
}

function typeIn({ content }: Y.Item): Shared | null {
  return content.getRef() === contents.type ? (content as unknown as { type: Shared }).type : null;
}

/** A block as JSON, read from what is really there, not through accessors that leave out what they don't know. */
function readElement(item: Y.Item, depth: number): TextNode {
  const type = typeIn(item);
  if (!(type instanceof Y.XmlElement) || type.constructor !== Y.XmlElement || depth > deepest) {
    throw new NotAText("Not an element of a text.");
  }
  const content: TextNode[] = [];
  for (const child of itemsOf(type)) {
    const inner = typeIn(child);
    if (inner instanceof Y.XmlText) {
      content.push(...readWords(inner));
    } else {
      content.push(readElement(child, depth + 1));
    }
  }
  const attrs: Record<string, unknown> = {};
  for (const [key, entry] of type._map) {
    if (!entry.deleted) {
      if (entry.content.getRef() !== contents.any || entry.content.getLength() !== 1) {
        throw new NotAText("Not an attribute of a text.");
      }
      attrs[key] = entry.content.getContent()[0];
    }
  }
  return { type: type.nodeName, attrs, content };
}

function readWords(words: Y.XmlText): TextNode[] {
  if (words._map.size > 0) {
    throw new NotAText("Words have marks, no attributes.");
  }
  for (const { content } of itemsOf(words)) {
    if (content.getRef() !== contents.text && content.getRef() !== contents.format) {
      throw new NotAText("Not words.");
    }
    // Whoever approves words must read them as everybody will.
    if (content instanceof Y.ContentString && hasOverrides(content.str)) {
      throw new NotAText("Words that read as others.");
    }
  }
  return (words.toDelta() as { insert: string; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes = {} }) => ({
      type: "text",
      text: insert,
      marks: Object.entries(attributes).map(([name, attrs]) => {
        if (typeof attrs !== "object" || attrs === null || Array.isArray(attrs)) {
          throw new NotAText("Not a mark.");
        }
        return {
          type: hashedName.exec(name)?.[1] ?? name,
          attrs: attrs as Record<string, unknown>,
        };
      }),
    }),
  );
}

function checkNode(node: TextNode, parent: NodeType): void {
  const type = textSchema.nodes[node.type];
  if (!type || !mayHold(parent).has(node.type)) {
    throw new NotAText("No such node here.");
  }
  for (const { type: name, attrs } of node.marks ?? []) {
    const mark = textSchema.marks[name];
    if (!mark || !parent.allowsMarkType(mark)) {
      throw new NotAText("No such mark here.");
    }
    checkAttributes(mark, attrs ?? {});
  }
  if (type.isText) {
    return;
  }
  checkAttributes(type, node.attrs ?? {});
  const children = node.content ?? [];
  for (const child of children) {
    checkNode(child, type);
  }
  if (children.length > 0 && !inOrder(type, children)) {
    throw new NotAText("Not in this order.");
  }
}

/** The rules of ProseMirror for attributes (`checkAttrs` in its model); what is not asked for is refused, too. */
function checkAttributes(
  type: { create(attrs: Attrs): { attrs: Attrs } },
  attrs: Record<string, unknown>,
): void {
  const rules = (
    type as unknown as { attrs: Record<string, { validate?: (value: unknown) => void }> }
  ).attrs;
  const isKnown = Object.keys(attrs).every((key) => Object.hasOwn(rules, key));
  if (!isKnown || JSON.stringify(attrs).length > 8_000) {
    throw new NotAText("No such attribute.");
  }
  // Throws where one that must be there is not.
  const made = type.create(attrs);
  for (const [key, rule] of Object.entries(rules)) {
    rule.validate?.(made.attrs[key]);
    if (Object.hasOwn(attrs, key) && open[key]?.(attrs[key]) === false) {
      throw new NotAText("Not a value of this attribute.");
    }
  }
}

/** What the schema itself leaves open. */
const open: Record<string, (value: unknown) => boolean> = {
  href: isSafeLink,
  target: (value) => value === null,
  class: (value) => value === null,
  rel: (value) => value === null || value === "noopener noreferrer nofollow",
  title: (value) => value === null || (typeof value === "string" && value.length <= 500),
  level: (value) => value === 3,
  start: (value) => Number.isInteger(value) && Math.abs(value as number) < 1_000_000,
  id: (value) => Number.isInteger(value) || (typeof value === "string" && value.length <= 100),
};

function inOrder(type: NodeType, children: TextNode[]): boolean {
  let match: ReturnType<typeof type.contentMatch.matchType> = type.contentMatch;
  for (const child of children) {
    match = match?.matchType(textSchema.nodes[child.type] as NodeType) ?? null;
  }
  return match?.validEnd ?? false;
}

const holds = new Map<NodeType, Set<string>>();

/** The names of everything that may stand somewhere in a node. */
function mayHold(type: NodeType): Set<string> {
  let names = holds.get(type);
  if (!names) {
    names = new Set();
    const seen = new Set<unknown>();
    const rest = [type.contentMatch];
    for (let match = rest.pop(); match; match = rest.pop()) {
      if (!seen.has(match)) {
        seen.add(match);
        for (let n = 0; n < match.edgeCount; n += 1) {
          const { type: inner, next } = match.edge(n);
          names.add(inner.name);
          rest.push(next);
        }
      }
    }
    holds.set(type, names);
  }
  return names;
}
