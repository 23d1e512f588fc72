import * as Y from "yjs";
import { partNames } from "@/lib/alerts/part-names";

/** What stands between two pieces of one line that others wrote, or that had been sent. */
const gap = " … ";

/**
 * The words in a shared text that were typed here and that the server has not confirmed, a line of the text a line.
 * Nothing that others wrote, and nothing that had arrived: whoever may not read the text any more keeps what is theirs.
 * `confirmed`: how much of what was typed here the server has, as a clock of Yjs.
 */
export function unsentWords(shared: Y.Doc, confirmed: number): string {
  const lines: string[] = [];
  for (const name of partNames) {
    for (const block of shared.getXmlFragment(name).toArray()) {
      lines.push(piecesIn(block, shared.clientID, confirmed).join(gap));
    }
  }
  return lines.filter(Boolean).join("\n\n");
}

function piecesIn(block: unknown, me: number, confirmed: number): string[] {
  const pieces: string[] = [];
  let continues = false;
  const read = (type: Y.AbstractType<unknown>) => {
    for (let item = type._start; item; item = item.right) {
      const { content, id } = item;
      if (item.deleted) {
        continue;
      }
      if (content instanceof Y.ContentType) {
        continues &&= content.type instanceof Y.XmlText;
        read(content.type as Y.AbstractType<unknown>);
      } else if (content instanceof Y.ContentString) {
        const words = id.client === me ? content.str.slice(Math.max(0, confirmed - id.clock)) : "";
        // What had arrived stands before what follows it in one and the same item.
        if (words.length < content.str.length) {
          continues = false;
        }
        if (words && continues) {
          pieces.push(`${pieces.pop() ?? ""}${words}`);
        } else if (words) {
          pieces.push(words);
        }
        continues = words !== "";
      }
    }
  };
  if (block instanceof Y.XmlElement || block instanceof Y.XmlText) {
    read(block as Y.AbstractType<unknown>);
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean);
}
