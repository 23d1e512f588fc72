import { inflateSync } from "node:zlib";

/** Beyond this an unpacked stream is not of a paper. */
const mostUnpacked = 64 * 1024 * 1024;

/** What a PDF holds by way of its bytes alone. */
export interface RawPdf {
  /** All of it as texts: what is not packed, then each packed part. Bytes that were unpacked do not stand packed as well. */
  texts: string[];
  /** Where the objects of the file are written, and their names with them: what is drawn and faces hold none. */
  objects: string;
}

/** Reads a PDF as bytes. A picture or a face is left out of its objects: three of its bytes may look like a name. */
export function readRaw(file: Uint8Array): RawPdf {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const whole = bytes.toString("latin1");
  const outside: string[] = [];
  const parts: string[] = [];
  const objects: string[] = [];
  let after = 0;
  for (const start of whole.matchAll(/>>\s*stream\r?\n/g)) {
    const from = start.index + start[0].length;
    if (from < after) {
      continue;
    }
    const end = whole.indexOf("endstream", from);
    const to = end === -1 ? whole.length : end;
    const before = whole.slice(after, from);
    after = to;
    outside.push(before);
    objects.push(before);
    const content = unpacked(bytes.subarray(from, to));
    if (content === null) {
      outside.push(whole.slice(from, to));
    } else {
      parts.push(content);
    }
    const head = plainNames(whole.slice(whole.lastIndexOf("obj", start.index), from));
    if (/\/(?:ObjStm|Metadata)\b/.test(head)) {
      objects.push(content ?? whole.slice(from, to));
    }
  }
  const last = whole.slice(after);
  return {
    texts: [[...outside, last].join("\n"), ...parts],
    objects: [...objects, last].join("\n"),
  };
}

/** Null for what is not packed, packed in another way, or too much: a picture or a face. */
function unpacked(packed: Buffer): string | null {
  try {
    return inflateSync(packed, { maxOutputLength: mostUnpacked }).toString("latin1");
  } catch {
    return null;
  }
}

/** Names written with escapes as the plain names that they are. */
export const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Strings of a PDF as words: bytes of UTF-8, and strings of two bytes a sign, also in hex. */
export function stringsIn(text: string): string[] {
  const found: string[] = [Buffer.from(text, "latin1").toString("utf8")];
  for (const [, hex = ""] of text.matchAll(/<((?:[0-9a-f]{2}\s*){2,})>/gi)) {
    found.push(asWords(Buffer.from(hex.replace(/\s/g, ""), "hex")));
  }
  for (const [, inner = ""] of text.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)/g)) {
    const plain = inner.replace(/\\([0-7]{1,3}|[\s\S])/g, (_escape, code: string) =>
      /^[0-7]/.test(code)
        ? String.fromCharCode(Number.parseInt(code, 8))
        : (controls[code] ?? code),
    );
    found.push(asWords(Buffer.from(plain, "latin1")));
  }
  return found;
}

const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };

function asWords(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  }
  return bytes.toString("utf8");
}
