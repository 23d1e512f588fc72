import type { HocuspocusProvider } from "@hocuspocus/provider";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { colourOf } from "./colours";

interface User {
  organisation?: unknown;
  name?: unknown;
}

const who = (user: User) => ({
  organisation: typeof user.organisation === "string" ? user.organisation.slice(0, 60) : "",
  name: typeof user.name === "string" ? user.name.slice(0, 60) : "",
});

/** Where the others write, each with the name of their organisation. */
export const carets = (provider: HocuspocusProvider, me: { organisation: string; name: string }) =>
  CollaborationCaret.configure({
    provider,
    user: { organisation: me.organisation, name: me.name, color: colourOf(me) },
    render: (user: User) => {
      const { organisation, name } = who(user);
      const caret = document.createElement("span");
      caret.className = "others-caret";
      const colour = colourOf({ organisation, name });
      caret.style.setProperty("--caret", colour);
      const label = document.createElement("span");
      label.className = "others-caret-name";
      // Drawn by the style sheet: it is not of the text, and neither read out nor copied with it.
      label.dataset.name = organisation || name;
      caret.append(label);
      return caret;
    },
    selectionRender: (user: User) => ({
      class: "others-selection",
      style: `--caret: ${colourOf(who(user))}`,
    }),
  });
