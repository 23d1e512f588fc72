import * as decoding from "lib0/decoding";

/** The numbers that an update begins its structs with (yjs, structs/*.js). */
const kinds = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  text: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
};
/** XmlElement and XmlHook carry a name. */
const namedTypes = new Set([3, 5]);

/**
 * Walks over an update (V1) without building anything of it. Yjs believes the numbers that an update states and makes
 * room for as many: seven bytes can ask for hundreds of megabytes. Throws unless everything that is declared is there;
 * takes time and memory in proportion to the bytes alone.
 */
export function countStructs(update: Uint8Array): number {
  const from = decoding.createDecoder(update);
  const left = () => update.length - from.pos;
  const declared = () => {
    const count = decoding.readVarUint(from);
    // Each of what follows takes two bytes at least.
    if (count * 2 > left()) {
      throw new RangeError("More is declared than there is.");
    }
    return count;
  };
  let structs = 0;
  for (let clients = declared(); clients > 0; clients -= 1) {
    const count = declared();
    decoding.readVarUint(from);
    decoding.readVarUint(from);
    for (let n = 0; n < count; n += 1) {
      skipStruct(from);
    }
    structs += count;
  }
  for (let clients = declared(); clients > 0; clients -= 1) {
    decoding.readVarUint(from);
    for (let deletes = declared(); deletes > 0; deletes -= 1) {
      decoding.readVarUint(from);
      decoding.readVarUint(from);
    }
  }
  if (left() > 0) {
    throw new RangeError("There is more than is declared.");
  }
  return structs;
}

function skipStruct(from: decoding.Decoder): void {
  const info = decoding.readUint8(from);
  const kind = info & 31;
  if (kind === kinds.gc || kind === kinds.skip) {
    decoding.readVarUint(from);
    return;
  }
  const hasOrigin = (info & 128) !== 0;
  const hasRightOrigin = (info & 64) !== 0;
  for (const isThere of [hasOrigin, hasRightOrigin]) {
    if (isThere) {
      decoding.readVarUint(from);
      decoding.readVarUint(from);
    }
  }
  if (!hasOrigin && !hasRightOrigin) {
    if (decoding.readVarUint(from) === 1) {
      skipBytes(from);
    } else {
      decoding.readVarUint(from);
      decoding.readVarUint(from);
    }
    if ((info & 32) !== 0) {
      skipBytes(from);
    }
  }
  skipContent(from, kind);
}

function skipContent(from: decoding.Decoder, kind: number): void {
  switch (kind) {
    case kinds.deleted:
      decoding.readVarUint(from);
      return;
    case kinds.text:
    case kinds.embed:
    case kinds.binary:
      skipBytes(from);
      return;
    case kinds.format:
      skipBytes(from);
      skipBytes(from);
      return;
    case kinds.type:
      if (namedTypes.has(decoding.readVarUint(from))) {
        skipBytes(from);
      }
      return;
    case kinds.any: {
      const count = decoding.readVarUint(from);
      for (let n = 0; n < count; n += 1) {
        skipAny(from, 0);
      }
      return;
    }
    default:
      // Texts of an alert hold no documents in documents and nothing of what Yjs wrote long ago.
      throw new RangeError("This is not of a text.");
  }
}

function skipBytes(from: decoding.Decoder): void {
  const length = decoding.readVarUint(from);
  if (length > from.arr.length - from.pos) {
    throw new RangeError("Less is there than is declared.");
  }
  from.pos += length;
}

/** Values as lib0 writes them; it reads them by calling itself, and so do we, but not as deep as somebody likes. */
function skipAny(from: decoding.Decoder, depth: number): void {
  if (depth > 8) {
    throw new RangeError("This is nested too deep.");
  }
  const kind = decoding.readUint8(from);
  switch (kind) {
    case 127:
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      decoding.readVarInt(from);
      return;
    case 124:
      from.pos += 4;
      break;
    case 123:
    case 122:
      from.pos += 8;
      break;
    case 119:
    case 116:
      skipBytes(from);
      return;
    case 118: {
      const count = decoding.readVarUint(from);
      for (let n = 0; n < count; n += 1) {
        skipBytes(from);
        skipAny(from, depth + 1);
      }
      return;
    }
    case 117: {
      const count = decoding.readVarUint(from);
      for (let n = 0; n < count; n += 1) {
        skipAny(from, depth + 1);
      }
      return;
    }
    default:
      throw new RangeError("No such value.");
  }
  if (from.pos > from.arr.length) {
    throw new RangeError("Less is there than is declared.");
  }
}
