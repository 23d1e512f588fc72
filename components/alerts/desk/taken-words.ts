import * as Y from "yjs";
import { gap, ownWords } from "./own-words";

/** Words typed here that a change from elsewhere has taken out; `at` counts those changes. */
export interface Taken {
  at: number;
  words: string;
}

/** Stands behind each letter that goes, in this file alone: a letter that no text has. */
const gone = "\ue000";

/**
 * Calls `tell` with the words typed here, since this page was opened, that a change from elsewhere takes out of the text.
 * They are read while they still stand there: a moment later nothing of them is left. What is taken out here is not told.
 */
export function watchTakenWords(shared: Y.Doc, tell: (words: string) => void): () => void {
  const look = (change: Y.Transaction) => {
    if (change.local || !change.deleteSet.clients.has(shared.clientID)) {
      return;
    }
    const words = ownWords(
      shared,
      ({ id, deleted }, letters) => {
        if (id.client !== shared.clientID) {
          return "";
        }
        return Y.isDeleted(change.deleteSet, id)
          ? letters.replace(/\S/gu, `$&${gone}`)
          : deleted
            ? ""
            : letters;
      },
      goneWords,
    );
    if (words) {
      tell(words);
    }
  };
  shared.on("afterTransaction", look);
  return () => shared.off("afterTransaction", look);
}

/** Whole words: where the new text has some letters of a word as well, those stay, and the rest of it would tell nothing. */
function goneWords(piece: string): string {
  const runs: string[] = [];
  let continues = false;
  for (const word of piece.split(/(?<=\s)(?=\S)/u)) {
    const isGone = word.includes(gone);
    if (isGone && continues) {
      runs.push(`${runs.pop() ?? ""}${word}`);
    } else if (isGone) {
      runs.push(word);
    }
    continues = isGone;
  }
  return runs.map((run) => run.replaceAll(gone, "").trim()).join(gap);
}
