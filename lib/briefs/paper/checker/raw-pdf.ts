import { inflateSync } from "node:zlib";

/** Beyond this an unpacked stream is not of a paper. */
const mostUnpacked = 64 * 1024 * 1024;

/**
 * Everything in a PDF as text, by way of its bytes alone: first what is not packed, then each packed part. Bytes that were
 * unpacked do not stand packed as well.
 */
export function rawTexts(file: Uint8Array): string[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const whole = bytes.toString("latin1");
  const outside: string[] = [];
  const parts: string[] = [];
  let seen = 0;
  for (const start of whole.matchAll(/>>\s*stream\r?\n/g)) {
    const from = start.index + start[0].length;
    const end = whole.indexOf("endstream", from);
    const to = end === -1 ? whole.length : end;
    try {
      const packed = bytes.subarray(from, to);
      parts.push(inflateSync(packed, { maxOutputLength: mostUnpacked }).toString("latin1"));
      outside.push(whole.slice(seen, from));
      seen = Math.max(seen, to);
    } catch {
      // Not packed, packed in another way, or too much of it: a picture or a font. It stays as it is.
    }
  }
  return [[...outside, whole.slice(seen)].join("\n"), ...parts];
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
