import * as Y from "yjs";
import { ownWords } from "./own-words";

/** Words typed here that a change from elsewhere has taken out; `at` counts those changes. */
export interface Taken {
  at: number;
  words: string;
}

/**
 * Calls `tell` with the words typed here, since this page was opened, that a change from elsewhere takes out of the text.
 * They are read while they still stand there: a moment later nothing of them is left. What is taken out here is not told.
 */
export function watchTakenWords(shared: Y.Doc, tell: (words: string) => void): () => void {
  const look = (change: Y.Transaction) => {
    if (change.local || !change.deleteSet.clients.has(shared.clientID)) {
      return;
    }
    const words = ownWords(shared, ({ id }, letters) =>
      id.client === shared.clientID && Y.isDeleted(change.deleteSet, id) ? letters : "",
    );
    if (words) {
      tell(words);
    }
  };
  shared.on("afterTransaction", look);
  return () => shared.off("afterTransaction", look);
}
