/** A name of a PDF, such as /Type, without its stroke and its escapes. */
export class Name {
  constructor(readonly name: string) {}
}

/** A string of a PDF, a sign for each byte. */
export class Bytes {
  constructor(readonly bytes: string) {}
}

/** Leads to another object. */
export class Ref {
  constructor(readonly number: number) {}
}

/** What is neither a value nor a sign between values: an operator, or a word of the file itself. */
export class Word {
  constructor(readonly word: string) {}
}

export type Dict = Map<string, Value>;
export type Value = number | boolean | null | Name | Bytes | Ref | Value[] | Dict;

/** The file is not written as ours are. It says nothing of what is inside. */
export class Unknown extends Error {}

const kinds = new Uint8Array(256);
const [plain, space, delimiter] = [0, 1, 2];
kinds.fill(plain);
for (const sign of "\0\t\n\f\r ") {
  kinds[sign.charCodeAt(0)] = space;
}
for (const sign of "()<>[]{}/%") {
  kinds[sign.charCodeAt(0)] = delimiter;
}

const code = (sign: string) => sign.charCodeAt(0);
const [opened, closed, backslash, percent] = [code("("), code(")"), code("\\"), code("%")];
const letters = code("A");
const isNumber = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;
const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/**
 * Reads the values of a PDF one after the other, by the grammar of ISO 32000-1, 7.2 and 7.3. What that allows and Typst never
 * writes (comments, names and numbers written oddly, a key twice) is refused, so that no other reader sees something else.
 */
export class Lexer {
  /** Every string and every name that was read, so that none is overlooked for where it stands. */
  readonly strings: string[] = [];
  readonly names = new Set<string>();

  /** Of a text with a sign for each byte. */
  constructor(
    private readonly text: string,
    public at = 0,
    private readonly end = text.length,
    private readonly hasComments = false,
  ) {}

  skipSpace(): void {
    for (; this.at < this.end; this.at++) {
      const sign = this.text.charCodeAt(this.at);
      if (sign === percent && this.hasComments) {
        const end = this.text.indexOf("\n", this.at);
        this.at = end === -1 ? this.end : end;
      } else if (kinds[sign] !== space) {
        return;
      }
    }
  }

  /** The next value or word; undefined at the end. */
  next(): Value | Word | undefined {
    this.skipSpace();
    if (this.at >= this.end) {
      return undefined;
    }
    switch (this.text[this.at]) {
      case "/":
        return new Name(this.readName());
      case "(":
        return this.kept(this.readString());
      case "[":
        this.at += 1;
        return this.readUntil("]");
      case "<":
        if (this.text[this.at + 1] !== "<") {
          return this.kept(this.readHex());
        }
        this.at += 2;
        return this.asDict(this.readUntil(">>"));
      case "]":
        this.at += 1;
        return new Word("]");
      case ">":
        if (this.text[this.at + 1] !== ">") {
          throw new Unknown();
        }
        this.at += 2;
        return new Word(">>");
      default:
        return this.readPlain();
    }
  }

  private kept(bytes: string): Bytes {
    this.strings.push(bytes);
    return new Bytes(bytes);
  }

  private readUntil(end: string): Value[] {
    const values: Value[] = [];
    for (;;) {
      const value = this.next();
      if (!(value instanceof Word)) {
        if (value === undefined) {
          throw new Unknown();
        }
        values.push(value);
      } else if (value.word === end) {
        return values;
      } else if (value.word === "R") {
        const [number, generation] = values.splice(-2);
        if (typeof number !== "number" || generation !== 0) {
          throw new Unknown();
        }
        values.push(new Ref(number));
      } else {
        throw new Unknown();
      }
    }
  }

  private asDict(values: readonly Value[]): Dict {
    const dict: Dict = new Map();
    for (let at = 0; at < values.length; at += 2) {
      const [key, value] = [values[at], values[at + 1]];
      if (!(key instanceof Name) || value === undefined || dict.has(key.name)) {
        throw new Unknown();
      }
      dict.set(key.name, value);
    }
    return dict;
  }

  private readWhile(): string {
    const start = this.at;
    while (this.at < this.end && kinds[this.text.charCodeAt(this.at)] === plain) {
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  private readName(): string {
    this.at += 1;
    const written = this.readWhile();
    const name = written.includes("#")
      ? written.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
      : written;
    this.names.add(name);
    return name;
  }

  private readPlain(): Value | Word {
    const first = this.text.charCodeAt(this.at);
    const written = this.readWhile();
    // Letters begin nothing but words.
    if (first < letters && isNumber.test(written)) {
      return Number(written);
    }
    switch (written) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      case "":
        throw new Unknown();
      default:
        return new Word(written);
    }
  }

  private readHex(): string {
    const end = this.text.indexOf(">", this.at);
    const hex = this.text.slice(this.at + 1, end).replace(/\s/g, "");
    if (end === -1 || end >= this.end || !/^(?:[0-9a-f]{2})*$/i.test(hex)) {
      throw new Unknown();
    }
    this.at = end + 1;
    return Buffer.from(hex, "hex").toString("latin1");
  }

  private readString(): string {
    const start = this.at + 1;
    let depth = 0;
    let isEscaped = false;
    for (; this.at < this.end; this.at++) {
      const sign = this.text.charCodeAt(this.at);
      if (sign === backslash) {
        isEscaped = true;
        this.at += 1;
      } else if (sign === opened) {
        depth += 1;
      } else if (sign === closed) {
        depth -= 1;
        if (depth === 0) {
          const written = this.text.slice(start, this.at);
          this.at += 1;
          return isEscaped ? unescaped(written) : written;
        }
      }
    }
    throw new Unknown();
  }
}

const unescaped = (written: string): string =>
  written.replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, sign: string) => {
    if (/^[0-7]/.test(sign)) {
      return String.fromCharCode(Number.parseInt(sign, 8) & 0xff);
    }
    return /^[\r\n]/.test(sign) ? "" : (escapes[sign] ?? sign);
  });
