import type { Readable, Writable } from "node:stream";

/*
 * Messages through a pipe: four bytes say how long one is, then it comes. Used on both sides.
 */

/** Writes one message and says nothing of whether it was heard. */
export function sendFrame(to: Writable, message: unknown): void {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  to.write(head);
  to.write(body);
}

/** Reads messages one after another; null once the other side has ended. Throws above `most` bytes altogether. */
export class Frames {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #left: number;

  constructor(from: Readable, most: number) {
    this.#pieces = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    this.#left = most;
  }

  async next(): Promise<unknown> {
    const head = await this.bytes(4);
    const body = head && (await this.bytes(head.readUInt32BE()));
    return body ? JSON.parse(body.toString()) : null;
  }

  /** So many bytes as they are; null where the other side ended before. */
  async bytes(size: number): Promise<Buffer | null> {
    const pieces = [this.#held];
    let length = this.#held.length;
    while (length < size) {
      const { value, done } = await this.#pieces.next();
      if (done) {
        return null;
      }
      this.#left -= value.length;
      if (this.#left < 0) {
        throw new RangeError("It says too much.");
      }
      pieces.push(value);
      length += value.length;
    }
    const all = pieces.length === 1 ? this.#held : Buffer.concat(pieces);
    this.#held = all.subarray(size);
    return all.subarray(0, size);
  }
}
