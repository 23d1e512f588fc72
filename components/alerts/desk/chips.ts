import type { Extensions, NodeViewRendererProps } from "@tiptap/core";
import { Person, Sealed, textExtensions } from "@/lib/alerts/text-schema";
import { type Known, onlyClass, personClass, sealedClass } from "./known";

const svg = "http://www.w3.org/2000/svg";

/** The words of one chip: a name's label, or what stands for a sealed passage. */
type Words = (attrs: Record<string, unknown>, known: Known) => string;

const personWords: Words = ({ id }, { names, labels }) =>
  names[String(id)] ?? labels[String(id)] ?? "…";
const sealedWords: Words = ({ id, instead }, { passages }) =>
  passages[String(id)] ?? (String(instead ?? "") || "…");

/**
 * How protected names and sealed passages are drawn in the editor. The text holds ids alone; the words come from what
 * this reader may know, and change on the screen when that does.
 */
export class Chips {
  readonly #drawn = new Set<() => void>();
  constructor(
    private known: Known,
    private readonly says: { person: string; sealed: string },
  ) {}

  know(known: Known): void {
    this.known = known;
    for (const draw of this.#drawn) {
      draw();
    }
  }

  /** The extensions of the text with these drawings in the place of the plain ones, and paragraphs that find their direction. */
  extensions(): Extensions {
    const person = Person.extend({
      addNodeView: () => this.#view(personWords, personClass, this.says.person),
    });
    const sealed = Sealed.extend({
      addNodeView: () => this.#view(sealedWords, sealedClass, this.says.sealed),
    });
    return textExtensions.map((extension) => {
      switch (extension.name) {
        case "person":
          return person;
        case "sealed":
          return sealed;
        case "starterKit":
          return extension.configure({
            paragraph: { HTMLAttributes: { dir: "auto" } },
            heading: { levels: [3], HTMLAttributes: { dir: "auto" } },
          });
        default:
          return extension;
      }
    });
  }

  #view(words: Words, className: string, says: string) {
    return ({ node }: NodeViewRendererProps) => {
      const dom = document.createElement("span");
      dom.className = `${className}${node.attrs.onlyId ? ` ${onlyClass}` : ""}`;
      dom.contentEditable = "false";
      const hint = document.createElement("span");
      hint.className = "sr-only";
      hint.textContent = `${says}: `;
      const text = document.createElement("bdi");
      dom.append(lock(), hint, text);
      let { attrs } = node;
      const draw = () => {
        text.textContent = words(attrs, this.known);
      };
      draw();
      this.#drawn.add(draw);
      return {
        dom,
        update: (next: { type: unknown; attrs: Record<string, unknown> }) => {
          if (next.type !== node.type) {
            return false;
          }
          attrs = next.attrs;
          dom.className = `${className}${attrs.onlyId ? ` ${onlyClass}` : ""}`;
          draw();
          return true;
        },
        ignoreMutation: () => true,
        destroy: () => {
          this.#drawn.delete(draw);
        },
      };
    };
  }
}

function lock(): SVGSVGElement {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("width", "14");
  drawing.setAttribute("height", "14");
  drawing.setAttribute("class", "lock");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  path.setAttribute(
    "d",
    "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 11V7a5 5 0 0 1 10 0v4",
  );
  drawing.append(path);
  return drawing;
}
