import type { Block, Paper, Rich, Section } from "./paper";
import { countUnits, units } from "./units";

/** By how much a section is to be shortened. In Chinese signs are counted, elsewhere words. */
export interface Trim {
  /** The place of the section among the blocks of the paper. */
  at: number;
  heading: string;
  words: number;
}

/** Which blocks of a paper may give words, by their place: those whose words somebody wrote and can shorten. */
export type MayGive = (at: number) => boolean;

/**
 * Where a paper of too many pages can lose how many words, so that it keeps to so many; null where even its shortest form
 * does not. `givers` are asked one after the other, the next where those before can't give enough. The longest sections
 * give first, until all are as long as the next; names, notes, tables and sources stay. Found by laying out shorter and
 * shorter forms, so that the answer is that of the page and not a guess.
 */
export function trimsOf(
  paper: Paper,
  mostPages: number,
  countPages: (paper: Paper) => number,
  givers: readonly MayGive[] = [() => true],
): Trim[] | null {
  for (const mayGive of givers) {
    const trims = trimsWithin(paper, mostPages, countPages, mayGive);
    if (trims) {
      return trims;
    }
  }
  return null;
}

function trimsWithin(
  paper: Paper,
  mostPages: number,
  countPages: (paper: Paper) => number,
  mayGive: MayGive,
): Trim[] | null {
  const lengths = paper.blocks.map((block, at) =>
    block.kind === "section" && mayGive(at) ? lengthOf(block) : 0,
  );
  const fits = (words: number) => countPages(shortened(paper, shares(lengths, words))) <= mostPages;
  let enough = lengths.reduce((sum, length) => sum + length, 0);
  if (!fits(enough)) {
    return null;
  }
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fits(middle)) {
      enough = middle;
    } else {
      tooFew = middle;
    }
  }
  return shares(lengths, enough).flatMap((words, at) => {
    const block = paper.blocks[at];
    return words > 0 && block?.kind === "section" ? [{ at, heading: block.heading, words }] : [];
  });
}

/** How many words each gives of these in all: always one of the longest, the last of equals first. */
export function shares(lengths: readonly number[], words: number): number[] {
  const left = [...lengths];
  for (let given = 0; given < words; given++) {
    const longest = Math.max(...left);
    const at = left.lastIndexOf(longest);
    left[at] = longest - 1;
  }
  return lengths.map((length, at) => length - (left[at] ?? 0));
}

/** A paper whose sections lost so many words at their ends. */
export const shortened = (paper: Paper, words: readonly number[]): Paper => ({
  ...paper,
  blocks: paper.blocks.map((block, at) =>
    block.kind === "section" ? shortenedSection(block, words[at] ?? 0) : block,
  ),
});

const richLength = (text: Rich) => text.reduce((sum, piece) => sum + countUnits(piece.text), 0);

/** How many words a block can give: what stands out is a name or a heading, and stays. */
function blockLength(block: Block): number {
  switch (block.kind) {
    case "paragraph":
      return block.text.every(({ strong }) => strong) ? 0 : richLength(block.text);
    case "wordings":
      return block.items.reduce((sum, { text }) => sum + richLength(text), 0);
    default:
      return 0;
  }
}

const lengthOf = (section: Section) =>
  section.blocks.reduce((sum, block) => sum + blockLength(block), 0);

function shortenedSection(section: Section, words: number): Section {
  let left = words;
  const blocks: Block[] = [];
  for (const block of section.blocks.toReversed()) {
    const length = blockLength(block);
    const gives = Math.min(left, length);
    left -= gives;
    if (length === 0 || gives < length) {
      blocks.unshift(gives === 0 ? block : shortenedBlock(block, length - gives));
    }
  }
  return { ...section, blocks };
}

/** A block of its first words alone. */
function shortenedBlock(block: Block, keep: number): Block {
  switch (block.kind) {
    case "paragraph":
      return { ...block, text: firstWords(block.text, keep).text };
    case "wordings": {
      let left = keep;
      return {
        ...block,
        items: block.items.flatMap((item) => {
          const first = firstWords(item.text, left);
          left = first.left;
          return first.text.length > 0 ? [{ ...item, text: first.text }] : [];
        }),
      };
    }
    default:
      return block;
  }
}

function firstWords(text: Rich, keep: number): { text: Rich; left: number } {
  let left = keep;
  const kept: { text: string }[] = [];
  for (const piece of text) {
    const all = units(piece.text);
    if (left > 0 && all.length > 0) {
      kept.push({ ...piece, text: all.slice(0, left).join("") });
    }
    left = Math.max(0, left - all.length);
  }
  return { text: kept, left };
}
