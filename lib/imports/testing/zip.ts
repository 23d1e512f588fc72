import { crc32, deflateRawSync } from "node:zlib";

/** What a zip's directory may be made to claim, for files that lie. */
export interface Lies {
  uncompressedSize?: number;
  isEncrypted?: boolean;
}

/** A zip of these parts, in their order; a part may stand there twice. */
export function makeZip(
  parts: readonly [name: string, content: string | Uint8Array, lies?: Lies][],
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, lies = {}] of parts) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw);
    const file = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(lies.isEncrypted ? 0x801 : 0x800, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(0x00210000, 6);
    header.writeUInt32LE(crc32(raw), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(lies.uncompressedSize ?? raw.length, 18);
    header.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), header, file, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), header, rest, file);
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listing, Buffer.from("PK\x05\x06", "latin1"), end]);
}
