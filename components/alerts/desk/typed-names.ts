import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import { holdsWholeName } from "@/lib/alerts/name-search";
import { onlyAttributes } from "@/lib/alerts/only-passage";
import { spellingsOf } from "@/lib/defenders/spellings";
import type { Known } from "./known";
import { type KnownName, type Place, placesIn } from "./name-places";
import { writtenMeta } from "./suggesting";

export interface TypedNamesOptions {
  /** The names that this reader may know, by now; nobody outside the team has any. */
  names: () => readonly KnownName[];
  /** Whether what is typed may be changed at once. */
  mayReplace: () => boolean;
  /** How many stand in the words; told whenever it may have changed. */
  onFound: (count: number) => void;
  /** What this reader had just typed or pasted was replaced. */
  onReplaced: () => void;
}

interface Seen {
  names: readonly KnownName[];
  places: readonly Place[];
  drawn: DecorationSet;
  /** What this reader typed or pasted last, until it was looked at. */
  own: { from: number; to: number; isPasted: boolean } | null;
}

/** The names that may be looked for on this screen: those that were opened, and those that the server told of. */
export function namesToFind(known: Known, typed: readonly KnownName[]): KnownName[] {
  const opened = Object.entries(known.names)
    .flatMap(([id, name]) => spellingsOf(name).map((words) => ({ id, words })))
    // What a public label tells is no secret.
    .filter(({ id, words }) => !holdsWholeName(known.labels[id] ?? "", words));
  return [...opened, ...typed];
}

const key = new PluginKey<Seen>("typed-names");
/** Scripts in which nothing stands between a name and the next word. */
const joined = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u;

/** Looks again: the names that are known have changed. */
export function lookAgain(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, true));
}

/** Puts the protected name in the place of every one that stands in the words of this section. */
export function replaceTypedNames(view: EditorView): void {
  replace(view, key.getState(view.state)?.places ?? []);
}

/** Underlines protected names that stand in the words, and takes out at once what this reader types or pastes. */
export const TypedNames = Extension.create<TypedNamesOptions>({
  name: "typedNames",
  addOptions: () => ({
    names: () => [],
    mayReplace: () => false,
    onFound: () => undefined,
    onReplaced: () => undefined,
  }),
  addProseMirrorPlugins() {
    const { names, mayReplace, onFound, onReplaced } = this.options;
    const look = (doc: Node, own: Seen["own"]): Seen => {
      const known = names();
      const places = placesIn(doc, known);
      const drawn = DecorationSet.create(
        doc,
        places
          .flatMap((place) => [place, ...place.rest])
          .map(({ from, to }) => Decoration.inline(from, to, { class: "typed-name" })),
      );
      return { names: known, places, drawn, own };
    };
    return [
      new Plugin<Seen>({
        key,
        state: {
          init: (_config, state) => look(state.doc, null),
          apply: (tr, seen) =>
            tr.docChanged || tr.getMeta(key) ? look(tr.doc, ownChange(tr, seen.own)) : seen,
        },
        props: { decorations: (state) => key.getState(state)?.drawn },
        view: (first) => {
          let told = 0;
          const tell = (state: EditorState) => {
            const count = key.getState(state)?.places.length ?? 0;
            if (count !== told) {
              told = count;
              onFound(count);
            }
          };
          tell(first.state);
          return {
            update: (view) => {
              const seen = key.getState(view.state);
              if (seen?.own && mayReplace() && !view.composing) {
                const { own } = seen;
                const due = seen.places.filter(
                  (place) =>
                    [place, ...place.rest].some(
                      ({ from, to }) => from <= own.to && to >= own.from,
                    ) &&
                    (own.isPasted || isOver(view.state.doc, place)),
                );
                if (due.length > 0) {
                  replace(view, due);
                  onReplaced();
                  return;
                }
              }
              tell(view.state);
            },
          };
        },
      }),
    ];
  },
});

/** What the reader did themselves; what others did, and what is taken back, stays as it is. */
function ownChange(tr: Transaction, before: Seen["own"]): Seen["own"] {
  if (!tr.docChanged || tr.getMeta(ySyncPluginKey) || tr.getMeta(writtenMeta)) {
    return null;
  }
  // A name is written letter by letter: what came before it in the same go counts, too.
  let range = before && {
    ...before,
    from: tr.mapping.map(before.from, -1),
    to: tr.mapping.map(before.to, 1),
  };
  const isPasted = tr.getMeta("paste") === true || tr.getMeta("uiEvent") === "drop";
  tr.mapping.maps.forEach((map, index) => {
    map.forEach((_from, _to, start, end) => {
      const rest = tr.mapping.slice(index + 1);
      const [from, to] = [rest.map(start, -1), rest.map(end, 1)];
      range = { from, to, isPasted };
    });
  });
  return range;
}

/** Whether a word that may still go on is written to its end. */
function isOver(doc: Node, place: Place): boolean {
  const { from, to } = place.rest.at(-1) ?? place;
  const end = doc.resolve(to);
  const next = end.parent.textBetween(
    end.parentOffset,
    Math.min(end.parentOffset + 2, end.parent.content.size),
    undefined,
    " ",
  );
  return (
    (next !== "" && !/^[\p{L}\p{N}\p{M}]/u.test(next)) || joined.test(doc.textBetween(from, to))
  );
}

function replace(view: EditorView, places: readonly Place[]): void {
  const { state } = view;
  const person = state.schema.nodes.person;
  if (!person || places.length === 0) {
    return;
  }
  // A step of its own, which its writer can take back.
  yUndoPluginKey.getState(state)?.undoManager?.stopCapturing();
  const { tr } = state;
  const { link } = state.schema.marks;
  const links = places.filter(({ isLink }) => isLink);
  for (const { from, to } of links) {
    tr.removeMark(from, to, link);
  }
  // A name over several lines is one mark, where it begins: so it reads in the editions, too.
  const changes = places
    .filter(({ isLink }) => !isLink)
    .flatMap((place) => [place, ...place.rest.map((part) => ({ ...part, id: null }))])
    .sort((one, other) => other.from - one.from);
  for (const { id, from, to } of changes) {
    if (id === null) {
      tr.delete(from, to);
      continue;
    }
    const isLinked = links.some((one) => one.from < to && one.to > from);
    const marks = (state.doc.resolve(from).marksAcross(state.doc.resolve(to)) ?? []).filter(
      ({ type }) => !isLinked || type !== link,
    );
    const only = marks.find(({ type }) => type.name === "only");
    tr.replaceWith(from, to, person.create({ id, ...(only && onlyAttributes(only)) }, null, marks));
  }
  view.dispatch(tr.setMeta(writtenMeta, true));
  yUndoPluginKey.getState(view.state)?.undoManager?.stopCapturing();
}
