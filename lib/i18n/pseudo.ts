/** Opening and closing marks around every pseudo-translated message. */
export const pseudoMarks = { open: "⟦", close: "⟧" } as const;

// Latin-1 letters only: anything beyond would load a second font file and blur the weight tests.
const accented: Record<string, string> = {
  a: "á",
  c: "ç",
  e: "é",
  i: "í",
  n: "ñ",
  o: "ó",
  u: "ú",
  y: "ý",
  A: "Á",
  C: "Ç",
  E: "É",
  I: "Í",
  N: "Ñ",
  O: "Ó",
  U: "Ú",
  Y: "Ý",
};
const vowel = /[aeiou]/i;
const tag = /^<\/?[a-zA-Z][\w-]*\s*\/?>/;

function stretch(letter: string): string {
  const replaced = accented[letter] ?? letter;
  return vowel.test(letter) ? replaced + replaced.toLowerCase() : replaced;
}

/**
 * Walks one ICU message. Literal text is accented and stretched by about 40 %; arguments, plural and
 * select keywords, `#`, quoted text and rich-text tags come out unchanged.
 */
class Walker {
  private at = 0;
  constructor(private readonly source: string) {}

  message(inPlural: boolean, nested: boolean): string {
    let out = "";
    while (this.at < this.source.length) {
      const character = this.source.charAt(this.at);
      if (character === "}" && nested) {
        return out;
      }
      if (character === "'") {
        out += this.quoted();
      } else if (character === "{") {
        out += this.argument();
      } else if (character === "<" && tag.test(this.source.slice(this.at))) {
        const [whole = ""] = tag.exec(this.source.slice(this.at)) ?? [];
        out += whole;
        this.at += whole.length;
      } else if (character === "#" && inPlural) {
        out += character;
        this.at += 1;
      } else {
        out += stretch(character);
        this.at += 1;
      }
    }
    return out;
  }

  /** ICU quoting: `''` is an apostrophe, `'{` opens literal text up to the next single apostrophe. */
  private quoted(): string {
    const next = this.source.charAt(this.at + 1);
    if (next === "'" || !/[{}<>#|]/.test(next)) {
      const length = next === "'" ? 2 : 1;
      const out = this.source.slice(this.at, this.at + length);
      this.at += length;
      return out;
    }
    const end = this.source.indexOf("'", this.at + 2);
    const stop = end === -1 ? this.source.length : end + 1;
    const out = this.source.slice(this.at, stop);
    this.at = stop;
    return out;
  }

  private argument(): string {
    const head = /^\{\s*[\w.-]+\s*,\s*(plural|selectordinal|select)\s*,/.exec(
      this.source.slice(this.at),
    );
    if (!head) {
      const end = this.matchingBrace();
      const out = this.source.slice(this.at, end + 1);
      this.at = end + 1;
      return out;
    }
    let out = head[0];
    this.at += head[0].length;
    while (this.at < this.source.length) {
      const character = this.source.charAt(this.at);
      this.at += 1;
      out += character;
      if (character === "}") {
        return out;
      }
      if (character === "{") {
        out += `${this.message(head[1] !== "select", true)}}`;
        this.at += 1;
      }
    }
    return out;
  }

  private matchingBrace(): number {
    let depth = 0;
    for (let index = this.at; index < this.source.length; index += 1) {
      const character = this.source.charAt(index);
      depth += character === "{" ? 1 : character === "}" ? -1 : 0;
      if (depth === 0) {
        return index;
      }
    }
    return this.source.length - 1;
  }
}

/** Pseudo-translates one ICU message: longer, accented, between ⟦ and ⟧, with its arguments intact. */
export function pseudoMessage(source: string): string {
  return `${pseudoMarks.open}${new Walker(source).message(false, false)}${pseudoMarks.close}`;
}

/** Pseudo-translates a whole catalogue of nested messages, keeping its shape. */
export function pseudoCatalogue<Catalogue extends object>(catalogue: Catalogue): Catalogue {
  const entries = Object.entries(catalogue).map(([key, value]) => [
    key,
    typeof value === "string" ? pseudoMessage(value) : pseudoCatalogue(value as object),
  ]);
  return Object.fromEntries(entries) as Catalogue;
}
