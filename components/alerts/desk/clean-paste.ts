import { isSafeLink } from "@/lib/alerts/safe-link";

/** More than this is not taken in one go, so that nothing freezes and every piece fits through the socket. */
export const longestPaste = { html: 1_500_000, text: 200_000 } as const;

/** Whether a clipboard holds more than may be pasted at once. */
export function isTooLong(html: string, text: string): boolean {
  return (
    html.length > longestPaste.html ||
    text.length > longestPaste.text ||
    new TextEncoder().encode(text).length > longestPaste.text
  );
}

/** What is never text: programs, pictures, what Word and Google keep beside it. */
const dropped = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED IMG PICTURE SVG VIDEO AUDIO CANVAS META LINK TITLE HEAD FORM INPUT BUTTON SELECT TEXTAREA DEL S STRIKE XML".split(
    " ",
  ),
);
const blockTags = new Set(
  "P DIV SECTION ARTICLE HEADER FOOTER TABLE TBODY THEAD TR TD TH DL DT DD FIGURE PRE ADDRESS MAIN".split(
    " ",
  ),
);

const hiddenBy =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?(?=\s*(?:;|$))|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?(?=\s*(?:;|$|!))|(?:max-)?(?:height|width)\s*:\s*0(?:px|pt)?(?=\s*(?:;|$)))/i;
const white = /^(?:#fff(?:fff)?|white|window|rgba?\(\s*255\s*,\s*255\s*,\s*255\b.*)$/i;
const styleOf = (style: string, name: string) =>
  new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(style)?.[1]?.trim() ?? "";

/** Whether a style hides its element, or writes white on white. */
export function hides(style: string): boolean {
  const background = styleOf(style, "background(?:-color)?");
  return (
    hiddenBy.test(style) ||
    (white.test(styleOf(style, "color")) &&
      (!background || white.test(background) || background === "transparent"))
  );
}

/** A link without what counts who follows it; Google's own detour is taken out. */
export function plainLink(href: string): string | null {
  let url: URL;
  try {
    url = new URL(href);
    const beyond = url.searchParams.get("q") ?? url.searchParams.get("url");
    if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" && beyond) {
      url = new URL(beyond);
    }
  } catch {
    return null;
  }
  for (const name of [...url.searchParams.keys()]) {
    if (/^(utm_|mc_|fbclid|gclid|msclkid|igshid|_hs|ved$|usg$)/i.test(name)) {
      url.searchParams.delete(name);
    }
  }
  return isSafeLink(url.href) ? url.href : null;
}

/**
 * What was copied from a text program, reduced to what an alert may hold: paragraphs, headings, lists, quotations, bold,
 * italic and links. Programs, pictures, comments, hidden and struck words are gone. Nothing in it is loaded or run.
 */
export function cleanPaste(html: string): string {
  const from = new DOMParser().parseFromString(html, "text/html");
  const hiddenClasses = classesHidden(
    [...from.querySelectorAll("style")].map((style) => style.textContent ?? "").join("\n"),
  );
  const to = document.implementation.createHTMLDocument("");
  new Cleaner(to, hiddenClasses).children(from.body, to.body);
  return to.body.innerHTML;
}

/** The classes of a Word style sheet that hide what has them. */
function classesHidden(css: string): Set<string> {
  const names = new Set<string>();
  for (const [, selectors, rules] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (hides(rules ?? "")) {
      for (const [, name] of (selectors ?? "").matchAll(/\.([\w-]+)/g)) {
        names.add(name as string);
      }
    }
  }
  return names;
}

class Cleaner {
  /** Word writes lists as paragraphs that say how deep they are. */
  #lists: { level: number; of: string; list: HTMLElement }[] = [];
  constructor(
    private readonly to: Document,
    private readonly hiddenClasses: ReadonlySet<string>,
  ) {}

  children(of: Node, into: HTMLElement): void {
    for (const node of of.childNodes) {
      if (node.nodeType === 3) {
        if (node.textContent?.trim()) {
          this.#lists = into === this.to.body ? [] : this.#lists;
        }
        into.append(
          this.to.createTextNode((node.textContent ?? "").replace(/[\u200b\ufeff]/g, "")),
        );
      } else if (node.nodeType === 1) {
        this.#element(node as HTMLElement, into);
      }
    }
  }

  #element(element: HTMLElement, into: HTMLElement): void {
    const tag = element.tagName.toUpperCase();
    const style = element.getAttribute("style") ?? "";
    if (
      dropped.has(tag) ||
      element.hasAttribute("hidden") ||
      hides(style) ||
      [...element.classList].some((name) => this.hiddenClasses.has(name)) ||
      /mso-element\s*:\s*(comment|footnote|endnote|header|footer)/i.test(style) ||
      /mso-list\s*:\s*ignore/i.test(style) ||
      element.matches(
        ".MsoCommentReference, .msocomanchor, .msocomoff, a[href^='#cmnt'], a[id^='cmnt']",
      ) ||
      element.querySelector(":scope > a[href^='#cmnt_ref']")
    ) {
      return;
    }
    const [, list, level] = /mso-list\s*:\s*(l\d+)\s+level(\d+)/i.exec(style) ?? [];
    if (list && level) {
      this.#listed(element, list, Number(level), into);
      return;
    }
    if (/^H[1-6]$/.test(tag)) {
      this.#lists = [];
      this.#into("h3", element, into);
    } else if (tag === "UL" || tag === "OL" || tag === "LI" || tag === "BLOCKQUOTE") {
      this.#lists = [];
      this.#into(tag.toLowerCase(), element, into);
    } else if (tag === "BR") {
      if (!element.classList.contains("Apple-interchange-newline")) {
        into.append(this.to.createElement("br"));
      }
    } else if (blockTags.has(tag)) {
      this.#lists = [];
      const holdsBlocks = [...element.children].some(
        ({ tagName }) => blockTags.has(tagName) || /^(H[1-6]|UL|OL|BLOCKQUOTE)$/.test(tagName),
      );
      if (holdsBlocks || into.tagName === "LI" || into.tagName === "P") {
        this.children(element, into);
      } else if (element.textContent?.trim()) {
        this.#into("p", element, into);
      }
    } else {
      this.#words(element, tag, style, into);
    }
  }

  #words(element: HTMLElement, tag: string, style: string, into: HTMLElement): void {
    let inside = into;
    const weight = styleOf(style, "font-weight");
    const isBold = weight
      ? /^(bold|bolder|[6-9]00)$/i.test(weight)
      : tag === "B" || tag === "STRONG";
    const slant = styleOf(style, "font-style");
    const isItalic = slant ? /^(italic|oblique)/i.test(slant) : tag === "I" || tag === "EM";
    if (/line-through/i.test(styleOf(style, "text-decoration(?:-line)?"))) {
      return;
    }
    if (tag === "A") {
      const href = plainLink(element.getAttribute("href") ?? "");
      if (href) {
        const link = this.to.createElement("a");
        link.setAttribute("href", href);
        inside.append(link);
        inside = link;
      }
    }
    for (const [isOn, name] of [
      [isBold, "strong"],
      [isItalic, "em"],
    ] as const) {
      if (isOn) {
        const made = this.to.createElement(name);
        inside.append(made);
        inside = made;
      }
    }
    this.children(element, inside);
  }

  #into(tag: string, element: HTMLElement, into: HTMLElement): void {
    const made = this.to.createElement(tag);
    this.children(element, made);
    if (made.textContent?.trim()) {
      into.append(made);
    }
  }

  #listed(element: HTMLElement, of: string, level: number, into: HTMLElement): void {
    const bullet = [...element.querySelectorAll("[style]")].find((inner) =>
      /mso-list\s*:\s*ignore/i.test(inner.getAttribute("style") ?? ""),
    );
    const tag = /^\s*(\d+|[a-z]|[ivxlc]+)[.)]/i.test(bullet?.textContent ?? "") ? "ol" : "ul";
    while ((this.#lists.at(-1)?.level ?? 0) > level) {
      this.#lists.pop();
    }
    // Another list at the same depth follows; it does not go on with the one before.
    if (this.#lists.at(-1)?.level === level && this.#lists.at(-1)?.of !== of) {
      this.#lists.pop();
    }
    let here = this.#lists.at(-1);
    if (!here || here.level < level) {
      const list = this.to.createElement(tag);
      (here?.list.lastElementChild ?? into).append(list);
      here = { level, of, list };
      this.#lists.push(here);
    }
    const item = this.to.createElement("li");
    const lists = this.#lists;
    this.children(element, item);
    this.#lists = lists;
    here.list.append(item);
  }
}
