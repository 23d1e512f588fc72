import { SaxesParser } from "saxes";
import { Refused } from "../refused.ts";

export type Attributes = Readonly<Record<string, string>>;

/** What a part is read with. Names come without their prefix. */
export interface Reader {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper than any part goes. */
const mostDepth = 64;

/**
 * Reads XML as it comes. It knows the five entities of XML itself and no others: a document type, in which more could
 * be made, is refused, and nothing is ever fetched.
 */
export async function readXml(pieces: AsyncIterable<Buffer>, reader: Reader): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  const refuse = () => {
    throw new Refused("malformed");
  };
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > mostDepth) {
      refuse();
    }
    reader.open(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    reader.close?.(local(name));
  });
  if (reader.text) {
    const hear = (text: string) => reader.text?.(text);
    parser.on("text", hear);
    parser.on("cdata", hear);
  }
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    parser.write(decoder.decode(piece, { stream: true }));
  }
  if (!decoder) {
    refuse();
  }
  parser.write(decoder?.decode() ?? "");
  parser.close();
}

function encodingOf(piece: Buffer): string {
  const head = piece.subarray(0, 2).toString("hex");
  return head === "fffe" || head === "3c00"
    ? "utf-16le"
    : head === "feff" || head === "003c"
      ? "utf-16be"
      : "utf-8";
}

/** The value of an attribute whose prefix a file may choose, such as `r:id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const found = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return found === undefined ? undefined : attributes[found];
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
