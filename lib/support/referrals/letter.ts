import type { AlertLanguage } from "@/db/reference/words";
import { paperWords } from "@/lib/briefs/words";
import { referralWords } from "./words";

/** What stands around a text that goes to an organisation, so that somebody there can act and answer. */
export interface Letter {
  /** The organisation that is asked. */
  to: string;
  /** `YYYY-MM-DD`, on which it was written. */
  day: string;
  /** Tells the two letters apart to whoever wrote them; says nothing of the case. */
  reference: string;
  /** Who answers for it, and how they are reached. */
  replyTo: string;
}

/** A text as a letter: to whom it goes, what it asks for, and how it is answered. The text begins with who it is from. */
export function asLetter(letter: Letter, text: string, language: AlertLanguage): string {
  const say = paperWords(language);
  const words = referralWords(language);
  const line = (what: keyof Letter, value: string) =>
    say("lead", { what: say(`referral.letter.${what}`) }) + value;
  const [from, ...blocks] = text.split("\n\n");
  return [
    [
      line("to", words.typed(letter.to)),
      from,
      line("day", words.day(letter.day)),
      line("reference", letter.reference),
      line("replyTo", words.typed(letter.replyTo)),
    ].join("\n"),
    say("referral.letter.opening"),
    ...blocks,
    say("referral.letter.closing"),
  ].join("\n\n");
}

/** The reference of a request in letters: the end of its id, which nobody can work out and which names nothing. */
export const referenceOf = (requestId: string): string => requestId.slice(-8).toUpperCase();
