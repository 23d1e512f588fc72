"use client";

import {
  applySuggestion,
  applySuggestions,
  revertSuggestion,
  revertSuggestions,
} from "@handlewithcare/prosemirror-suggest-changes";
import { Collaboration } from "@tiptap/extension-collaboration";
import type { Command } from "@tiptap/pm/state";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { uuidv7 } from "uuidv7";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { AlertLanguage, AlertRight } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import type {
  DeskDefender,
  DeskPerson,
  DeskThread,
  Mentionable,
  Mentions,
} from "@/lib/alerts/desk";
import { placesOfNames } from "@/lib/alerts/name-search";
import { keepWithin as keepPassageWithin } from "@/lib/alerts/only-passage";
import type { PartName } from "@/lib/alerts/part-names";
import { type Anchor, anchorsIn } from "./anchors";
import { carets } from "./carets";
import { Chips } from "./chips";
import { ask, type DeskActions } from "./desk-actions";
import type { Known } from "./known";
import { Manners } from "./manners";
import { Margin, type MarginItem } from "./margin";
import type { KnownName } from "./name-places";
import { AskPrompt, LinkPrompt, PersonPrompt } from "./prompts";
import { putSealed, wordsAt } from "./put-sealed";
import type { Room } from "./room";
import { firstBeyond, sentenceAround, type Within } from "./sentence-around";
import { type NotSuggested, Suggesting, writtenMeta } from "./suggesting";
import { EditorToolbar, type PromptName } from "./toolbar";
import { focusToolbar } from "./toolbar-keys";
import { TrueCaret } from "./true-caret";
import { lookAgain, namesToFind, replaceTypedNames, TypedNames } from "./typed-names";
import { TypedNamesNotice } from "./typed-names-notice";
import { useQuietMarks } from "./use-quiet-marks";
import { WithinPrompt } from "./within-prompt";

/** A comment that is being written, and the words it is about. */
interface Draft {
  from: number;
  to: number;
  quote: string;
}

interface Props {
  room: Room;
  isOpen: boolean;
  isEnded: boolean;
  /** The server has not looked at the last words yet. */
  isBehind: boolean;
  section: PartName;
  label: string;
  place: { caseId: string; alertId: string; textId: string };
  language: AlertLanguage;
  right: AlertRight;
  maySeal: boolean;
  showsPresence: boolean;
  /** Protected names that stand in words, as the server found them; for the team alone. */
  typed: readonly KnownName[];
  me: { membershipId: string; organisation: string; name: string };
  /** Names of colleagues by membership. */
  colleagues: Readonly<Record<string, string>>;
  /** The discussion that somebody has come for. */
  thread: string | null;
  known: Known;
  defenders: readonly DeskDefender[];
  mentionable: readonly Mentionable[];
  threads: readonly DeskThread[];
  authors: Readonly<Record<string, DeskPerson>>;
  timeZone: string;
  actions: DeskActions;
  /** Something beside the text has changed by what was done here. */
  onTalk: () => void;
  onSealed: (id: string, words: string) => void;
}

/** Writes one section of the shared text, with its discussions and suggestions in the margin. */
export default function SectionEditor(props: Props) {
  const { room, section, right, me, known, language, showsPresence, label } = props;
  const t = useTranslations("alerts.desk");
  const all = useTranslations();
  const mustSuggest = right === "comment";
  useQuietMarks(props.threads);
  const [choseToSuggest, setSuggests] = useState(false);
  const suggests = mustSuggest || choseToSuggest;
  const [prompt, setPrompt] = useState<PromptName | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [anchors, setAnchors] = useState<Anchor[]>([]);
  const [isBusy, setBusy] = useState(false);
  const toolbar = useRef<HTMLDivElement>(null);
  const names = namesToFind(known, props.typed);
  const mayType = props.isOpen && !props.isEnded && right !== "read";
  const mayReplace = mayType && right === "write";
  const mode = useRef({ suggests, known, colleagues: props.colleagues, names, mayReplace });
  const [typedNames, setTypedNames] = useState(0);
  const [chips] = useState(
    () => new Chips(known, { person: t("chips.person"), sealed: t("chips.sealed") }),
  );
  const refuse = (why: NotSuggested | "tooLong") => {
    const words = t(`refused.${why}`);
    notify({ message: words });
    announce(words, "assertive");
  };
  const openComment = (editor: Editor) => {
    const { from, to, empty } = editor.state.selection;
    if (!empty) {
      setDraft({ from, to, quote: editor.state.doc.textBetween(from, to, " ", " ") });
    }
  };
  const editor = useEditor(
    {
      immediatelyRender: false,
      injectCSS: false,
      extensions: [
        ...chips.extensions(),
        Collaboration.configure({
          document: room.shared,
          field: section,
          provider: room.provider,
        }),
        ...(showsPresence
          ? [carets(room.provider, me, (membershipId) => mode.current.colleagues[membershipId])]
          : []),
        Suggesting.configure({
          isOn: () => mode.current.suggests,
          isMine: (id) => id.startsWith(me.membershipId),
          // The server reads from the front of it whose it is.
          newId: () => `${me.membershipId}.${crypto.randomUUID().slice(0, 8)}`,
          onRefuse: refuse,
        }),
        TypedNames.configure({
          names: () => mode.current.names,
          mayReplace: () => mode.current.mayReplace && !mode.current.suggests,
          onFound: setTypedNames,
          onReplaced: () => notify({ message: t("typedNames.replaced") }),
        }),
        TrueCaret,
        Manners.configure({
          isTitle: section === "title",
          isKnownPerson: (id) => id in mode.current.known.labels,
          onLeave: () => focusToolbar(toolbar.current),
          onComment: () => latest.current && openComment(latest.current),
          onLink: () => setPrompt("link"),
          onTooLong: () => refuse("tooLong"),
        }),
      ],
      editorProps: {
        scrollThreshold: underBars(),
        scrollMargin: underBars(),
        attributes: {
          class: "prose",
          role: "textbox",
          "aria-multiline": String(section !== "title"),
          "aria-label": label,
          lang: language,
          dir: directionOf(language),
        },
      },
    },
    [section, room],
  );
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  }, [editor]);
  useEffect(() => {
    mode.current = { suggests, known, colleagues: props.colleagues, names, mayReplace };
    chips.know(known);
  }, [suggests, known, props.colleagues, chips, names, mayReplace]);
  useEffect(() => {
    room.enter(section);
  }, [room, section]);
  const namesKnown = names.map(({ id, words }) => `${id} ${words}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew when other names are known.
  useEffect(() => {
    if (editor && !editor.isDestroyed) {
      lookAgain(editor.view);
    }
  }, [editor, namesKnown]);
  useEffect(() => {
    editor?.setEditable(mayType, false);
  }, [editor, mayType]);
  useEffect(() => {
    if (!editor) {
      return;
    }
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setAnchors(anchorsIn(editor.state.doc)));
    };
    look();
    editor.on("update", look);
    return () => {
      cancelAnimationFrame(frame);
      editor.off("update", look);
    };
  }, [editor]);
  if (!editor) {
    return null;
  }

  const run = (command: Command) =>
    command(editor.state, (tr) => editor.view.dispatch(tr.setMeta(writtenMeta, true)));
  const failed = (messageKey: string) => {
    const words = all.has(messageKey as never)
      ? all(messageKey as Parameters<typeof all>[0])
      : t("notSent");
    notify({ message: words });
    announce(words, "assertive");
  };
  const comment = async (body: string, spokenTo: Mentions) => {
    if (!draft) {
      return;
    }
    setBusy(true);
    const opened = await ask(props.actions.openThread, {
      textId: props.place.textId,
      section,
      quote: draft.quote.slice(0, 1_000),
      body,
      ...spokenTo,
      once: uuidv7(),
    });
    setBusy(false);
    if (!("result" in opened)) {
      failed(opened.messageKey);
      return;
    }
    const mark = editor.schema.marks.comment?.create({ id: opened.result });
    const { from, to } = movedDraft(editor, draft);
    if (mark && from < to) {
      run((state, dispatch) => {
        dispatch?.(state.tr.addMark(from, to, mark));
        return true;
      });
    }
    setDraft(null);
    props.onTalk();
    editor.commands.focus();
  };
  const reply = (thread: DeskThread) => async (body: string, spokenTo: Mentions) => {
    const answer = await ask(props.actions.comment, {
      threadId: thread.id,
      body,
      ...spokenTo,
      once: uuidv7(),
    });
    if ("messageKey" in answer) {
      failed(answer.messageKey);
      return false;
    }
    props.onTalk();
    return true;
  };
  const settle = async (thread: DeskThread, settled: boolean) => {
    const answer = await ask(props.actions.settleThread, {
      threadId: thread.id,
      settled: settled ? "yes" : "no",
    });
    if ("messageKey" in answer) {
      failed(answer.messageKey);
      return;
    }
    props.onTalk();
  };
  const keepWithin = async (within: Within, instead: string) => {
    const id = uuidv7();
    const { from, to, $from, $to } = editor.state.selection;
    if (within === "team" && !$from.sameParent($to)) {
      const words = t("within.oneParagraph");
      notify({ message: words });
      announce(words, "assertive");
      return;
    }
    // Until the passage is sealed, its words go no further than the coalition.
    const only = editor.schema.marks.only?.create({
      id,
      upTo: within === "missions" ? "missions" : "coalition",
      instead,
    });
    if (!only) {
      return;
    }
    run((state, dispatch) => {
      dispatch?.(keepPassageWithin(state.tr, from, to, only));
      return true;
    });
    if (within !== "team") {
      return;
    }
    const { words } = wordsAt(editor.state.doc, { from, to }, known.labels);
    const { caseId, alertId } = props.place;
    const sealed = await ask(props.actions.sealPassage, { caseId, alertId, words, once: id });
    if (!("result" in sealed)) {
      failed(sealed.messageKey);
      return;
    }
    props.onSealed(sealed.result, words);
    const range = rangeOf(editor, id);
    const node = editor.schema.nodes.sealed?.create({ id: sealed.result, instead });
    if (range && node) {
      run((state, dispatch) => {
        dispatch?.(putSealed(state.tr, range, node, { words, labels: known.labels }));
        return true;
      });
    }
  };

  /** The sentence of the chosen words as the others read it, with the label where a name was typed. */
  const readSentence = (within: Within, instead: string) => {
    const { before, after } = sentenceAround(editor.state.doc, editor.state.selection, {
      audience: firstBeyond[within],
      labels: known.labels,
      language,
    });
    const cover = (words: string) =>
      placesOfNames(words, names).reduceRight(
        (covered, { id, from, to }) =>
          covered.slice(0, from) + (known.labels[id] ?? "…") + covered.slice(to),
        words,
      );
    return { before: cover(before), instead: cover(instead), after: cover(after) };
  };

  const mayDecide = right === "write" && mayType;
  const byId = new Map(props.threads.map((thread) => [thread.id, thread]));
  const here = props.threads.filter(
    (thread) => thread.section === section && thread.comments.length > 0,
  );
  const anchored = new Set(anchors.map(({ id }) => id));
  const find = (anchor: Anchor) => () =>
    editor
      .chain()
      .focus()
      .setTextSelection({ from: anchor.from, to: anchor.to })
      .scrollIntoView()
      .run();
  const items: MarginItem[] = anchors.flatMap((anchor): MarginItem[] => {
    if (anchor.kind === "suggestion") {
      const author = anchor.id.split(".", 1)[0] ?? "";
      const isMine = author === me.membershipId;
      return [
        {
          kind: "suggestion",
          key: anchor.id,
          anchor,
          by: isMine ? me : (props.authors[author] ?? null),
          isMine,
          mayDecide,
          mayTakeBack: isMine && mayType,
          onAccept: () => run(applySuggestion(anchor.id as never)),
          onKeep: () => run(revertSuggestion(anchor.id as never)),
          onFind: find(anchor),
        },
      ];
    }
    const thread = byId.get(anchor.id);
    return thread && !thread.settled
      ? [
          {
            kind: "thread",
            key: thread.id,
            anchor,
            thread,
            isLost: false,
            onReply: reply(thread),
            onSettle: (settled) => void settle(thread, settled),
            onFind: find(anchor),
          },
        ]
      : [];
  });
  const rest: MarginItem[] = here
    .filter((thread) => thread.settled || !anchored.has(thread.id))
    .map((thread) => ({
      kind: "thread",
      key: thread.id,
      anchor: null,
      thread,
      isLost: !anchored.has(thread.id),
      onReply: reply(thread),
      onSettle: (settled) => void settle(thread, settled),
      onFind: null,
    }));
  const suggestions = anchors.filter(({ kind }) => kind === "suggestion").length;
  const commands = () => editor.chain().focus();
  return (
    <div className="writing">
      {mayType && (
        <EditorToolbar
          editor={editor}
          toolbar={toolbar}
          suggests={suggests}
          mustSuggest={mustSuggest}
          onSuggests={setSuggests}
          isTitle={section === "title"}
          hasDefenders={props.defenders.length > 0}
          onPrompt={setPrompt}
          onComment={() => openComment(editor)}
        />
      )}
      {typedNames > 0 && (
        <TypedNamesNotice
          count={typedNames}
          onReplace={mayReplace ? () => replaceTypedNames(editor.view) : null}
        />
      )}
      {mayType && suggests && (
        <p className="mt-2 text-meta text-ink-muted">
          {t(mustSuggest ? "suggestsOnly" : "suggestsNow")}
        </p>
      )}
      <Margin
        text={<EditorContent editor={editor} />}
        top={(position) => topOf(editor, position)}
        items={items}
        rest={rest}
        draft={
          draft && {
            at: draft.from,
            quote: draft.quote,
            isBusy,
            onSubmit: (body, to) => void comment(body, to),
            onCancel: () => {
              setDraft(null);
              editor.commands.focus();
            },
          }
        }
        decideAll={
          suggestions > 1 && mayDecide
            ? {
                count: suggestions,
                onAccept: () => run(applySuggestions),
                onKeep: () => run(revertSuggestions),
              }
            : null
        }
        first={props.thread}
        mayTalk={right !== "read" && !props.isEnded}
        timeZone={props.timeZone}
        mentionable={props.mentionable}
      />
      {prompt === "link" && (
        <LinkPrompt
          href={String(editor.getAttributes("link").href ?? "")}
          onClose={() => setPrompt(null)}
          onLink={(href) => {
            const words = editor.chain().focus().extendMarkRange("link");
            (href ? words.setLink({ href }) : words.unsetLink()).run();
          }}
        />
      )}
      {prompt === "person" && (
        <PersonPrompt
          defenders={props.defenders}
          onClose={() => setPrompt(null)}
          onPerson={(id) => commands().insertContent({ type: "person", attrs: { id } }).run()}
        />
      )}
      {prompt === "within" && (
        <WithinPrompt
          maySeal={props.maySeal}
          language={language}
          sentence={(within, instead) => (props.isBehind ? null : readSentence(within, instead))}
          onClose={() => setPrompt(null)}
          onWithin={(within, instead) => void keepWithin(within, instead)}
        />
      )}
      {prompt === "ask" && (
        <AskPrompt
          onClose={() => setPrompt(null)}
          onAsk={(forum, upTo) =>
            commands()
              .insertContent({
                type: "ask",
                attrs: { forum, upTo },
                content: [{ type: "paragraph" }],
              })
              .run()
          }
        />
      )}
    </div>
  );
}

/** How much of the window lies under the tools above and, on a phone, the bar below: no caret is left there. */
function underBars(): { top: number; bottom: number; left: number; right: number } {
  const sides = { left: 8, right: 8 };
  return matchMedia("(min-width: 64rem)").matches
    ? { top: 100, bottom: 24, ...sides }
    : { top: 120, bottom: 104, ...sides };
}

/** The words of a draft where they are now: the selection moves with what others type, numbers do not. */
function movedDraft(editor: Editor, draft: Draft): { from: number; to: number } {
  const { from, to } = editor.state.selection;
  const isStill = (a: number, b: number) =>
    b <= editor.state.doc.content.size &&
    editor.state.doc.textBetween(a, b, " ", " ") === draft.quote;
  return isStill(from, to) || !isStill(draft.from, draft.to) ? { from, to } : draft;
}

/** Where the words with this mark of their own are now. */
function rangeOf(editor: Editor, id: string): { from: number; to: number } | null {
  let range: { from: number; to: number } | null = null;
  editor.state.doc.descendants((node, pos) => {
    if (
      node.attrs.onlyId === id ||
      (node.isText && node.marks.some(({ attrs }) => attrs.id === id))
    ) {
      range = { from: range?.from ?? pos, to: pos + node.nodeSize };
    }
  });
  return range;
}

function topOf(editor: Editor, position: number): number {
  try {
    return editor.view.coordsAtPos(Math.min(position, editor.state.doc.content.size)).top;
  } catch {
    return 0;
  }
}
