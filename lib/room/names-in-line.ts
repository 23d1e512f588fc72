import type { StateMatcher } from "@/lib/states/names";

/** What a list of names on one line holds. */
export interface NamesInLine {
  /** The States that it names for certain. */
  codes: string[];
  /** Entries that may be a State and are none for certain, as they were written. */
  unknown: string[];
}

/**
 * Words that stand between the names of a list and are no part of one; what else stands between two names is an entry of
 * its own.
 */
const between = /[,;،؛、/&()[\]]|(?<![\p{L}\p{M}])(?:and|et|y|e|und|и|و)(?![\p{L}\p{M}])|和/giu;
/** Words that stand before a name in such a list. */
const beside =
  /(?<![\p{L}\p{M}])(?:de|del|des|du|d|the|la|le|les|los|las|el|l|its|own|country|as|well|also|ainsi|que|as[íi]|como|pays|son|propre)(?![\p{L}\p{M}])|[\s.:–—'’-]|و/giu;
const leading = new RegExp(`^(?:${beside.source})+`, "iu");
/** What says that an entry is more than one State, or none: a group, its friends, "and 40 others". */
const ofMany =
  /\d{2}|(?<![\p{L}\p{M}])(?:states|countries|nations|group|friends|members?|others?|union|delegations?|[ée]tats|pays|groupe|amis|membres|autres|estados|pa[ií]ses|grupo|amigos|miembros|otros|государств\p{L}*|стран\p{L}*|групп\p{L}*|друз\p{L}*|других)(?![\p{L}\p{M}])|دول|مجموعة|أصدقاء|国家|集团|之友/iu;

/**
 * Reads a list of States as one line has it. A name that nobody knows hides none of its neighbours: it is given back to
 * be asked about. Words around a State ("the Friends of Syria") name nobody for certain, and what is plainly a group is
 * not asked about.
 */
export function namesIn(text: string, matcher: StateMatcher): NamesInLine {
  const whole = matcher.match(text);
  if (whole.kind === "one") {
    return { codes: [whole.code], unknown: [] };
  }
  const codes: string[] = [];
  const unknown: string[] = [];
  for (const { start, end } of entriesOf(text, matcher)) {
    const entry = text.slice(start, end).trim();
    const inside = matcher.findStatesIn(entry);
    const beyond = inside.reduce((rest, { text: name }) => rest.replace(name, " "), entry);
    const isBare = beyond.replace(beside, "") === "";
    if (inside.length > 0 && isBare) {
      for (const {
        codes: [code, ...more],
        text: name,
      } of inside) {
        if (code && more.length === 0) {
          codes.push(code);
        } else {
          unknown.push(name);
        }
      }
    } else if (!isBare && mayBeAState(entry, matcher)) {
      unknown.push(entry.replace(leading, ""));
    }
  }
  return { codes, unknown };
}

/** Whether it is worth asking which State an entry is: there is one of nearly that name, and it is no group. */
function mayBeAState(entry: string, matcher: StateMatcher): boolean {
  const match = matcher.match(entry);
  return (
    !ofMany.test(entry) && (match.kind === "several" || (match.kind === "none" && !match.isGroup))
  );
}

/** The entries of a list. What separates them may be part of a name: "Trinidad and Tobago". */
function entriesOf(text: string, matcher: StateMatcher): { start: number; end: number }[] {
  const names = matcher.findStatesIn(text);
  const entries: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: separator } of text.matchAll(between)) {
    if (!names.some((name) => index < name.end && index + separator.length > name.start)) {
      entries.push({ start, end: index });
      start = index + separator.length;
    }
  }
  return [...entries, { start, end: text.length }];
}
