import { cellReader, type ReadCell } from "@/lib/commitments/cell-text";
import { writtenStages } from "@/lib/commitments/written-stages";

const reader = cellReader(writtenStages);

/** What a cell says about the stage, and the words beside it. */
export interface SaidStage {
  read: ReadCell;
  rest: string;
}

/** A letter with a point is how people write whose turn it is: "A." is no stage. */
const asTyped = (text: string) =>
  text.replace(/[’‘`´]/g, "'").replace(/(?<=\p{L}{2})[.!。]+$/u, "");

/**
 * Reads a cell as a stage or a word: wholly, or by what stands before the first colon, comma, dash, bracket or line end
 * ("agreed, but only orally"). Anything else stays as it is: `unclear`.
 */
export function readStage(text: string): SaidStage {
  const whole = readWhole(text);
  if (whole !== "unclear") {
    return { read: whole, rest: "" };
  }
  const cut = /\s*[:;,([\n–—/]\s*|\s+-\s+/u.exec(text.slice(0, 80));
  const first = cut && cut.index > 0 ? readWhole(text.slice(0, cut.index)) : "unclear";
  // A digit before a comma is an amount or a date, not how sure we are.
  const isStage = first === "raised" || (typeof first === "object" && "stage" in first);
  return cut && isStage
    ? { read: first, rest: text.slice(cut.index + cut[0].length).trim() }
    : { read: "unclear", rest: text };
}

const readWhole = (text: string) => reader(asTyped(text));
