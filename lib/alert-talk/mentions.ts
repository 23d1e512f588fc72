import type { Mentionable } from "@/lib/alerts/desk";

/** Words after an "@" that speak to nobody: a name that several have, or only a part of one. */
export interface Unclear {
  words: string;
  why: "several" | "part";
}

/** Whom a comment speaks to, and whom it may have meant. */
export interface Spoken {
  to: Mentionable[];
  unclear: Unclear[];
}

/** Marks of direction and of joining, which come along with a copied name. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Where an address begins that only holds an "@". */
const ofAddress = /[a-z0-9._%+-]$/;
const inWord = /^[\p{L}\p{M}\p{N}]/u;
/** In these scripts the next word follows without a space. */
const endsWithoutSpace =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** Words as they are compared, however a keyboard, a clipboard or a voice wrote them. */
const plainly = (words: string) =>
  words
    .normalize("NFKC")
    .replace(unseen, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/\s+/g, " ");

const compared = (words: string) => plainly(words).toLowerCase();

const nameOf = ({ name, organisation }: Mentionable) => compared(name || organisation).trim();

const endsAt = (name: string, rest: string) =>
  rest.startsWith(name) && (endsWithoutSpace.test(name) || !inWord.test(rest.slice(name.length)));

/**
 * Reads from the words of a comment whom it speaks to, so that it does not matter how they arrived: each "@" with a
 * whole name behind it, the longest that fits. Of several with one name, only those that were chosen from the list.
 */
export function mentionsIn(
  body: string,
  mentionable: readonly Mentionable[],
  chosen: readonly string[] = [],
): Spoken {
  const shown = plainly(body);
  const words = shown.toLowerCase();
  const to = new Set<Mentionable>();
  const unclear = new Map<string, Unclear>();
  const named = mentionable.map((one) => ({ one, name: nameOf(one) })).filter(({ name }) => name);
  for (let at = words.indexOf("@"); at >= 0; at = words.indexOf("@", at + 1)) {
    if (ofAddress.test(words.slice(0, at))) {
      continue;
    }
    const rest = words.slice(at + 1).trimStart();
    const fits = named.filter(({ name }) => endsAt(name, rest));
    const longest = Math.max(...fits.map(({ name }) => name.length));
    const meant = fits.filter(({ name }) => name.length === longest).map(({ one }) => one);
    const picked = meant.length > 1 ? meant.filter(({ id }) => chosen.includes(id)) : meant;
    for (const one of picked) {
      to.add(one);
    }
    if (picked.length === 0) {
      const why = meant.length > 1 ? "several" : "part";
      const length =
        why === "several" ? longest : (/^[\p{L}\p{M}\p{N}]+/u.exec(rest)?.[0].length ?? 0);
      const said = rest.slice(0, length);
      const isPart = named.some(({ name }) => name.split(/[^\p{L}\p{M}\p{N}]+/u).includes(said));
      if (said && (why === "several" || isPart)) {
        const isAsShown = shown.length === words.length;
        const start = words.length - rest.length;
        unclear.set(said, {
          words: isAsShown ? shown.slice(start, start + length) : said,
          why,
        });
      }
    }
  }
  return { to: [...to], unclear: [...unclear.values()] };
}

/** The ids of those who are spoken to, people and organisations apart. */
export function idsOf(spokenTo: readonly Mentionable[]) {
  const ids = (isPerson: boolean) =>
    spokenTo.filter(({ name }) => (name !== null) === isPerson).map(({ id }) => id);
  return { mentions: ids(true), organisations: ids(false) };
}
