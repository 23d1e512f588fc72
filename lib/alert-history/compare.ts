import { diffArrays } from "diff";
import type { TextNode } from "@/lib/editions/edition";
import { countWords } from "@/lib/text/count-words";

/** A run of words, in both texts or in one. */
export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** How long one section may take, in milliseconds. Beyond that nobody would read the marks either. */
const patience = 400;

/** Words, and what stands between them, in any script: Arabic and Chinese have no spaces where a word ends, or none at all. */
const segments = (text: string, language: string): string[] =>
  Array.from(
    new Intl.Segmenter(language, { granularity: "word" }).segment(text),
    ({ segment }) => segment,
  );

/**
 * What became of a text, word by word: every word of both stands in the answer once, in order. Null where so much
 * changed that it can't be told while somebody waits.
 */
export function compareWords(before: string, now: string, language: string): Piece[] | null {
  if (before === now) {
    return before ? [{ kind: "same", text: before }] : [];
  }
  const pieces =
    comparePart(before, now, language, patience) ?? compareBlocks(before, now, language);
  return pieces && joined(pieces);
}

function comparePart(before: string, now: string, language: string, timeout: number) {
  return asPieces(diffArrays(segments(before, language), segments(now, language), { timeout }));
}

function asPieces(changes: ReturnType<typeof diffArrays<string>> | undefined): Piece[] | null {
  return changes
    ? changes.map(({ added, removed, value }) => ({
        kind: added ? "added" : removed ? "removed" : "same",
        text: value.join(""),
      }))
    : null;
}

/**
 * The same for a long text with changes all over: block by block first, then by words in blocks that took each other's
 * place one for one.
 */
function compareBlocks(before: string, now: string, language: string): Piece[] | null {
  const blocks = (text: string) => text.split(/(?<=\n)/);
  const changes = diffArrays(blocks(before), blocks(now), { timeout: patience }) ?? [];
  const until = performance.now() + 5 * patience;
  const pieces: Piece[] = [];
  for (let at = 0; at < changes.length; at++) {
    const [one, next] = [changes[at], changes[at + 1]];
    if (one?.removed && next?.added && one.value.length === next.value.length) {
      for (const [place, was] of one.value.entries()) {
        const left = until - performance.now();
        const words = left > 0 && comparePart(was, next.value[place] ?? "", language, left);
        if (!words) {
          return null;
        }
        pieces.push(...words);
      }
      at++;
    } else if (one) {
      pieces.push(...(asPieces([one]) ?? []));
    }
  }
  return pieces.length > 0 ? pieces : null;
}

/** A space between two changes belongs to them: one run is read more easily than five. */
function joined(pieces: Piece[]): Piece[] {
  const runs: { same: string; removed: string; added: string }[] = [];
  let run = { same: "", removed: "", added: "" };
  const close = () => {
    if (run.same || run.removed || run.added) {
      runs.push(run);
    }
    run = { same: "", removed: "", added: "" };
  };
  pieces.forEach(({ kind, text }, at) => {
    const isInside =
      (run.removed || run.added) && at < pieces.length - 1 && /^[^\S\n]+$/u.test(text);
    if (kind !== "same") {
      if (run.same) {
        close();
      }
      run[kind] += text;
    } else if (isInside) {
      run.removed += text;
      run.added += text;
    } else {
      close();
      run.same = text;
      close();
    }
  });
  close();
  return runs.flatMap(({ same, removed, added }): Piece[] => {
    const shared = commonSpace(removed, added);
    const upTo = shared ? -shared.length : undefined;
    return [
      { kind: "same" as const, text: same },
      { kind: "removed" as const, text: removed.slice(0, upTo) },
      { kind: "added" as const, text: added.slice(0, upTo) },
      { kind: "same" as const, text: shared },
    ].filter((piece) => piece.text !== "");
  });
}

/** The space at which both end. */
function commonSpace(one: string, other: string): string {
  const space = /[^\S\n]+$/u.exec(one)?.[0] ?? "";
  return space && other.endsWith(space) ? space : "";
}

/** How many words there are of one kind; spaces and points are none. */
export function countPieces(
  pieces: readonly Piece[],
  kind: Piece["kind"],
  language: string,
): number {
  return pieces
    .filter((piece) => piece.kind === kind)
    .reduce((sum, { text }) => sum + countWords(text, language), 0);
}

/**
 * The words that stand in a text, a block a line: without what was only proposed for insertion, with people by their
 * labels and with what stands in the place of sealed passages.
 */
export function standingWords(node: TextNode, labels: Readonly<Record<string, string>>): string {
  return blocksOf(node, labels).join("\n").trim();
}

function blocksOf(node: TextNode, labels: Readonly<Record<string, string>>): string[] {
  if (isProposed(node)) {
    return [];
  }
  return node.type === "paragraph" || node.type === "heading"
    ? [(node.content ?? []).map((child) => wordsOf(child, labels)).join("")]
    : (node.content ?? []).flatMap((child) => blocksOf(child, labels));
}

function wordsOf(node: TextNode, labels: Readonly<Record<string, string>>): string {
  if (isProposed(node)) {
    return "";
  }
  switch (node.type) {
    case "hardBreak":
      return "\n";
    case "person":
      return labels[String(node.attrs?.id)] ?? "";
    case "sealed":
      return String(node.attrs?.instead ?? "");
    default:
      return node.text ?? "";
  }
}

const isProposed = (node: TextNode) =>
  node.marks?.some((mark) => mark.type === "insertion") ?? false;
