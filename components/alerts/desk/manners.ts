import { Extension } from "@tiptap/core";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { hasOverrides, withoutOverrides } from "@/lib/text/clean-text";
import { cleanPaste, isTooLong } from "./clean-paste";
import { wordsOf } from "./suggesting";

export interface MannersOptions {
  /** A title is one line. */
  isTitle: boolean;
  isKnownPerson: (id: string) => boolean;
  onLeave: () => void;
  onComment: () => void;
  onLink: () => void;
  onTooLong: () => void;
}

const ownMarks = new Set(["bold", "italic", "link", "only"]);

/** How the editor takes what is pasted, and how the keyboard gets in and out. */
export const Manners = Extension.create<MannersOptions>({
  name: "manners",
  addOptions: () => ({
    isTitle: false,
    isKnownPerson: () => false,
    onLeave: () => undefined,
    onComment: () => undefined,
    onLink: () => undefined,
    onTooLong: () => undefined,
  }),
  addKeyboardShortcuts() {
    const { isTitle, onLeave, onComment, onLink } = this.options;
    const oneLine = () => isTitle;
    return {
      Escape: () => {
        onLeave();
        return true;
      },
      "Mod-Alt-m": () => {
        onComment();
        return true;
      },
      "Mod-Shift-k": () => {
        onLink();
        return true;
      },
      Enter: oneLine,
      "Shift-Enter": oneLine,
      "Mod-Enter": oneLine,
    };
  },
  addProseMirrorPlugins() {
    const { isTitle, isKnownPerson, onTooLong } = this.options;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Before anything of it is read: a very long clipboard would stop the page.
            paste: (_view, event) => {
              const data = event.clipboardData;
              if (data && isTooLong(data.getData("text/html"), data.getData("text/plain"))) {
                event.preventDefault();
                onTooLong();
                return true;
              }
              return false;
            },
            drop: (_view, event) => {
              const data = event.dataTransfer;
              if (
                data &&
                (data.files.length > 0 ||
                  isTooLong(data.getData("text/html"), data.getData("text/plain")))
              ) {
                event.preventDefault();
                onTooLong();
                return true;
              }
              return false;
            },
          },
          handleTextInput: (view, from, to, text) => {
            if (hasOverrides(text)) {
              view.dispatch(view.state.tr.insertText(withoutOverrides(text), from, to));
              return true;
            }
            return false;
          },
          transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : cleanPaste(html)),
          transformPasted: (slice) => {
            const kept = new Slice(
              sorted(slice.content, isKnownPerson),
              slice.openStart,
              slice.openEnd,
            );
            if (!isTitle) {
              return kept;
            }
            return new Slice(Fragment.from(wordsOf(kept.content).nodes), 0, 0);
          },
        },
      }),
    ];
  },
});

/** Without anchors of discussions, suggestions, names of other cases, and letters that turn words round. */
function sorted(content: Fragment, isKnownPerson: (id: string) => boolean): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.type.name === "person" && !isKnownPerson(String(node.attrs.id))) {
      return;
    }
    const marks = node.marks.filter(({ type }) => ownMarks.has(type.name));
    if (node.text !== undefined) {
      const text = withoutOverrides(node.text);
      nodes.push(...(text ? [node.type.schema.text(text, marks)] : []));
      return;
    }
    nodes.push(node.copy(sorted(node.content, isKnownPerson)).mark(marks));
  });
  return Fragment.fromArray(nodes);
}
