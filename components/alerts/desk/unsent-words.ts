import type * as Y from "yjs";
import { ownWords } from "./own-words";

/**
 * The words in a shared text that were typed here and that the server has not confirmed, a line of the text a line.
 * Nothing that others wrote, and nothing that had arrived: whoever may not read the text any more keeps what is theirs.
 * `confirmed`: how much of what was typed here the server has, as a clock of Yjs.
 */
export function unsentWords(shared: Y.Doc, confirmed: number): string {
  return ownWords(shared, ({ id, deleted }, letters) =>
    id.client === shared.clientID && !deleted
      ? letters.slice(Math.max(0, confirmed - id.clock))
      : "",
  );
}
