import { Refused } from "./refused.ts";

/**
 * The text of a file that says nowhere how it is written: by its byte order mark, else UTF-16 by where its zeros stand,
 * else UTF-8, else Windows-1252 where that makes sense. Throws `misencoded` where letters are lost already or would be
 * guessed, and `notSpreadsheet` where it is no text at all.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what tells a picture from a text.
  if (/[\0-\x08\x0e-\x1f]/.test(text)) {
    throw new Refused("notSpreadsheet");
  }
  if (text.includes("\ufffd") || isDecodedTwice(text)) {
    throw new Refused("misencoded");
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) {
    return strictly("utf-16le", bytes);
  }
  if (a === 0xfe && b === 0xff) {
    return strictly("utf-16be", bytes);
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return strictly("utf-8", bytes);
  }
  const wide = zerosTell(bytes);
  if (wide) {
    return strictly(wide, bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeWestern(bytes);
  }
}

function strictly(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Refused("misencoded");
  }
}

/** Delimiters, digits and line ends are ASCII in any language: half of their UTF-16 bytes are zero, all on one side. */
function zerosTell(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const looked = Math.min(bytes.length - (bytes.length % 2), 8_192);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < looked; at += 2) {
    even += bytes[at] === 0 ? 1 : 0;
    odd += bytes[at + 1] === 0 ? 1 : 0;
  }
  const few = looked / 40;
  if (odd > few && even === 0) {
    return "utf-16le";
  }
  return even > few && odd === 0 ? "utf-16be" : null;
}

/** Bytes that Windows-1252 has no sign for. */
const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function decodeWestern(bytes: Uint8Array): string {
  let high = 0;
  let inRuns = 0;
  let pairs = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0 && at < bytes.length) {
      throw new Refused("notSpreadsheet");
    }
    if (unassigned.has(byte)) {
      throw new Refused("misencoded");
    }
    if (byte >= 0xc2 && byte <= 0xf4 && ((bytes[at + 1] ?? 0) & 0xc0) === 0x80) {
      pairs++;
    }
    if (byte >= 0xc0) {
      high++;
      run++;
    } else {
      inRuns += run >= 3 ? run : 0;
      run = 0;
    }
  }
  // Whole words of accented letters are another alphabet; a lead byte with its follower is UTF-8 that broke elsewhere.
  if (pairs > 1 || inRuns * 2 > high) {
    throw new Refused("misencoded");
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** "Ã‰tat", "CÃ´te": UTF-8 that somebody has read as Windows-1252 and saved again. */
function isDecodedTwice(text: string): boolean {
  return (text.match(/[ÃÂ][\u0080-\u00bf‰´€‚ƒ„…†‡ˆŠ‹Œ‘’“”•–—˜™š›œŸ]/gu)?.length ?? 0) > 1;
}
