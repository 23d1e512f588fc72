import { unzlibSync } from "fflate";

/** Beyond this an unpacked stream is not of a paper. */
const mostUnpacked = 64 * 1024 * 1024;

/** What a PDF holds by way of its bytes alone. */
export interface RawPdf {
  /** Everything as text, also what is packed. */
  all: string;
  /** Where the objects of the file are written, and their names with them: what is drawn and faces hold none. */
  objects: string;
}

/** Reads a PDF as bytes. A picture or a face is left out of its objects: three of its bytes may look like a name. */
export function readRaw(file: Uint8Array): RawPdf {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const outside = bytes.toString("latin1");
  const all = [outside];
  const objects: string[] = [];
  let after = 0;
  for (const start of outside.matchAll(/>>\s*stream\r?\n/g)) {
    const from = start.index + start[0].length;
    const end = outside.indexOf("endstream", from);
    const to = end === -1 ? outside.length : end;
    if (from < after) {
      continue;
    }
    objects.push(outside.slice(after, from));
    after = to;
    const isOfObjects = /\/(?:ObjStm|Metadata)\b/.test(
      plainNames(outside.slice(outside.lastIndexOf("obj", start.index), from)),
    );
    let unpacked: string | null = null;
    try {
      const found = unzlibSync(bytes.subarray(from, to));
      unpacked = found.length < mostUnpacked ? Buffer.from(found).toString("latin1") : null;
    } catch {
      // Not packed, or packed in another way: a picture or a face.
    }
    if (unpacked !== null) {
      all.push(unpacked);
    }
    if (isOfObjects) {
      objects.push(unpacked ?? outside.slice(from, to));
    }
  }
  return { all: all.join("\n"), objects: [...objects, outside.slice(after)].join("\n") };
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
