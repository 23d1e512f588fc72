"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Icon } from "@/components/ui/icon";
import {
  Bold,
  EyeOff,
  Heading,
  type IconData,
  Italic,
  LinkIcon,
  List,
  ListOrdered,
  Lock,
  Megaphone,
  MessageSquare,
  Quote,
  Redo,
  Undo,
} from "@/components/ui/icons";
import { Tool, Toolbar } from "./toolbar-keys";

export type PromptName = "link" | "person" | "within" | "ask";

/**
 * What can be done with the chosen words. One stop of the Tab key; the arrow keys move inside. Formatting and blocks
 * can't be suggested and are off in that mode. What protects somebody is the last to leave a row that is too short.
 */
export function EditorToolbar({
  editor,
  toolbar,
  suggests,
  mustSuggest,
  onSuggests,
  isTitle,
  hasDefenders,
  onPrompt,
  onComment,
}: {
  editor: Editor;
  toolbar: RefObject<HTMLDivElement | null>;
  suggests: boolean;
  mustSuggest: boolean;
  onSuggests: (on: boolean) => void;
  isTitle: boolean;
  hasDefenders: boolean;
  onPrompt: (name: PromptName) => void;
  onComment: () => void;
}) {
  const t = useTranslations("alerts.desk.tools");
  const is = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const active = (name: string, attrs?: object) => editor.isActive(name, attrs);
      const undo = yUndoPluginKey.getState(state)?.undoManager as
        | { undoStack: unknown[]; redoStack: unknown[] }
        | undefined;
      return {
        bold: active("bold"),
        italic: active("italic"),
        link: active("link"),
        heading: active("heading", { level: 3 }),
        bullets: active("bulletList"),
        numbers: active("orderedList"),
        quote: active("blockquote"),
        hasSelection: !state.selection.empty,
        canUndo: (undo?.undoStack.length ?? 0) > 0,
        canRedo: (undo?.redoStack.length ?? 0) > 0,
      };
    },
  });
  const toggle = (
    name: "bold" | "italic" | "heading" | "bullets" | "numbers" | "quote",
    icon: IconData,
    shortcut: string,
    run: () => unknown,
  ) => (
    <Tool
      label={t(name)}
      shortcut={shortcut}
      isOn={is[name]}
      isOff={suggests || (isTitle && name !== "italic")}
      onPress={run}
    >
      <Icon of={icon} />
    </Tool>
  );
  const press = (
    label: string,
    icon: IconData,
    run: () => unknown,
    { disabled = false, words = "", shortcut = "" } = {},
  ) => (
    <Tool label={label} shortcut={shortcut} isOff={disabled} onPress={run}>
      <Icon of={icon} directional={icon === Undo || icon === Redo} />
      {words && <span className="text-meta font-semibold">{words}</span>}
    </Tool>
  );
  const chain = () => editor.chain().focus();
  return (
    <Toolbar
      of={toolbar}
      label={t("label")}
      more={t("more")}
      groups={[
        {
          label: t("words"),
          leaves: 2,
          tools: (
            <>
              {toggle("bold", Bold, "Meta+B Control+B", () => chain().toggleBold().run())}
              {toggle("italic", Italic, "Meta+I Control+I", () => chain().toggleItalic().run())}
              {press(t("link"), LinkIcon, () => onPrompt("link"), {
                disabled: suggests || isTitle || (!is.hasSelection && !is.link),
                shortcut: "Meta+Shift+K Control+Shift+K",
              })}
            </>
          ),
        },
        {
          label: t("blocks"),
          leaves: 4,
          tools: (
            <>
              {toggle("heading", Heading, "Meta+Alt+3 Control+Alt+3", () =>
                chain().toggleHeading({ level: 3 }).run(),
              )}
              {toggle("bullets", List, "Meta+Shift+8 Control+Shift+8", () =>
                chain().toggleBulletList().run(),
              )}
              {toggle("numbers", ListOrdered, "Meta+Shift+7 Control+Shift+7", () =>
                chain().toggleOrderedList().run(),
              )}
              {toggle("quote", Quote, "Meta+Shift+B Control+Shift+B", () =>
                chain().toggleBlockquote().run(),
              )}
            </>
          ),
        },
        {
          label: t("protection"),
          leaves: 1,
          tools: (
            <>
              {press(t("person"), Lock, () => onPrompt("person"), {
                disabled: suggests || !hasDefenders,
                words: t("person"),
              })}
              {press(t("within"), EyeOff, () => onPrompt("within"), {
                disabled: suggests || !is.hasSelection,
                words: t("within"),
              })}
              {press(t("ask"), Megaphone, () => onPrompt("ask"), {
                disabled: suggests || isTitle,
                words: t("askShort"),
              })}
            </>
          ),
        },
        {
          label: t("together"),
          leaves: null,
          tools: (
            <>
              {press(t("comment"), MessageSquare, onComment, {
                disabled: !is.hasSelection,
                words: t("comment"),
                shortcut: "Meta+Alt+M Control+Alt+M",
              })}
              <Tool
                label={t("suggest")}
                isOn={suggests}
                isOff={mustSuggest}
                onPress={() => {
                  onSuggests(!suggests);
                  chain().run();
                }}
              >
                <span className="text-meta font-semibold">{t("suggest")}</span>
              </Tool>
            </>
          ),
        },
        {
          label: t("steps"),
          leaves: 3,
          tools: (
            <>
              {press(t("undo"), Undo, () => chain().undo().run(), {
                disabled: !is.canUndo,
                shortcut: "Meta+Z Control+Z",
              })}
              {press(t("redo"), Redo, () => chain().redo().run(), {
                disabled: !is.canRedo,
                shortcut: "Meta+Shift+Z Control+Shift+Z",
              })}
            </>
          ),
        },
      ]}
    />
  );
}
