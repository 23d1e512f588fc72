import type { StateMatcher } from "@/lib/states/names";

export interface UnclearName {
  text: string;
  /** Codes that it may mean; empty when no State is called so. */
  codes: string[];
  /** Near names, offered and never taken. */
  nearest: string[];
}

export interface ResolvedNames {
  codes: string[];
  unclear: UnclearName[];
}

/**
 * The States in a pasted list: one a line, or separated by commas, semicolons or tabs. A line that names no single
 * State is looked through for names ("Germany and France"); what stays unclear is asked about, never guessed.
 */
export function resolveNames(text: string, matcher: StateMatcher): ResolvedNames {
  const codes = new Set<string>();
  const unclear: UnclearName[] = [];
  for (const line of text.split(/[\n\r\t,;،؛、]+/u)) {
    const typed = line.trim();
    if (!/\p{L}/u.test(typed)) {
      continue;
    }
    const whole = matcher.match(typed);
    if (whole.kind === "one") {
      codes.add(whole.code);
      continue;
    }
    const inside = matcher.findStatesIn(typed);
    if (inside.length > 1 && inside.every((found) => found.codes.length === 1)) {
      for (const found of inside) {
        codes.add(found.codes[0] as string);
      }
      continue;
    }
    unclear.push({
      text: typed.slice(0, 100),
      codes: whole.kind === "several" ? whole.codes : [],
      nearest: whole.kind === "none" ? whole.nearest : [],
    });
  }
  return { codes: [...codes], unclear };
}
