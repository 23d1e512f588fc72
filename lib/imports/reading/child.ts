import { createStateMatcher, foldName } from "@/lib/states/names";
import { chosenSheet, factsOf, layOut } from "../facts";
import { previewOf } from "../preview";
import type { Asking, Facts, Opening, Preview, Report } from "../sheet";
import { most, type Workbook } from "../workbook";
import { Frames, sendFrame } from "./frames";
import { readBytes } from "./read-bytes";
import { readPasted } from "./read-text";
import { Refused } from "./refused";

/*
 * A process of its own, which reads one file, says what stands in it, works out what an import of it would do, and
 * ends. It is started without rights, without the server's environment and with little memory (start-reader.ts);
 * whatever a file does to it, it does to nobody else. It is packed into one file (lib/serve/prepare/pack-reader.mjs).
 */

const input = new Frames(process.stdin, 4 * most.bytes);

async function run(): Promise<void> {
  const opening = (await input.next()) as Opening;
  const bytes = (await input.bytes(opening.size)) ?? Buffer.alloc(0);
  const book = await read(opening.kind, bytes);
  if ("refused" in book) {
    sendFrame(process.stdout, book satisfies Report<Facts>);
    return;
  }
  const matcher = createStateMatcher(opening.names);
  const own = new Set(opening.ownNames.map(([code, folded]) => `${code} ${folded}`));
  const at = chosenSheet(book.read, opening.sheet);
  const sheet = book.read.sheets[at];
  if (!sheet) {
    sendFrame(process.stdout, { refused: "empty" } satisfies Report<Facts>);
    return;
  }
  const laidOut = layOut(sheet, opening, matcher);
  const isNameOf = (code: string, text: string) => own.has(`${code} ${foldName(text)}`);
  const facts = factsOf(book.read, at, laidOut, matcher, isNameOf);
  sendFrame(process.stdout, { read: facts } satisfies Report<Facts>);
  const asking = (await input.next()) as Asking | null;
  if (asking) {
    const preview = previewOf(laidOut.entries, asking);
    sendFrame(process.stdout, { read: preview } satisfies Report<Preview>);
  }
}

async function read(kind: Opening["kind"], bytes: Buffer): Promise<Report<Workbook>> {
  try {
    return { read: kind === "block" ? readPasted(bytes.toString()) : await readBytes(bytes) };
  } catch (error) {
    // What a broken file makes of a library is not foreseen; all of it means that the file is broken.
    return { refused: error instanceof Refused ? error.reason : "malformed" };
  }
}

void run();
