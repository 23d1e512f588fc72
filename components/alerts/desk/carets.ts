import type { HocuspocusProvider } from "@hocuspocus/provider";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Plugin } from "@tiptap/pm/state";
import { coloursOf } from "./colours";
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
) => {
  const colourOf = (one: Me) => {
    const here = [...(provider.awareness?.getStates().values() ?? [])];
    const ids = here.map(({ user }) => who(user ?? {}).membershipId);
    return coloursOf([...ids, one.membershipId]).get(one.membershipId) ?? "";
  };
  return CollaborationCaret.extend({
    addProseMirrorPlugins() {
      return [...(this.parent?.() ?? []), namesWithinText()];
    },
  }).configure({
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
};

/** Keeps the names within the text: one whose caret stands at the end of a line begins before it. */
const namesWithinText = () =>
  new Plugin({
    view: ({ dom }) => {
      let frame = 0;
      const place = () => {
        frame = 0;
        const text = dom.getBoundingClientRect();
        const isRtl = getComputedStyle(dom).direction === "rtl";
        const names = [...dom.querySelectorAll<HTMLElement>(".others-caret-name")];
        const beyond = names.map((name) => {
          const caret = name.parentElement?.getBoundingClientRect() ?? text;
          const room = isRtl ? caret.right - text.left : text.right - caret.left;
          return Math.max(0, Math.ceil(name.offsetWidth - room));
        });
        for (const [at, name] of names.entries()) {
          name.style.setProperty("--inwards", `${beyond[at]}px`);
        }
      };
      const soon = () => {
        frame ||= requestAnimationFrame(place);
      };
      const observer = new ResizeObserver(soon);
      observer.observe(dom);
      return {
        update: soon,
        destroy() {
          observer.disconnect();
          cancelAnimationFrame(frame);
        },
      };
    },
  });
