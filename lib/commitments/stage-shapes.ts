import type { ShownStage } from "@/db/reference/words";

/** A piece of a glyph: `line` is stroked, `cut` stroked in the colour of the ground, the rest is filled. */
export interface GlyphPiece {
  tag: "path" | "circle" | "rect";
  attributes: Readonly<Record<string, string>>;
  as?: "line" | "cut";
}

const line = (d: string): GlyphPiece => ({ tag: "path", attributes: { d }, as: "line" });
const disc = (cx: string, cy: string, r: string): GlyphPiece => ({
  tag: "circle",
  attributes: { cx, cy, r },
});
const ring: GlyphPiece = { ...disc("10", "10", "6"), as: "line" };

/** The eight glyphs in a box of 20 units: the page's sprite and the pictures that leave are drawn from them. */
export const stageShapes: Record<ShownStage, readonly GlyphPiece[]> = {
  not_approached: [line("M7 10h6")],
  planned: [{ ...ring, attributes: { ...ring.attributes, "stroke-dasharray": "1.7 2.07" } }],
  asked: [ring],
  considering: [ring, { tag: "path", attributes: { d: "M10 4a6 6 0 0 1 0 12Z" } }],
  agreed: [disc("10", "10", "6.5")],
  raised: [
    {
      tag: "rect",
      attributes: { x: "3.5", y: "3.5", width: "13", height: "13", rx: "2.5" },
    },
    { ...line("m6.6 10.2 2.5 2.5 4.5-5.2"), as: "cut" },
  ],
  declined: [line("m5.5 5.5 9 9m0-9-9 9")],
  no_answer: [disc("5", "10", "1.6"), disc("10", "10", "1.6"), disc("15", "10", "1.6")],
};

/** The triangle that marks a reply that is due, in a box of 11 units. */
export const dueShape = "M5.5 2.5 9 8.5H2Z";
