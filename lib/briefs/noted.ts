import "server-only";
import { createHash } from "node:crypto";
import type { Noted } from "@/db/schema/briefs";
import { isSameText } from "@/lib/text/same-lines";

/** Something that a paper is made from and nobody wrote for it. */
export interface Known<At> {
  /** What its field in the form is called; of what is no words, `fact.` and what it is. */
  name: string;
  /** Where it stands, for whoever looks for it. */
  place: At;
  /** Words as they are; of what is no words, a mark that is another one whenever it says something else. */
  says: string;
  /** What it says is no words of a field, but can be read all the same. */
  isReadable?: boolean;
}

/** Something known that says something else than when its author last looked. */
export interface Change<At> extends Known<At> {
  /** What it said then; a mark of what is no words. */
  was: string;
  /** By which somebody says to have looked at what it says now. */
  mark: string;
}

export const isFact = ({ name }: { name: string }): boolean => name.startsWith("fact.");

const isDrawn = ({ name }: { name: string }): boolean => name.startsWith("point.");

/** A mark of anything, which says nothing of it. */
export const markOf = (says: unknown): string =>
  createHash("sha256").update(JSON.stringify(says)).digest("base64url").slice(0, 22);

/** What says something else now than its author saw: beside words of their own, what these took the place of. */
export const changesIn = <At>(
  known: readonly Known<At>[],
  noted: Noted,
  replacedBy: (name: string) => string | undefined,
): Change<At>[] =>
  known.flatMap((one) => {
    const was = replacedBy(one.name) ?? noted[one.name];
    return was === undefined || isSameText(was, one.says)
      ? []
      : [{ ...one, was, mark: markOf(one.says) }];
  });

/** A field of words as a form sends it. */
export interface SeenField {
  name: string;
  /** What the case said when the form was drawn, and what stands in the field. */
  was: string;
  text: string;
  answer: "later" | "keep" | "take";
  /** Words of its author's own stood in it, with what they took the place of. */
  isReplaced: boolean;
}

/**
 * What their author has seen after a form was sent. Words that changed stay as they were noted until somebody decides about
 * them or writes their own; what is no words, until somebody says to have looked at it. `isOther` where they themselves
 * chose another language or other cases, which changes all that is no words.
 */
export function notedAfter<At>(
  before: Noted,
  {
    isOther,
    looked = [],
    seen = [],
  }: { isOther: boolean; looked?: readonly string[]; seen?: readonly SeenField[] },
  known: readonly Known<At>[],
): Noted {
  const after = (one: Known<At>): string => {
    const { name, says } = one;
    const had = before[name];
    if (isFact(one)) {
      // It may have changed once more after the form was drawn.
      return isOther || looked.includes(`${name}=${markOf(says)}`) ? says : (had ?? says);
    }
    // Drawn in the language of the paper, and not what somebody wrote in a case.
    if (isOther && isDrawn(one)) {
      return says;
    }
    const sent = seen.find((each) => each.name === name);
    if (!sent) {
      return had ?? says;
    }
    if (sent.isReplaced) {
      return sent.answer === "later" ? (had ?? says) : says;
    }
    return had !== undefined && isUndecided(sent, had) ? had : sent.was;
  };
  return Object.fromEntries(known.map((one) => [one.name, after(one)]));
}

const isUndecided = ({ answer, text, was }: SeenField, had: string) =>
  answer === "later" && !isSameText(had, was) && isSameText(text, was);
