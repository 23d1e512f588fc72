import { smallestPoints } from "./opened";
import { type Face, readFace, unknownSign } from "./pdf-face";
import {
  asUtf8,
  asWords,
  isInTwoBytes,
  mustHaveOnly,
  nameOf,
  type PdfFile,
  type Stream,
} from "./pdf-file";
import { Bytes, type Dict, Lexer, Ref, Unknown, type Value, Word } from "./pdf-lexer";
import { isRightToLeft, type Stretch, textOf } from "./pdf-stretch";

/** What is written on one page: by its mark in the tree of the document, and outside of it. */
export interface PageText {
  /** By number of the mark. */
  marked: Map<number, Stretch[]>;
  unmarked: string[];
  /** Text that the eye does not meet. */
  hidden: string[];
  /** Words that are in what draws the page without being drawn. */
  beside: string[];
  /** Names in what draws the page. */
  names: ReadonlySet<string>;
  /** What was read to its last byte by that. */
  drawn: ReadonlySet<Stream>;
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

interface State {
  matrix: Matrix;
  colour: readonly number[];
  opacity: number;
  face: Face | null;
  points: number;
  mode: number;
}

/** What draws lines and areas. */
const drawing = new Set(
  "m l c v y h re S s f F f* B B* b b* n W W* w J j M d i ri CS SCN".split(" "),
);

/** The faces of a file, each read once. */
export type Faces = Map<number, Face>;

/** Reads a page sign by sign, from what draws it. */
export function readPage(file: PdfFile, page: Dict, at: number, faces: Faces): PageText {
  const reader = new PageReader(file, page, at, faces);
  reader.draw(file.stream(page.get("Contents")), file.dict(page.get("Resources")));
  return reader.text();
}

class PageReader {
  private readonly all: { mark: number | null; stretch: Stretch }[] = [];
  private readonly hidden: string[] = [];
  private readonly beside: string[] = [];
  private readonly names = new Set<string>();
  private readonly drawn = new Set<Stream>();
  private readonly marks: { mark: number | null; isReversed: boolean }[] = [];
  private readonly states: State[] = [];
  private readonly width: number;
  private readonly height: number;
  private state: State = {
    ...{ matrix: identity, colour: [0], opacity: 1, face: null, points: 0, mode: 0 },
  };
  private line: Matrix = identity;
  private current: Stretch | null = null;
  private depth = 0;

  constructor(
    private readonly file: PdfFile,
    page: Dict,
    private readonly at: number,
    private readonly faces: Faces,
  ) {
    const [left, below, width, height] = numbers(file.list(page.get("MediaBox")), 4);
    if (left !== 0 || below !== 0) {
      throw new Unknown();
    }
    [this.width, this.height] = [width as number, height as number];
  }

  text(): PageText {
    const marked = new Map<number, Stretch[]>();
    for (const { mark, stretch } of this.all) {
      if (mark !== null) {
        const before = marked.get(mark);
        if (before) {
          before.push(stretch);
        } else {
          marked.set(mark, [stretch]);
        }
      }
    }
    const unmarked = this.all.flatMap(({ mark, stretch }) => (mark === null ? [stretch] : []));
    const { hidden, beside, names, drawn } = this;
    return { marked, unmarked: textOf(unmarked), hidden, beside, names, drawn };
  }

  draw(stream: Stream, resources: Dict): void {
    this.drawn.add(stream);
    const lexer = new Lexer(stream.content.toString("latin1"));
    const before = this.states.length;
    let given: Value[] = [];
    for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
      if (value instanceof Word) {
        this.carryOut(value.word, given, resources);
        given = [];
      } else {
        given.push(value);
      }
    }
    if (given.length > 0 || this.states.length !== before) {
      throw new Unknown();
    }
    // Codes of a face are no words, but whoever looks at the bytes may read them as such.
    this.beside.push(asUtf8(lexer.strings.join("")));
    for (const string of lexer.strings) {
      if (isInTwoBytes(string)) {
        this.beside.push(asWords(string));
      }
    }
    for (const name of lexer.names) {
      this.names.add(name);
    }
  }

  private carryOut(operator: string, given: readonly Value[], resources: Dict): void {
    switch (operator) {
      case "q":
        this.states.push(this.state);
        return;
      case "Q": {
        const before = this.states.pop();
        if (!before) {
          throw new Unknown();
        }
        this.state = before;
        return;
      }
      case "cm":
        this.state = { ...this.state, matrix: times(this.state.matrix, matrixOf(given)) };
        return;
      case "cs":
        mustBeKnownColours(this.file, resources, nameOf(given[0]));
        this.state = { ...this.state, colour: [0] };
        return;
      case "scn":
      case "g":
      case "rg":
      case "k":
        this.state = { ...this.state, colour: numbers(given, given.length) };
        return;
      case "gs":
        this.setOpacity(this.resource(resources, "ExtGState", given[0]));
        return;
      case "Tf":
        this.state = {
          ...this.state,
          face: this.faceOf(this.resource(resources, "Font", given[0])),
          points: Math.abs(Number(given[1])),
        };
        return;
      case "Tr":
        this.state = { ...this.state, mode: Number(given[0]) };
        return;
      case "BT":
        this.line = identity;
        this.current = null;
        return;
      case "Tm":
        this.line = matrixOf(given);
        return;
      case "BMC":
        this.marks.push({ mark: null, isReversed: nameOf(given[0]) === "ReversedChars" });
        return;
      case "BDC":
        this.marks.push({ mark: markOf(given[1]), isReversed: false });
        return;
      case "EMC":
        this.marks.pop();
        return;
      case "Tj":
      case "TJ":
        this.show(given[0]);
        return;
      case "Do":
        this.drawForm(this.resource(resources, "XObject", given[0]));
        return;
      case "ET":
        return;
      default:
        // Pictures within the page, moves from line to line and whatever else would draw words: no paper of ours has it.
        if (!drawing.has(operator)) {
          throw new Unknown();
        }
    }
  }

  private show(given: Value | undefined): void {
    const { face, matrix } = this.state;
    if (!face) {
      throw new Unknown();
    }
    const signs: string[] = [];
    for (const piece of Array.isArray(given) ? given : [given]) {
      if (typeof piece === "number") {
        continue;
      }
      if (!(piece instanceof Bytes) || piece.bytes.length % 2 !== 0) {
        throw new Unknown();
      }
      for (let n = 0; n < piece.bytes.length; n += 2) {
        const code = piece.bytes.charCodeAt(n) * 256 + piece.bytes.charCodeAt(n + 1);
        // What takes no room is a vowel sign, which the file tells again with the letter that carries it.
        if ((face.widths.get(code) ?? face.widthOfOthers) > 0) {
          signs.push(face.signs.get(code) ?? unknownSign);
        }
      }
    }
    const place = times(matrix, this.line);
    if (!this.current) {
      const mark = this.marks.findLast((one) => one.mark !== null)?.mark ?? null;
      this.current = { page: this.at, x: place[4], y: place[5], signs: [], isReversed: false };
      this.all.push({ mark, stretch: this.current });
    }
    this.current.signs.push(...signs);
    this.current.isReversed ||= this.marks.some((one) => one.isReversed) || isRightToLeft(signs);
    if (this.isHidden(place) && signs.join("").trim() !== "") {
      this.hidden.push(signs.join(""));
    }
  }

  private isHidden(place: Matrix): boolean {
    const { colour, mode, opacity, points } = this.state;
    return (
      // Anything but letters that are filled: outlines, what only cuts out, what is not drawn at all.
      mode !== 0 ||
      opacity < 0.05 ||
      points * Math.hypot(place[2], place[3]) < smallestPoints ||
      !(place[4] >= 0 && place[4] <= this.width && place[5] >= 0 && place[5] <= this.height) ||
      isAlmostWhite(colour)
    );
  }

  private setOpacity(value: Value): void {
    const given = this.file.dict(value);
    mustHaveOnly(given, ["Type", "ca", "CA"]);
    const opacity = given.get("ca");
    if (typeof opacity === "number") {
      this.state = { ...this.state, opacity };
    }
  }

  /** A drawing within the page, with matters of its own. */
  private drawForm(value: Value): void {
    const stream = this.file.stream(value);
    const { dict } = stream;
    this.depth += 1;
    if (nameOf(dict.get("Subtype")) !== "Form" || this.depth > 8) {
      throw new Unknown();
    }
    const before = this.state;
    const matrix = dict.has("Matrix") ? matrixOf(this.file.list(dict.get("Matrix"))) : identity;
    this.state = { ...before, matrix: times(before.matrix, matrix) };
    this.draw(stream, this.file.dict(dict.get("Resources") ?? new Map()));
    this.state = before;
    this.depth -= 1;
  }

  private resource(resources: Dict, kind: string, name: Value | undefined): Value {
    const found = this.file.dict(resources.get(kind)).get(nameOf(name) ?? "");
    if (found === undefined) {
      throw new Unknown();
    }
    return found;
  }

  private faceOf(value: Value): Face {
    if (!(value instanceof Ref)) {
      throw new Unknown();
    }
    const known = this.faces.get(value.number);
    if (known) {
      return known;
    }
    const face = readFace(this.file, value);
    this.faces.set(value.number, face);
    this.beside.push(...face.words);
    return face;
  }
}

function numbers(given: readonly Value[], count: number): number[] {
  if (given.length !== count || given.some((one) => typeof one !== "number")) {
    throw new Unknown();
  }
  return given as number[];
}

const matrixOf = (given: readonly Value[]) => numbers(given, 6) as unknown as Matrix;

function markOf(given: Value | undefined): number | null {
  if (!(given instanceof Map)) {
    throw new Unknown();
  }
  const mark = given.get("MCID");
  return typeof mark === "number" ? mark : null;
}

/** Shares of grey, of red, green and blue, or of four inks. */
function mustBeKnownColours(file: PdfFile, resources: Dict, name: string | undefined): void {
  if (name === "DeviceGray" || name === "DeviceRGB" || name === "DeviceCMYK") {
    return;
  }
  const [kind] = file.list(file.dict(resources.get("ColorSpace")).get(name ?? ""));
  if (nameOf(kind) !== "ICCBased") {
    throw new Unknown();
  }
}

/** Lighter than the lightest that a paper uses, its watermark. */
function isAlmostWhite(colour: readonly number[]): boolean {
  const [c = 0, m = 0, y = 0, k = 0] = colour;
  const shares = colour.length === 4 ? [c, m, y].map((ink) => (1 - ink) * (1 - k)) : colour;
  return shares.every((share) => share > 0xee / 0xff);
}
