import { foldName, type StateMatcher } from "@/lib/states/names";
import { pastedNames } from "./pasted-names";

export interface UnclearName {
  text: string;
  /** Codes that it may mean; empty when no State is called so. */
  codes: string[];
  /** Near names, offered and never taken. */
  nearest: string[];
  /** It is a group that speaks as one, and not a State. */
  isGroup: boolean;
}

export interface ResolvedNames {
  codes: string[];
  unclear: UnclearName[];
}

/** More different names than this are not asked about one by one: such a list is something else. */
export const mostUnclear = 50;

/**
 * The States in a pasted list: one a line, or separated by commas, semicolons or tabs. A line that names no single
 * State is looked through for names ("Germany and France"); what stays unclear is asked about, never guessed, and
 * once however often it is written.
 */
export function resolveNames(text: string, matcher: StateMatcher): ResolvedNames {
  const codes = new Set<string>();
  const unclear = new Map<string, UnclearName>();
  for (const typed of pastedNames(text)) {
    const named = namedIn(typed, matcher);
    if (named.length > 0) {
      for (const { code } of named) {
        codes.add(code);
      }
      continue;
    }
    const folded = foldName(typed) || typed;
    if (unclear.has(folded)) {
      continue;
    }
    const whole = matcher.match(typed);
    // A name with something beside it ("France?") is offered before those that are only written alike.
    const inside = matcher.findStatesIn(typed).flatMap((found) => found.codes);
    unclear.set(folded, {
      text: typed.slice(0, 100),
      codes: whole.kind === "several" ? whole.codes : [],
      nearest: whole.kind === "none" ? [...new Set([...inside, ...whole.nearest])] : [],
      isGroup: whole.kind === "none" && whole.isGroup === true,
    });
  }
  return { codes: [...codes], unclear: [...unclear.values()] };
}

/** The pasted list without one State, one name a line; what is unclear stays as it was written. */
export function withoutState(text: string, code: string, matcher: StateMatcher): string {
  return pastedNames(text)
    .flatMap((typed) => {
      const named = namedIn(typed, matcher);
      return named.some((one) => one.code === code)
        ? named.filter((one) => one.code !== code).map((one) => one.text)
        : typed;
    })
    .join("\n");
}

/** Whether an entry that is unclear may mean this State. */
export const mayMean = (text: string, code: string, matcher: StateMatcher): boolean =>
  resolveNames(text, matcher).unclear.some(({ codes, nearest }) =>
    [...codes, ...nearest].includes(code),
  );

/** The States of one entry of a list; none where it is not clear which are meant. */
function namedIn(typed: string, matcher: StateMatcher): { code: string; text: string }[] {
  const whole = matcher.match(typed);
  if (whole.kind === "one") {
    return [{ code: whole.code, text: typed }];
  }
  const inside = matcher.findStatesIn(typed);
  return inside.length > 1 && inside.every((found) => found.codes.length === 1)
    ? inside.map((found) => ({ code: found.codes[0] as string, text: found.text }))
    : [];
}
