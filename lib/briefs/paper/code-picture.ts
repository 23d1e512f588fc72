import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";
import { codeRows } from "./code";

const unit = 8;

/** The code of an address as a picture (PNG) of one bit a point, for files that take no drawing. */
export function codePicture(address: string): Uint8Array {
  const rows = codeRows(address);
  const side = rows.length * unit;
  const stride = Math.ceil(side / 8);
  const points = new Uint8Array((stride + 1) * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = rows[Math.floor(y / unit)]?.[Math.floor(x / unit)] ?? false;
      if (!isDark) {
        const at = y * (stride + 1) + 1 + (x >> 3);
        points[at] = (points[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, side);
  view.setUint32(4, side);
  header[8] = 1;
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk("IHDR", header),
      chunk("IDAT", zlibSync(points, { level: 9 })),
      chunk("IEND", new Uint8Array()),
    ]),
  );
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(Buffer.from(name, "latin1"), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}
