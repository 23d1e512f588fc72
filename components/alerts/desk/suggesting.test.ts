import { applySuggestion, revertSuggestion } from "@handlewithcare/prosemirror-suggest-changes";
import { type Node, Slice } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { prosemirrorToYXmlFragment, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { textSchema } from "@/lib/alerts/text-schema";
import { asSuggestion } from "./suggesting";

const person = "0199aaaa-0000-7000-8000-000000000001";
const p = (...content: object[]) => ({ type: "paragraph", ...(content.length && { content }) });
const t = (text: string, ...marks: object[]) => ({ type: "text", text, marks });
const state = (...content: object[]) =>
  EditorState.create({ doc: textSchema.nodeFromJSON({ type: "doc", content }) });

/** Words as they read with what is proposed: [-taken out-] and {+put in+}. */
const shown = (doc: Node) => {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) {
      lines.push("");
    } else if (node.isText) {
      const [mark] = node.marks.filter(({ type }) => ["insertion", "deletion"].includes(type.name));
      const text =
        mark?.type.name === "insertion"
          ? `{+${node.text}+}`
          : mark
            ? `[-${node.text}-]`
            : node.text;
      lines.push(`${lines.pop() ?? ""}${text}`);
    } else if (node.type.name === "person") {
      lines.push(`${lines.pop() ?? ""}@`);
    }
  });
  return lines.join("|");
};

const mine = new Set<string>();
let next = 0;
const propose = (from: EditorState, change: (tr: Transaction) => Transaction) => {
  const result = asSuggestion(
    change(from.tr),
    from,
    (id) => mine.has(id),
    () => `mine-${next++}`,
  );
  if (result.id) {
    mine.add(result.id);
  }
  return { ...result, state: from.apply(result.tr) };
};
const select = (of: EditorState, from: number, to = from) =>
  of.apply(of.tr.setSelection(TextSelection.create(of.doc, from, to)));

it("proposes another word, and goes on with the same suggestion", () => {
  let here = select(state(p(t("They were held at the airport."))), 11, 15);
  const first = propose(here, (tr) => tr.insertText("d"));
  here = first.state;
  expect(shown(here.doc)).toBe("They were [-held-]{+d+} at the airport.");
  for (const letter of "etained") {
    const more = propose(here, (tr) => tr.insertText(letter));
    expect(more.id).toBe(first.id);
    here = more.state;
  }
  expect(shown(here.doc)).toBe("They were [-held-]{+detained+} at the airport.");
  applySuggestion(first.id as never)(here, (tr) => {
    expect(shown(here.apply(tr).doc)).toBe("They were detained at the airport.");
  });
  revertSuggestion(first.id as never)(here, (tr) => {
    expect(shown(here.apply(tr).doc)).toBe("They were held at the airport.");
  });
});

it("strikes backwards letter by letter, and takes back what was its own", () => {
  let here = select(state(p(t("abc"))), 4);
  for (let i = 0; i < 2; i++) {
    const head = here.selection.head;
    here = propose(here, (tr) => tr.delete(head - 1, head)).state;
  }
  expect(shown(here.doc)).toBe("a[-bc-]");
  expect(here.selection.head).toBe(2);
  here = propose(select(here, 4), (tr) => tr.insertText("xy")).state;
  expect(shown(here.doc)).toBe("a[-bc-]{+xy+}");
  here = propose(here, (tr) => tr.delete(5, 6)).state;
  expect(shown(here.doc)).toBe("a[-bc-]{+x+}");
});

it("leaves what others proposed as it is", () => {
  const theirs = { type: "insertion", attrs: { id: "theirs" } };
  const here = state(p(t("a "), t("their word", theirs), t(" b")));
  const struck = propose(here, (tr) => tr.delete(3, 8));
  expect(struck.notSuggested).toBe("theirs");
  expect(struck.state.doc.eq(here.doc)).toBe(true);
  const beside = propose(select(here, 13), (tr) => tr.insertText("!"));
  expect(beside.id).not.toBe("theirs");
  expect(shown(beside.state.doc)).toBe("a {+their word+}{+!+} b");
});

it("refuses a paragraph, a join and formatting with a word", () => {
  const here = select(state(p(t("one two")), p(t("three"))), 4);
  for (const [change, why] of [
    [(tr: Transaction) => tr.split(4), "structure"],
    [(tr: Transaction) => tr.join(9), "structure"],
    [(tr: Transaction) => tr.addMark(1, 4, textSchema.marks.bold?.create() as never), "formatting"],
    [
      (tr: Transaction) => tr.setBlockType(1, 4, textSchema.nodes.heading as never, { level: 3 }),
      "formatting",
    ],
  ] as const) {
    const refused = propose(here, change);
    expect(refused.notSuggested).toBe(why);
    expect(refused.state.doc.eq(here.doc)).toBe(true);
  }
});

it("strikes over two paragraphs and keeps both", () => {
  const here = select(state(p(t("one two")), p(t("three four"))), 5, 15);
  const struck = propose(here, (tr) => tr.insertText("x"));
  expect(shown(struck.state.doc)).toBe("one [-two-]{+x+}|[-three-] four");
});

it("proposes no name, and strikes none", () => {
  const name = { type: "person", attrs: { id: person } };
  const here = state(p(t("a "), name, t(" b")));
  const struck = propose(here, (tr) => tr.delete(1, 6));
  expect(struck.notSuggested).toBe("names");
  expect(shown(struck.state.doc)).toBe("[-a -]@[- b-]");
  const put = propose(here, (tr) => tr.insert(1, textSchema.nodeFromJSON(name)));
  expect(put.notSuggested).toBe("names");
  expect(put.state.doc.eq(here.doc)).toBe(true);
});

it("puts several pasted paragraphs in one line", () => {
  const here = select(state(p(t("ab"))), 2);
  const pasted = state(p(t("one")), p(t("two"))).doc.content;
  const put = propose(here, (tr) => tr.replaceSelection(new Slice(pasted, 1, 1)));
  expect(shown(put.state.doc)).toBe("a{+one two+}b");
});

it("survives the shared document, and can then be accepted", () => {
  const here = propose(select(state(p(t("They were held."))), 11, 15), (tr) =>
    tr.insertText("detained"),
  );
  const shared = new Y.Doc();
  prosemirrorToYXmlFragment(here.state.doc, shared.getXmlFragment("happened"));
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(shared));
  const there = EditorState.create({
    doc: textSchema.nodeFromJSON(yXmlFragmentToProsemirrorJSON(other.getXmlFragment("happened"))),
  });
  expect(there.doc.eq(here.state.doc)).toBe(true);
  applySuggestion(here.id as never)(there, (tr) => {
    expect(shown(there.apply(tr).doc)).toBe("They were detained.");
  });
});
