import { SaxesParser } from "saxes";

/** An element as it is met: its name, what it carries, and where it stands. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  /** The elements around it, from the outside in. */
  around: readonly Element[];
}

export interface Reading {
  open?: (element: Element) => void;
  close?: (element: Element) => void;
  text?: (words: string, inside: readonly Element[]) => void;
  comment?: (words: string) => void;
  /** Instructions and definitions, which a paper has none of. */
  other?: (words: string) => void;
}

/** Reads markup from one end to the other; whatever is not well formed is an error. */
export function readXml(markup: string, reading: Reading): void {
  const parser = new SaxesParser();
  const inside: Element[] = [];
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, around: [...inside] };
    inside.push(element);
    reading.open?.(element);
  });
  parser.on("closetag", () => {
    const element = inside.pop();
    if (element) {
      reading.close?.(element);
    }
  });
  parser.on("text", (words) => reading.text?.(words, inside));
  parser.on("cdata", (words) => reading.text?.(words, inside));
  parser.on("comment", (words) => reading.comment?.(words));
  parser.on("processinginstruction", ({ target, body }) => reading.other?.(`${target} ${body}`));
  parser.on("doctype", (words) => {
    if (words.trim() !== "html") {
      reading.other?.(words);
    }
  });
  parser.on("error", () => {
    throw new Error("not well formed");
  });
  parser.write(markup).close();
}
