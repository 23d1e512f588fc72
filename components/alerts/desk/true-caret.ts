import { Extension } from "@tiptap/core";
import { Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { placeAfterChange } from "./caret-place";

/** Keeps the caret where whoever types means it to be. */
export const TrueCaret = Extension.create({
  name: "trueCaret",
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (changes, { selection: before }, { selection: now, tr }) => {
        if (!changes.some(isFromElsewhere) || !(before instanceof TextSelection)) {
          return null;
        }
        const head = placeAfterChange(before.$head, now.$head);
        const anchor = before.empty ? head : placeAfterChange(before.$anchor, now.$anchor);
        if (head === null && anchor === null) {
          return null;
        }
        // Of chosen words that were replaced nothing stays chosen: the next key would take out others.
        return tr.setSelection(TextSelection.create(tr.doc, head ?? now.head));
      },
      props: { handleDOMEvents: { keydown: takeUpCaret, paste: takeUpCaret } },
    }),
  ],
});

function isFromElsewhere(change: Transaction): boolean {
  const sync = change.getMeta(ySyncPluginKey) as
    | { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean }
    | undefined;
  return change.docChanged && sync?.isChangeOrigin === true && !sync.isUndoRedoOperation;
}

/**
 * The browser tells of a moved caret some time after it moved it. Keys that follow one another faster than that, as on a
 * busy device, would find the caret where it was: what is pasted after Control+End came somewhere else.
 */
function takeUpCaret(view: EditorView, event: KeyboardEvent | ClipboardEvent): boolean {
  if (!view.composing && !("isComposing" in event && event.isComposing)) {
    view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
  }
  return false;
}
