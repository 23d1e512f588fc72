"use client";

import { useRouter } from "next/navigation";
import { readStanding } from "./read-standing";
import { useToldOfMoves } from "./use-told-of-moves";

/**
 * Reads the page of an ask again once its words were set back. Of anything else that moved, a form of the page must still
 * be told when it is sent: it stands on what its writer saw.
 */
export function WordsNews({ id }: { id: string }) {
  const router = useRouter();
  useToldOfMoves(
    (one) => one === id,
    async () => {
      const standing = await readStanding(id);
      if (standing?.row.areWordsSetBack || standing?.row.isOfferSetBack) {
        router.refresh();
      }
    },
  );
  return null;
}
