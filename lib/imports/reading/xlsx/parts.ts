import yauzl, { type Entry, type ZipFile } from "yauzl";
import { Refused } from "../refused.ts";

/** Of everything that is unpacked from one file, in bytes. */
const mostUnpacked = 80 * 1024 * 1024;
/** Sheets of repeated cells pack to a thirtieth or so; nothing honest packs to a hundredth. */
const mostRatio = 150;
/** Below this, a ratio says nothing. */
const small = 1024 * 1024;
const mostEntries = 1_000;

/** The parts of an Office file: the entries of its zip by their names in small letters. */
export class Parts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Reads the directory only. Throws where it is broken, endless or behind a password. */
  static async open(bytes: Buffer): Promise<Parts> {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
    if (zip.entryCount > mostEntries) {
      throw new Refused("inflates");
    }
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase();
      if (entry.generalPurposeBitFlag & 1) {
        throw new Refused("encrypted");
      }
      // Two parts of one name are shown by one program and hidden by the next.
      if (entries.has(name)) {
        throw new Refused("malformed");
      }
      entries.set(name, entry);
    }
    return new Parts(zip, entries);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Unpacks one part piece by piece. Throws as soon as more comes out than any honest file holds. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) {
      throw new Refused("malformed");
    }
    this.#weigh(entry.uncompressedSize, entry);
    let size = 0;
    // What the directory says is a claim; what counts is what comes out.
    try {
      for await (const piece of await this.#zip.openReadStreamPromise(entry)) {
        size += (piece as Buffer).length;
        this.#unpacked += (piece as Buffer).length;
        this.#weigh(size, entry);
        yield piece as Buffer;
      }
    } catch (error) {
      const isMoreThanClaimed =
        error instanceof Error && error.message.startsWith("too many bytes");
      throw isMoreThanClaimed ? new Refused("inflates") : error;
    }
  }

  #weigh(size: number, entry: Entry): void {
    if (
      this.#unpacked > mostUnpacked ||
      size > mostUnpacked ||
      (size > small && size > mostRatio * entry.compressedSize)
    ) {
      throw new Refused("inflates");
    }
  }
}
