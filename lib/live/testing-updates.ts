import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { doc, paragraph, seedText } from "@/lib/alerts/shared-text";

/** Of anything that has one. */
export const id = "0199aaaa-0000-7000-8000-000000000001";
/** Whoever may write. */
export const writer = { membershipId: "0199aaaa-0000-7000-8000-00000000000a", suggestsOnly: false };
/** Whoever may propose only. */
export const partner = { membershipId: "0199aaaa-0000-7000-8000-00000000000b", suggestsOnly: true };
/** The text that everybody begins from. */
export const seed = seedText({
  title: doc(paragraph("Held at the airport")),
  happened: doc(paragraph("She was held for six hours."), paragraph("Nobody said why."), {
    type: "bulletList",
    content: [{ type: "listItem", content: [paragraph("A passport")] }],
  }),
});

/** What somebody sends who does this in their own copy. */
export function updateOf(change: (shared: Y.Doc) => void, from: Uint8Array = seed): Uint8Array {
  const shared = new Y.Doc();
  Y.applyUpdate(shared, from);
  const before = Y.encodeStateVector(shared);
  shared.transact(() => change(shared));
  return Y.encodeStateAsUpdate(shared, before);
}

/** The section; its blocks; the words of one. */
export const happened = (shared: Y.Doc) => shared.getXmlFragment("happened");
export const block = (shared: Y.Doc, n: number) => happened(shared).get(n) as Y.XmlElement;
export const line = (shared: Y.Doc, n: number) => block(shared, n).get(0) as Y.XmlText;
/** An element as somebody who writes their own program makes it. */
export const element = (
  name: string,
  attrs: Record<string, unknown> = {},
  inner: (Y.XmlElement | Y.XmlText)[] = [],
) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attrs)) {
    made.setAttribute(key, value as string);
  }
  made.insert(0, inner);
  return made;
};

/**
 * Letters that stand beside these two, as no editor would send them: Yjs sets them wherever its neighbours are, also
 * into an attribute or between two sections.
 */
function lettersBeside(left: Y.ID | null, right: Y.ID | null, client = 77, clock = 0): Uint8Array {
  const to = encoding.createEncoder();
  const number = (value: number) => encoding.writeVarUint(to, value);
  for (const value of [1, 1, client, clock]) {
    number(value);
  }
  encoding.writeUint8(to, 4 | (left ? 128 : 0) | (right ? 64 : 0));
  for (const id of [left, right]) {
    if (id) {
      number(id.client);
      number(id.clock);
    }
  }
  if (!left && !right) {
    number(1);
    encoding.writeVarString(to, "happened");
  }
  encoding.writeVarString(to, "letters");
  number(0);
  return encoding.toUint8Array(to);
}

const idOf = (item: Y.Item | null | undefined) => (item as Y.Item).id;
/** `seed` with a heading that has a rank. */
export const ranked = Y.mergeUpdates([
  seed,
  updateOf((shared) => happened(shared).insert(0, [element("heading", { level: 3 }, [])])),
]);

/** Letters where the texts of `seed` and `ranked` have no words. */
export function lettersAstray(from: Uint8Array): [string, Uint8Array][] {
  const shared = new Y.Doc();
  Y.applyUpdate(shared, from);
  for (const name of ["title", "happened"]) {
    shared.getXmlFragment(name);
  }
  const first = block(shared, 0);
  const rank = first._map.get("level");
  const paragraphs = happened(shared).toArray() as Y.XmlElement[];
  const worded = paragraphs.find((inner) => inner.length > 0 && inner.get(0) instanceof Y.XmlText);
  const words = worded?.get(0) as Y.XmlText;
  const title = (shared.getXmlFragment("title").get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const other = (paragraphs[paragraphs.indexOf(worded as Y.XmlElement) + 1] as Y.XmlElement).get(
    0,
  ) as Y.XmlText;
  return [
    ["letters loose in a section", lettersBeside(null, null)],
    ["letters between two blocks", lettersBeside(idOf(first._item), null)],
    ["letters among the children of a block", lettersBeside(idOf(words._item), null)],
    ...(rank ? [["letters for an attribute", lettersBeside(idOf(rank), null)] as const] : []),
    [
      "letters between a section and the title",
      lettersBeside(idOf(words._start), idOf(title._start)),
    ],
    ["letters between two paragraphs", lettersBeside(idOf(words._start), idOf(other._start))],
    ["letters that come too early", lettersBeside(idOf(words._start), null, 77, 5)],
    ["letters beside what has not come", lettersBeside(Y.createID(78, 3), null)],
  ] as [string, Uint8Array][];
}

/** Everything that a browser of ours never sends. */
export const poisons: [string, Uint8Array][] = [
  [
    "seven bytes that ask for a quarter of a gigabyte",
    new Uint8Array([1, 128, 128, 128, 128, 1, 0]),
  ],
  ["a thousand million deletions", new Uint8Array([0, 1, 5, 255, 255, 255, 255, 7, 0])],
  ["an update of the second kind", Y.encodeStateAsUpdateV2(new Y.Doc())],
  [
    "twenty bytes of the second kind",
    new Uint8Array([0, 0, 0, 0, 1, 0, 1, 5, 0, 0, 0, 0, 0, 0, 9, 255, 255, 255, 255, 15]),
  ],
  ["no bytes", new Uint8Array()],
  ["noise", new Uint8Array(200).map((_byte, n) => (n * 7919) % 251)],
  ["more than it declares", new Uint8Array([0, 0, 1, 2, 3])],
  ["an image", updateOf((shared) => happened(shared).insert(0, [element("image", { src: "x" })]))],
  ["a script", updateOf((shared) => happened(shared).insert(0, [element("script")]))],
  [
    "an image among the words of another",
    updateOf((shared) => block(shared, 0).insert(0, [element("image")])),
  ],
  ["loose words", updateOf((shared) => happened(shared).insert(0, [new Y.XmlText("loose")]))],
  [
    "a paragraph in a paragraph",
    updateOf((shared) => block(shared, 0).insert(0, [element("paragraph")])),
  ],
  [
    "a list item without its list",
    updateOf((shared) => happened(shared).insert(0, [element("listItem")])),
  ],
  [
    "a list with loose words",
    updateOf((shared) => block(shared, 2).insert(0, [element("paragraph")])),
  ],
  [
    "a list item that begins with a list",
    updateOf((shared) => {
      const item = block(shared, 2).get(0) as Y.XmlElement;
      item.delete(0, 1);
      item.insert(0, [
        element("bulletList", {}, [element("listItem", {}, [element("paragraph")])]),
      ]);
    }),
  ],
  ["a mark of nobody", updateOf((shared) => line(shared, 0).format(0, 3, { strike: {} }))],
  ["a mark that is no object", updateOf((shared) => line(shared, 0).format(0, 3, { bold: true }))],
  [
    "a link that is a script",
    updateOf((shared) => line(shared, 0).format(0, 3, { link: { href: "javascript:alert(1)" } })),
  ],
  [
    "a link that is a file",
    updateOf((shared) => line(shared, 0).format(0, 3, { link: { href: "data:text/html,x" } })),
  ],
  [
    "a link that opens elsewhere",
    updateOf((shared) =>
      line(shared, 0).format(0, 3, { link: { href: "https://a.example", target: "_top" } }),
    ),
  ],
  [
    "an attribute of nobody",
    updateOf((shared) => block(shared, 0).setAttribute("onclick", "alert(1)")),
  ],
  [
    "a heading of the first rank",
    updateOf((shared) => happened(shared).insert(0, [element("heading", { level: 1 })])),
  ],
  [
    "a person without an id",
    updateOf((shared) => block(shared, 0).insert(0, [element("person", { id: "<b>" })])),
  ],
  [
    "a request for nobody",
    updateOf((shared) =>
      happened(shared).insert(0, [
        element("ask", { forum: "x", upTo: "public" }, [element("paragraph")]),
      ]),
    ),
  ],
  [
    "a document in the document",
    updateOf((shared) => line(shared, 0).insertEmbed(0, new Y.Doc() as never)),
  ],
  [
    "an object among the words",
    updateOf((shared) => line(shared, 0).insertEmbed(0, { image: "x" })),
  ],
  ["words with attributes", updateOf((shared) => line(shared, 0).setAttribute("style", "x"))],
  [
    "a part of nobody",
    updateOf((shared) => shared.getXmlFragment("notes").insert(0, [element("paragraph")])),
  ],
  ["a map", updateOf((shared) => shared.getMap("settings").set("a", 1))],
  [
    "a text for a part",
    updateOf((shared) => shared.getText("risk").insert(0, "words"), new Uint8Array([0, 0])),
  ],
  [
    "a title of two paragraphs",
    updateOf((shared) => shared.getXmlFragment("title").push([element("paragraph")])),
  ],
  [
    "a title that is a list",
    updateOf((shared) => {
      shared.getXmlFragment("title").delete(0, 1);
      shared
        .getXmlFragment("title")
        .push([element("bulletList", {}, [element("listItem", {}, [element("paragraph")])])]);
    }),
  ],
  [
    "quotations to the bottom of the sea",
    updateOf((shared) => {
      let inner = element("blockquote");
      happened(shared).insert(0, [inner]);
      for (let n = 0; n < 5_000; n += 1) {
        const next = element("blockquote");
        inner.insert(0, [next]);
        inner = next;
      }
    }),
  ],
  [
    "values in values in values",
    updateOf((shared) => {
      let value: unknown = 1;
      for (let n = 0; n < 1_000; n += 1) {
        value = [value];
      }
      block(shared, 0).setAttribute("id", value as string);
    }),
  ],
  [
    "a mark as large as a book",
    updateOf((shared) =>
      line(shared, 0).format(0, 3, {
        only: { id, upTo: "coalition", instead: "x".repeat(100_000) },
      }),
    ),
  ],
];
