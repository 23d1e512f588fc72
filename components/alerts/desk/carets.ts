import type { HocuspocusProvider } from "@hocuspocus/provider";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { colourOf } from "./colours";
import type { Me } from "./room-state";

interface User {
  organisation?: unknown;
  membershipId?: unknown;
}

const who = (user: User) => ({
  organisation: typeof user.organisation === "string" ? user.organisation.slice(0, 60) : "",
  membershipId: typeof user.membershipId === "string" ? user.membershipId : "",
});

/** Where the others write, each by their name where this reader knows it, else by their organisation. */
export const carets = (
  provider: HocuspocusProvider,
  { organisation, membershipId }: Me,
  nameOf: (membershipId: string) => string | undefined,
) =>
  CollaborationCaret.configure({
    provider,
    user: { organisation, membershipId },
    render: (user: User) => {
      const one = who(user);
      const caret = document.createElement("span");
      caret.className = "others-caret";
      caret.style.setProperty("--caret", colourOf(one));
      const label = document.createElement("span");
      label.className = "others-caret-name";
      // Drawn by the style sheet: it is not of the text, and neither read out nor copied with it.
      label.dataset.name = nameOf(one.membershipId) ?? one.organisation;
      caret.append(label);
      return caret;
    },
    selectionRender: (user: User) => ({
      class: "others-selection",
      style: `--caret: ${colourOf(who(user))}`,
    }),
  });
