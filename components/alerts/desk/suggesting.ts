import { Extension } from "@tiptap/core";
import type { Fragment, Mark, Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";

/** Set on what changes the text itself in spite of the mode: comment anchors, accepting and keeping. */
export const writtenMeta = "plenary-written";

/** Why something can't be proposed: it is said, and never done in part without a word. */
export type NotSuggested = "structure" | "formatting" | "names" | "theirs";

export interface Suggestion {
  tr: Transaction;
  /** The suggestion that it belongs to; null where nothing was proposed. */
  id: string | null;
  notSuggested: NotSuggested | null;
}

/**
 * What somebody did to the text, as a proposal: words put in are marked as inserted, words taken out stay and are
 * marked as deleted. What they proposed themselves they change outright; what others proposed stays as it is.
 *
 * Only words are proposed. The shared document carries marks on words and not on blocks, names or line breaks, so that
 * a new paragraph or a name taken out would stand in the text at once: both are refused with a word instead.
 */
export function asSuggestion(
  original: Transaction,
  state: EditorState,
  isMine: (id: string) => boolean,
  newId: () => string,
): Suggestion {
  const { insertion, deletion } = state.schema.marks;
  if (!insertion || !deletion) {
    throw new Error("The schema has no suggestions.");
  }
  const tr = state.tr;
  let used: string | null = null;
  let notSuggested: NotSuggested | null = null;
  const ownAt = (node: Node | null | undefined): string | null => {
    const id = suggestionOf(node?.marks ?? []);
    return id !== null && isMine(id) ? id : null;
  };
  original.steps.forEach((step, index) => {
    if (!(step instanceof ReplaceStep)) {
      notSuggested ??= "formatting";
      return;
    }
    // Back to where it stood before the steps in front of it, and forward over what was proposed for those.
    const before = (pos: number) =>
      original.steps
        .slice(0, index)
        .reduceRight((at, earlier) => earlier.getMap().invert().map(at), pos);
    const from = tr.mapping.map(before(step.from));
    const to = Math.max(from, tr.mapping.map(before(step.to)));
    const id =
      used ??
      ownAt(tr.doc.resolve(from).nodeBefore) ??
      ownAt(tr.doc.resolve(to).nodeAfter) ??
      newId();
    const stepsBefore = tr.steps.length;
    const words: { from: number; to: number; marks: readonly Mark[] }[] = [];
    tr.doc.nodesBetween(from, to, (node, pos) => {
      if (node.isText) {
        words.push({
          from: Math.max(pos, from),
          to: Math.min(pos + node.nodeSize, to),
          marks: node.marks,
        });
      } else if (node.isInline) {
        notSuggested ??= "names";
      }
    });
    const inOneBlock = tr.doc.resolve(from).sameParent(tr.doc.resolve(to));
    for (const piece of words.reverse()) {
      const inserted = insertion.isInSet(piece.marks);
      if (inserted && isMine(String(inserted.attrs.id))) {
        tr.delete(piece.from, piece.to);
        used = String(inserted.attrs.id);
      } else if (inserted) {
        notSuggested ??= "theirs";
      } else if (!deletion.isInSet(piece.marks)) {
        tr.addMark(piece.from, piece.to, deletion.create({ id }));
        used = id;
      }
    }
    const since = tr.mapping.slice(stepsBefore);
    const inline = wordsOf(step.slice.content);
    if (step.slice.size > 0 || (from < to && words.length === 0)) {
      if (inline.nodes.length === 0 && (words.length === 0 || step.slice.size > 0)) {
        notSuggested ??= inline.hasNames ? "names" : "structure";
      } else if (inline.hasNames) {
        notSuggested ??= "names";
      }
    }
    if (inline.nodes.length > 0) {
      const end = inOneBlock ? to : Math.min(to, tr.doc.resolve(since.map(from)).end());
      let at = inOneBlock ? since.map(end) : end;
      const $at = tr.doc.resolve(at);
      if (!$at.parent.inlineContent) {
        notSuggested ??= "structure";
        return;
      }
      for (let after = $at.nodeAfter; after && deletion.isInSet(after.marks); ) {
        at += after.nodeSize;
        after = tr.doc.resolve(at).nodeAfter;
      }
      const marked = inline.nodes.map((node) =>
        node.mark(insertion.create({ id }).addToSet(node.marks)),
      );
      tr.insert(at, marked);
      tr.setSelection(
        TextSelection.create(tr.doc, at + marked.reduce((size, node) => size + node.nodeSize, 0)),
      );
      used = id;
    } else if (from < to) {
      // Backspace goes on before the word that it struck, Delete after it.
      const struckBackwards = state.selection.head >= before(step.to);
      const rest = struckBackwards ? since.map(from, -1) : since.map(to);
      tr.setSelection(TextSelection.near(tr.doc.resolve(rest), struckBackwards ? -1 : 1));
    }
  });
  if (original.selectionSet && !tr.selectionSet && tr.steps.length === 0 && !notSuggested) {
    tr.setSelection(
      original.selection.map(tr.doc, original.mapping.invert()) as typeof original.selection,
    );
  }
  if (original.scrolledIntoView) {
    tr.scrollIntoView();
  }
  // Others read what a transaction is from its notes: a composition, a paste.
  (tr as unknown as { meta: unknown }).meta = (original as unknown as { meta: unknown }).meta;
  return { tr, id: used, notSuggested };
}

/** The suggestion that these marks are of. */
export function suggestionOf(marks: readonly Mark[]): string | null {
  const mark = marks.find(({ type }) => type.name === "insertion" || type.name === "deletion");
  return mark ? String(mark.attrs.id) : null;
}

/** The words of a fragment in one line, with what makes them bold, italic or a link. */
export function wordsOf(content: Fragment): { nodes: Node[]; hasNames: boolean } {
  const nodes: Node[] = [];
  let hasNames = false;
  let block: Node | null = null;
  content.descendants((node, _pos, parent) => {
    if (!node.isText) {
      hasNames ||= node.isInline && node.type.name !== "hardBreak";
      return;
    }
    if (block && parent !== block && nodes.length > 0) {
      nodes.push(node.type.schema.text(" "));
    }
    block = parent;
    nodes.push(
      node.mark(node.marks.filter(({ type }) => ["bold", "italic", "link"].includes(type.name))),
    );
  });
  return { nodes, hasNames };
}

export interface SuggestingOptions {
  isOn: () => boolean;
  isMine: (id: string) => boolean;
  newId: () => string;
  onSuggest: (id: string) => void;
  onRefuse: (why: NotSuggested) => void;
}

/** Turns what is typed into suggestions while the mode is on. Undo, and what comes from others, passes. */
export const Suggesting = Extension.create<SuggestingOptions>({
  name: "suggesting",
  addOptions: () => ({
    isOn: () => false,
    isMine: () => false,
    newId: () => crypto.randomUUID(),
    onSuggest: () => undefined,
    onRefuse: () => undefined,
  }),
  dispatchTransaction({ transaction, next }) {
    const { isOn, isMine, newId, onSuggest, onRefuse } = this.options;
    if (
      !transaction.docChanged ||
      !isOn() ||
      transaction.getMeta("y-sync$") ||
      transaction.getMeta(writtenMeta)
    ) {
      next(transaction);
      return;
    }
    const { tr, id, notSuggested } = asSuggestion(transaction, this.editor.state, isMine, newId);
    if (id !== null) {
      onSuggest(id);
    }
    next(tr);
    if (notSuggested) {
      onRefuse(notSuggested);
    }
  },
});
