import { describe, expect, it } from "vitest";
import { textOf } from "../checker/pdf-stretch";
import { stretchesByPage } from "../checker/testing-pdf";
import type { Block, Paper, Rich } from "../paper";
import { plain } from "../paper";
import { toPdf } from "./pdf";
import { template } from "./template";

const long =
  "Some words about what happened, which take more than one line of their column. ".repeat(3);
const strong: Rich = [{ text: "The label", strong: true }];
const label: Block = { kind: "paragraph", text: strong };
const list: Block = { kind: "list", items: [plain(long), plain(long)] };
const facts: Block = { kind: "facts", rows: [{ label: "Fact", value: plain(long) }] };

const endings: Record<string, Block[]> = {
  "a label of a list in a section": [
    {
      kind: "section",
      heading: "Heading",
      blocks: [{ kind: "note", text: plain("First.") }, label, list],
    },
  ],
  "a label that begins a section": [
    { kind: "section", heading: "Heading", blocks: [label, facts] },
  ],
  "a label of a paragraph": [label, { kind: "paragraph", text: plain(long) }],
  "a heading": [{ kind: "heading", level: 2, text: "The label" }, facts],
};

/** A page that is filled to another height each time, so that what follows falls on each part of its foot. */
const paperOf = (at: number, ending: readonly Block[]): Paper => ({
  language: "en",
  title: "A paper",
  subtitle: [],
  frame: { from: "", beside: "", day: "", foot: [], pageOf: "{page} {pages}" },
  blocks: [
    ...Array.from(
      { length: 29 + Math.floor(at / 8) },
      (_, line): Block => ({
        kind: line < at % 8 ? "note" : "paragraph",
        text: plain("A line."),
      }),
    ),
    ...ending,
  ],
});

/** On how many of these papers the label stands at the foot of a page, and what it is of on the next. */
function left(ending: readonly Block[], layout?: string): number {
  let found = 0;
  for (let at = 0; at < 40; at += 1) {
    const pages = stretchesByPage(toPdf(paperOf(at, ending), layout));
    found += pages.some((page) => textOf(page).at(-1)?.trim() === "The label") ? 1 : 0;
  }
  return found;
}

describe("at the foot of a page", () => {
  it.each(Object.entries(endings))("%s never stands alone", (_, ending) => {
    expect(left(ending)).toBe(0);
  });

  it("a label would, if nothing kept it (the broken variant)", () => {
    const loose = template.replace("block(sticky: true, read(", "block(sticky: false, read(");
    expect(loose).not.toBe(template);
    expect(left(endings["a label of a paragraph"] ?? [], loose)).toBeGreaterThan(0);
  });
});
