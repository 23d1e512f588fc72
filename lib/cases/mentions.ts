import "server-only";
import { repeatedWords } from "@/lib/text/repeated-words";

/** What must not be said of a case, for whoever writes about it. */
export interface SilentNote {
  reference: string;
  doNotMention: string;
}

/** A place whose words say again what must not be mentioned of a case. */
export interface SilentMention<At> {
  place: At;
  /** The case of which it must not be mentioned. */
  reference: string;
  /** As they stand there. */
  words: string[];
}

/** The places whose words say again what one of the notes says, in their order. A caution, no proof: see `repeatedWords`. */
export const mentionsAt = <At>(
  places: readonly { place: At; text: string }[],
  notes: readonly SilentNote[],
): SilentMention<At>[] =>
  places.flatMap(({ place, text }) =>
    notes.flatMap(({ doNotMention, reference }) => {
      const words = repeatedWords(doNotMention, text);
      return words.length > 0 ? [{ place, reference, words }] : [];
    }),
  );
