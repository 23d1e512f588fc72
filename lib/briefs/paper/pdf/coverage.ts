/**
 * Which signs a font file has a drawing for, by its table "cmap": segments (format 4) or groups (format 12), whichever holds
 * more. Source: OpenType specification, "cmap - Character to Glyph Index Mapping Table".
 */
export function readCoverage(font: Buffer): (sign: number) => boolean {
  const ranges = subtablesOf(font).flatMap((at) => {
    switch (font.readUInt16BE(at)) {
      case 4:
        return segmentsAt(font, at);
      case 12:
        return groupsAt(font, at);
      default:
        return [];
    }
  });
  const drawn = new Uint8Array(signs);
  for (const [first, last] of ranges) {
    drawn.fill(1, first, last + 1);
  }
  return (sign) => drawn[sign] === 1;
}

/** Of Unicode as a whole. */
const signs = 0x11_0000;

type Range = readonly [first: number, last: number];

function subtablesOf(font: Buffer): number[] {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
    if (font.toString("latin1", at, at + 4) === "cmap") {
      const table = font.readUInt32BE(at + 8);
      return Array.from(
        { length: font.readUInt16BE(table + 2) },
        (_, n) => table + font.readUInt32BE(table + 4 + n * 8 + 4),
      );
    }
  }
  return [];
}

function segmentsAt(font: Buffer, at: number): Range[] {
  const twice = font.readUInt16BE(at + 6);
  const found: Range[] = [];
  for (let n = 0; n < twice; n += 2) {
    const last = font.readUInt16BE(at + 14 + n);
    const first = font.readUInt16BE(at + 16 + twice + n);
    // The last segment only ends the table.
    if (last !== 0xffff) {
      found.push([first, last]);
    }
  }
  return found;
}

const groupsAt = (font: Buffer, at: number): Range[] =>
  Array.from({ length: font.readUInt32BE(at + 12) }, (_, n) => [
    font.readUInt32BE(at + 16 + n * 12),
    font.readUInt32BE(at + 20 + n * 12),
  ]);
