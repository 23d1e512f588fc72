import { deletion, insertion, modification } from "@handlewithcare/prosemirror-suggest-changes";
import { type Extensions, getSchema, Mark, mergeAttributes, Node } from "@tiptap/core";
import { Document } from "@tiptap/extension-document";
import { StarterKit } from "@tiptap/starter-kit";
import { audiences } from "@/db/reference/words";
import { isSafeLink } from "./safe-link";

export { isSafeLink };

/*
 * What the text of an alert may hold: the one definition from which the editor, the check of what comes over the
 * socket and the editions are made. Anything that is not named here is refused by the server and never drawn.
 */

/** Suggestions may cover whole blocks, too. */
const blockMarks = "insertion modification deletion";
const uuid = /^[0-9a-f-]{36}$/;
const isId = (value: unknown) => typeof value === "string" && uuid.test(value);
const must = (holds: boolean) => {
  if (!holds) {
    throw new RangeError("An attribute is not of this text.");
  }
};
const idAttribute = {
  default: null,
  validate: (value: unknown) => must(isId(value)),
};

const isInstead = (value: unknown) => typeof value === "string" && value.length <= 500;

/** The passage that an atom is part of (lib/alerts/only-passage.ts); the shared document keeps no marks on atoms. */
const passageAttribute = (name: string, holds: (value: unknown) => boolean) => ({
  default: null,
  validate: (value: unknown) => must(value === null || holds(value)),
  parseHTML: (element: HTMLElement) => element.dataset[name] ?? null,
  renderHTML: (attributes: Record<string, unknown>) =>
    typeof attributes[name] === "string"
      ? {
          [`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`]:
            attributes[name],
        }
      : {},
});
const passageAttributes = {
  onlyId: passageAttribute("onlyId", isId),
  onlyUpTo: passageAttribute("onlyUpTo", (value) => value === "coalition" || value === "missions"),
  onlyInstead: passageAttribute("onlyInstead", isInstead),
};

/** A protected name: the text holds the defender's opaque id alone, and each reader sees what consent lets them. */
export const Person = Node.create({
  name: "person",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  marks: "insertion deletion comment bold italic",
  addAttributes: () => ({ id: idAttribute, ...passageAttributes }),
  parseHTML: () => [
    { tag: "span[data-person]", getAttrs: (node) => ({ id: node.dataset.person }) },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    "span",
    mergeAttributes(HTMLAttributes, { "data-person": node.attrs.id, id: null }),
  ],
});

/** Words for the case's team alone; they are kept elsewhere, and the text holds what everybody else reads instead. */
export const Sealed = Node.create({
  name: "sealed",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  marks: "insertion deletion comment bold italic",
  addAttributes: () => ({
    id: idAttribute,
    instead: { default: "", validate: (value: unknown) => must(isInstead(value)) },
    ...passageAttributes,
  }),
  parseHTML: () => [
    {
      tag: "span[data-sealed]",
      getAttrs: (node) => ({ id: node.dataset.sealed, instead: node.dataset.instead ?? "" }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    "span",
    mergeAttributes(HTMLAttributes, {
      "data-sealed": node.attrs.id,
      "data-instead": node.attrs.instead,
      id: null,
      instead: null,
    }),
  ],
});

/** Words that go no further than one audience; the others read `instead`, or nothing. */
export const Only = Mark.create({
  name: "only",
  inclusive: false,
  addAttributes: () => ({
    id: idAttribute,
    upTo: {
      default: "coalition",
      validate: (value: unknown) => must(value === "coalition" || value === "missions"),
    },
    instead: {
      default: "",
      validate: (value: unknown) => must(isInstead(value)),
    },
  }),
  parseHTML: () => [
    {
      tag: "span[data-only]",
      getAttrs: (node) => ({
        id: node.dataset.id,
        upTo: node.dataset.only,
        instead: node.dataset.instead ?? "",
      }),
    },
  ],
  renderHTML: ({ mark }) => [
    "span",
    { "data-only": mark.attrs.upTo, "data-id": mark.attrs.id, "data-instead": mark.attrs.instead },
    0,
  ],
});

/** Where a discussion is anchored. Several may lie over one another. */
export const Comment = Mark.create({
  name: "comment",
  inclusive: false,
  excludes: "",
  addAttributes: () => ({ id: idAttribute }),
  parseHTML: () => [
    { tag: "span[data-comment]", getAttrs: (node) => ({ id: node.dataset.comment }) },
  ],
  renderHTML: ({ mark }) => ["span", { "data-comment": mark.attrs.id }, 0],
});

/** What is asked, of whom: a block that stands in the editions up to `upTo` and names its forum. */
export const Ask = Node.create({
  name: "ask",
  group: "block",
  content: "paragraph+",
  defining: true,
  addAttributes: () => ({
    forum: {
      default: "upr",
      validate: (value: unknown) =>
        must(["bilateral", "hrc", "upr", "ga"].includes(value as string)),
    },
    upTo: {
      default: "public",
      validate: (value: unknown) => must((audiences as readonly unknown[]).includes(value)),
    },
  }),
  parseHTML: () => [
    {
      tag: "div[data-ask]",
      getAttrs: (node) => ({ forum: node.dataset.ask, upTo: node.dataset.upTo ?? "public" }),
    },
  ],
  renderHTML: ({ node }) => [
    "div",
    { "data-ask": node.attrs.forum, "data-up-to": node.attrs.upTo },
    0,
  ],
});

type Suggestion = typeof deletion | typeof insertion | typeof modification;

const suggestionMark = (name: string, spec: Suggestion) =>
  Mark.create({
    name,
    inclusive: false,
    excludes: spec.excludes ?? "",
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(spec.attrs ?? {}).map(([key, attribute]) => [
          key,
          { ...("default" in attribute ? { default: attribute.default } : {}), rendered: false },
        ]),
      ),
    parseHTML: () => spec.parseDOM as never,
    renderHTML: ({ mark }) => (spec.toDOM as (mark: unknown, inline: boolean) => never)(mark, true),
  });

/** Proposed, and not yet part of the text. `id` is the suggestion's; several pieces may share one. */
export const Insertion = suggestionMark("insertion", insertion);
/** Proposed for taking out, and still part of the text. */
export const Deletion = suggestionMark("deletion", deletion);
export const Modification = suggestionMark("modification", modification);

/** The extensions of the editor's text, without anything that needs a browser. */
export const textExtensions: Extensions = [
  Document.extend({ marks: blockMarks }),
  StarterKit.configure({
    document: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    undoRedo: false,
    dropcursor: false,
    gapcursor: false,
    trailingNode: false,
    heading: { levels: [3] },
    link: {
      openOnClick: false,
      autolink: false,
      linkOnPaste: false,
      protocols: ["https", "mailto"],
      isAllowedUri: isSafeLink,
      HTMLAttributes: { rel: "noopener noreferrer nofollow", target: null },
    },
  }),
  Person,
  Sealed,
  Only,
  Comment,
  Ask,
  Insertion,
  Deletion,
  Modification,
];

/** The schema of one section; the title holds one paragraph of it. */
export const textSchema = getSchema(textExtensions);
