import { asUtf8, inTwoBytes, mustHaveOnly, nameOf, type PdfFile } from "./pdf-file";
import { Bytes, Lexer, Unknown, type Value, Word } from "./pdf-lexer";

/** One face of a file: which sign each of its codes is said to be, and whether it takes room on the page. */
export interface Face {
  signs: ReadonlyMap<number, string>;
  widths: ReadonlyMap<number, number>;
  widthOfOthers: number;
  /** Words that stand in its table of signs: more than one sign for a code, also for one that is never drawn. */
  words: readonly string[];
}

/** Stands for a drawing of which the file does not say which sign it is: no paper says it, so no such file leaves. */
export const unknownSign = "\ufffd";

/** A face as Typst packs them: two bytes a code, each drawing by its own number, with a table of signs. */
export function readFace(file: PdfFile, value: Value | undefined): Face {
  const face = file.dict(value);
  const [inner, ...more] = file.list(face.get("DescendantFonts"));
  const drawings = file.dict(inner);
  mustHaveOnly(face, ["Type", "Subtype", "BaseFont", "Encoding", "DescendantFonts", "ToUnicode"]);
  if (
    nameOf(face.get("Subtype")) !== "Type0" ||
    nameOf(face.get("Encoding")) !== "Identity-H" ||
    nameOf(drawings.get("CIDToGIDMap") ?? drawings.get("Subtype")) === undefined ||
    more.length > 0
  ) {
    throw new Unknown();
  }
  return {
    ...readSigns(file.stream(face.get("ToUnicode")).content),
    widths: readWidths(file.list(drawings.get("W") ?? [])),
    widthOfOthers: Number(file.get(drawings.get("DW")) ?? 1_000),
  };
}

/** By ISO 32000-1, 9.7.4.3: a code with the widths from it on, or two codes and the width of all between. */
function readWidths(list: readonly Value[]): Map<number, number> {
  const widths = new Map<number, number>();
  let at = 0;
  while (at < list.length) {
    const [first, second, third] = [list[at], list[at + 1], list[at + 2]];
    if (Array.isArray(second)) {
      second.forEach((width, n) => {
        widths.set(Number(first) + n, Number(width));
      });
      at += 2;
    } else {
      for (let code = Number(first); code <= Math.min(Number(second), 0xffff); code++) {
        widths.set(code, Number(third));
      }
      at += 3;
    }
  }
  return widths;
}

const numberOf = (value: Value | undefined): number => {
  if (!(value instanceof Bytes) || value.bytes.length !== 2) {
    throw new Unknown();
  }
  return value.bytes.charCodeAt(0) * 256 + value.bytes.charCodeAt(1);
};

const signsOf = (value: Value | undefined): string => {
  if (!(value instanceof Bytes)) {
    throw new Unknown();
  }
  return inTwoBytes(value.bytes);
};

/** The table of signs (a ToUnicode CMap): pairs, and ranges. */
function readSigns(content: Buffer): Pick<Face, "signs" | "words"> {
  const signs = new Map<number, string>();
  const table = content.toString("latin1");
  const lexer = new Lexer(table, 0, table.length, true);
  let given: Value[] = [];
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
    if (!(value instanceof Word)) {
      given.push(value);
      continue;
    }
    if (value.word === "usecmap") {
      throw new Unknown();
    }
    if (value.word === "endbfchar") {
      for (let at = 0; at < given.length; at += 2) {
        signs.set(numberOf(given[at]), signsOf(given[at + 1]));
      }
    }
    if (value.word === "endbfrange") {
      for (let at = 0; at < given.length; at += 3) {
        setRange(signs, given.slice(at, at + 3));
      }
    }
    given = [];
  }
  const longer = lexer.strings.filter((string) => string.length > 2);
  const inPairs = longer.filter((string) => string.length % 2 === 0);
  return { signs, words: [...longer.map(asUtf8), ...inPairs.map(inTwoBytes)] };
}

function setRange(signs: Map<number, string>, [first, last, to]: readonly Value[]): void {
  const from = numberOf(first);
  for (let code = from; code <= numberOf(last); code++) {
    const one = Array.isArray(to) ? signsOf(to[code - from]) : signsOf(to);
    const end = one.codePointAt(one.length - 1) ?? 0;
    signs.set(
      code,
      Array.isArray(to) ? one : one.slice(0, -1) + String.fromCharCode(end + code - from),
    );
  }
}
