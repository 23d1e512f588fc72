import * as Y from "yjs";
import { partNames } from "@/lib/alerts/part-names";

/** What stands between two pieces of one line that others wrote, or that are not looked for. */
export const gap = " … ";

type Wanted = (item: Y.Item, letters: string) => string;

/**
 * The words in a shared text that `wanted` lets through, a line of the text a line. It is asked about each run of
 * letters, those that were taken out as well, and answers with those of them that are looked for: its end, or nothing.
 * Each piece of words that stand together is then read by `read`.
 */
export function ownWords(
  shared: Y.Doc,
  wanted: Wanted,
  read: (piece: string) => string = (piece) => piece,
): string {
  const lines: string[] = [];
  for (const name of partNames) {
    // Lines that were taken out stand there as well until they are cleared away.
    for (let item = shared.getXmlFragment(name)._start; item; item = item.right) {
      if (item.content instanceof Y.ContentType) {
        const pieces = piecesIn(item.content.type, wanted).map((piece) => read(piece).trim());
        lines.push(pieces.filter(Boolean).join(gap));
      }
    }
  }
  return lines.filter(Boolean).join("\n\n");
}

function piecesIn(block: Y.AbstractType<unknown>, wanted: Wanted): string[] {
  const pieces: string[] = [];
  let continues = false;
  const read = (type: Y.AbstractType<unknown>) => {
    for (let item = type._start; item; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentType) {
        continues &&= content.type instanceof Y.XmlText;
        read(content.type as Y.AbstractType<unknown>);
      } else if (content instanceof Y.ContentString) {
        const words = wanted(item, content.str);
        // What is not looked for stands before what follows it in one and the same item.
        if (words.length < content.str.length && !(item.deleted && !words)) {
          continues = false;
        }
        if (words && continues) {
          pieces.push(`${pieces.pop() ?? ""}${words}`);
        } else if (words) {
          pieces.push(words);
        }
        continues = words !== "" || (item.deleted && continues);
      }
    }
  };
  read(block);
  return pieces;
}
