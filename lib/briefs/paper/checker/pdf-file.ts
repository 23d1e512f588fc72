import { inflateSync } from "node:zlib";
import { Bytes, type Dict, Lexer, Name, Ref, Unknown, type Value, Word } from "./pdf-lexer";

/** Beyond this an unpacked stream is not of a paper. */
const mostUnpacked = 64 * 1024 * 1024;

/** An object with bytes of its own: what is drawn, a face, what the file says of itself. */
export interface Stream {
  dict: Dict;
  content: Buffer;
}

/**
 * A PDF as Typst writes it: a head, objects one right after the other, one table of where they begin, and a trailer. Whatever
 * is written in another way is refused, and no byte is left between the objects, so that nothing lies there unread.
 */
export class PdfFile {
  readonly trailer: Dict;
  readonly objects = new Map<number, Value>();
  readonly streams = new Map<number, Stream>();
  /** Every string and name of its objects, wherever it stands. */
  readonly strings: readonly string[];
  readonly names: ReadonlySet<string>;

  constructor(file: Uint8Array) {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const text = bytes.toString("latin1");
    const tail = /startxref\n(\d+)\n%%EOF$/.exec(text.slice(-64));
    const table = Number(tail?.[1] ?? Number.NaN);
    const head = /^%PDF-1\.7\n%[\x80-\xff]{4}\n\s*/.exec(text.slice(0, 64));
    if (!(tail && head)) {
      throw new Unknown();
    }
    const { offsets, after } = readTable(text, table);
    const lexer = new Lexer(text, head[0].length, text.length - tail[0].length);
    for (const { number, offset } of offsets) {
      lexer.skipSpace();
      if (lexer.at !== offset) {
        throw new Unknown();
      }
      this.readObject(lexer, bytes, number);
    }
    lexer.skipSpace();
    if (lexer.at !== table) {
      throw new Unknown();
    }
    lexer.at = after;
    mustBe(lexer.next(), "trailer");
    const trailer = lexer.next();
    if (!(trailer instanceof Map) || lexer.next() !== undefined) {
      throw new Unknown();
    }
    mustHaveOnly(trailer, ["Size", "Root", "Info", "ID"]);
    this.trailer = trailer;
    this.strings = lexer.strings;
    this.names = lexer.names;
  }

  private readObject(lexer: Lexer, bytes: Buffer, number: number): void {
    if (lexer.next() !== number || lexer.next() !== 0) {
      throw new Unknown();
    }
    mustBe(lexer.next(), "obj");
    const value = lexer.next();
    if (value === undefined || value instanceof Word) {
      throw new Unknown();
    }
    this.objects.set(number, value);
    const end = lexer.next();
    if (value instanceof Map && end instanceof Word && end.word === "stream") {
      this.streams.set(number, { dict: value, content: readStream(lexer, bytes, value) });
      mustBe(lexer.next(), "endstream");
      mustBe(lexer.next(), "endobj");
    } else {
      mustBe(end, "endobj");
    }
  }

  /** What a value leads to, or itself. */
  get(value: Value | undefined): Value | undefined {
    return value instanceof Ref ? this.objects.get(value.number) : value;
  }

  dict(value: Value | undefined): Dict {
    const found = this.get(value);
    if (!(found instanceof Map)) {
      throw new Unknown();
    }
    return found;
  }

  list(value: Value | undefined): Value[] {
    const found = this.get(value);
    if (!Array.isArray(found)) {
      throw new Unknown();
    }
    return found;
  }

  stream(value: Value | undefined): Stream {
    const found = value instanceof Ref ? this.streams.get(value.number) : undefined;
    if (!found) {
      throw new Unknown();
    }
    return found;
  }
}

/** Where objects begin, in the order in which they stand. */
function readTable(text: string, table: number) {
  const head = /^xref\n0 (\d+)\n/.exec(text.slice(table, table + 24));
  const count = Number(head?.[1] ?? Number.NaN);
  const start = table + (head?.[0].length ?? 0);
  const after = start + count * 20;
  const offsets: { number: number; offset: number }[] = [];
  for (let number = 0; number < count; number++) {
    const entry = text.slice(start + number * 20, start + number * 20 + 20);
    const [, offset, kind] = /^(\d{10}) \d{5} ([nf])[ \r][\r\n]$/.exec(entry) ?? [];
    if (offset === undefined || (kind === "f") !== (number === 0)) {
      throw new Unknown();
    }
    if (kind === "n") {
      offsets.push({ number, offset: Number(offset) });
    }
  }
  if (!head) {
    throw new Unknown();
  }
  return { offsets: offsets.sort((one, other) => one.offset - other.offset), after };
}

function readStream(lexer: Lexer, bytes: Buffer, dict: Dict): Buffer {
  const length = dict.get("Length");
  const filter = dict.get("Filter");
  if (typeof length !== "number" || bytes[lexer.at] !== 0x0a) {
    throw new Unknown();
  }
  if (["DecodeParms", "F", "FFilter", "FDecodeParms", "DL"].some((key) => dict.has(key))) {
    throw new Unknown();
  }
  const start = lexer.at + 1;
  lexer.at = start + length;
  const content = bytes.subarray(start, start + length);
  if (filter === undefined) {
    return content;
  }
  if (!(filter instanceof Name && filter.name === "FlateDecode")) {
    throw new Unknown();
  }
  return unpacked(content);
}

/** Whatever stands behind the packed bytes would be seen by nobody. */
function unpacked(packed: Buffer): Buffer {
  const { buffer, engine } = inflateSync(packed, {
    maxOutputLength: mostUnpacked,
    info: true,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== packed.length) {
    throw new Unknown();
  }
  return buffer;
}

function mustBe(value: Value | Word | undefined, word: string): void {
  if (!(value instanceof Word && value.word === word)) {
    throw new Unknown();
  }
}

/** Refuses what has more than these keys: it may hold or do what nobody looks for. */
export function mustHaveOnly(dict: Dict, keys: readonly string[]): void {
  for (const key of dict.keys()) {
    if (!keys.includes(key)) {
      throw new Unknown();
    }
  }
}

export const nameOf = (value: Value | undefined): string | undefined =>
  value instanceof Name ? value.name : undefined;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A string as words. Typst writes ASCII, bytes of UTF-8 in addresses, and else two bytes a sign; one in a table of signs of
 * its own or with marks of a language inside is refused, since readers differ in what they make of it.
 */
export function asWords(bytes: string): string {
  if (!isInTwoBytes(bytes)) {
    return /^[\x20-\x7e]*$/.test(bytes) ? bytes : utf8.decode(Buffer.from(bytes, "latin1"));
  }
  const words = inTwoBytes(bytes.slice(2));
  if (words.includes("\x1b")) {
    throw new Unknown();
  }
  return words;
}

/** By the mark at its beginning. */
export const isInTwoBytes = (bytes: string) => bytes.startsWith("\xfe\xff");

/** Bytes as words, whatever they are. */
export const asUtf8 = (bytes: string) => Buffer.from(bytes, "latin1").toString("utf8");

/** Two bytes a sign, the larger one first. */
export function inTwoBytes(bytes: string): string {
  if (bytes.length % 2 !== 0) {
    throw new Unknown();
  }
  return Buffer.from(bytes, "latin1").swap16().toString("utf16le");
}

export const wordsOf = (value: Value | undefined): string =>
  value instanceof Bytes ? asWords(value.bytes) : "";
