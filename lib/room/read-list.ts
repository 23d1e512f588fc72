import type { StateMatcher } from "@/lib/states/names";
import { namesIn } from "./names-in-line";

/** A line of a pasted list, as far as it is certain what it means. */
export interface ListedSpeaker {
  written: string;
  /** The State that speaks; null where the line names none for certain. */
  stateCode: string | null;
  /** For whom it speaks besides; of a line without a speaker, the States that it names. */
  members: string[];
  /** What stands among those and is no State for certain, as it was written: to be asked about. */
  unknown: string[];
  /** As it was written: "the Nordic-Baltic States". */
  onBehalfOf: string;
}

/** More lines than a list of speakers has. */
export const mostSpeakers = 300;
const longestLine = 500;

/**
 * Reads a pasted speakers list, one speaker a line. Numbers, bullets, times and speaking minutes are left out. "On
 * behalf of …" and joint statements are understood in the languages of the United Nations; members are taken only from
 * what is nothing but a list of States. What is not certain keeps its words and is asked about, never guessed.
 */
export function readSpeakersList(text: string, matcher: StateMatcher): ListedSpeaker[] {
  return text
    .split(/\r?\n/)
    .map(bareLine)
    .filter((line) => /\p{L}/u.test(line))
    .slice(0, mostSpeakers)
    .map((line) => readLine(line.slice(0, longestLine), matcher));
}

/** What is written before a name: bullets, "12.", "(3)", "No. 4", "10:05", "10h05". */
const before =
  /^(?:[-*•·‣–—]\s+|(?:n[o°º]\.?\s*)?[([]?\d{1,3}[)\].:°º]*(?:\s*[-–—])?(?:\s+|(?<=[)\].:°º-])(?=\p{L})|$)|\d{1,2}[:h.]\d{2}(?:\s*[-–—]\s*\d{1,2}[:h.]\d{2})?\s*[-–—:]?\s*)/iu;
/** What is written after it: "3'", "(2 min)", "1'30". */
const afterIt =
  /\s*[-–—,]?\s*[([]?\s*\d{1,2}\s*(?:['’′]\s*(?:\d{1,2}\s*["”″]?)?|min(?:utes?|utos?)?\.?)\s*[)\]]?\s*$/iu;

/** A time after it: "(10:05)", "[10h05]", "(10:05-10:08)"; without brackets only where it can't be part of a name. */
const timeAfterIt =
  /(?:\s*[-–—,]?\s*[([]\s*\d{1,2}[:h.]\d{2}(?:\s*[-–—]\s*\d{1,2}[:h.]\d{2})?\s*[)\]]|\s+[-–—,]?\s*\d{1,2}[:h]\d{2}(?:\s*[-–—]\s*\d{1,2}[:h]\d{2})?)\s*$/iu;

/** What a State is here, behind its name: "(State under review)", ", country concerned". */
const asWhat =
  /\s*(?:[-–—,:]\s*|[([]\s*)(?:(?:the\s+)?(?:state|country)\s+(?:under\s+review|concerned)|concerned\s+(?:state|country)|(?:l['’])?[ée]tat\s+(?:examin[ée]|concern[ée])|(?:le\s+)?pays\s+concern[ée]|(?:el\s+)?(?:estado\s+(?:examinado|objeto\s+de\s+examen|concernido)|pa[ií]s\s+(?:concernido|interesado)))\s*[)\]]?\s*$/iu;

function bareLine(line: string): string {
  const fields = line
    .split("\t")
    .map((field) => field.trim())
    .filter((field) => /\p{L}/u.test(field) && !/^\d{1,2}\s*min/i.test(field));
  let bare = (line.includes("\t") ? fields.join(", ") : line).trim();
  for (let cut = bare.replace(before, ""); cut !== bare; cut = bare.replace(before, "")) {
    bare = cut.trim();
  }
  const bareOf = (text: string) =>
    text.replace(afterIt, "").replace(timeAfterIt, "").replace(asWhat, "").trim();
  // In either order.
  return bareOf(bareOf(bare));
}

const behalf =
  /(?:(?:^|[\s,;(–—-])(?:also\s+)?(?:on\s+behalf\s+of|speaking\s+for|au\s+nom\s+(?:de\s+l['’]|de\s+la\s|d['’]|des\s|du\s|de\s)|pour\s+le\s+compte\s+(?:de\s+l['’]|d['’]|des\s|du\s|de\s)|(?:en|a)\s+nombre\s+(?:del\s|de\s)|en\s+representaci[oó]n\s+(?:del\s|de\s))|(?:بالنيابة عن|نيابة عن|باسم)|от имени|代表)\s*/iu;
const joint =
  /(?:joint\s+statement|d[ée]claration\s+(?:conjointe|commune)|declaraci[oó]n\s+conjunta)\s*(?:with|avec|con|by|of|par|de|del|des|du)?\s*[:–—(-]?\s*/iu;
const deliveredBy =
  /[\s,;([–—-]*(?:speaker|delivered\s+by|read\s+by|orateur|prononc[ée]e\s+par|lue\s+par|orador|pronunciada\s+por|le[íi]da\s+por)\s*:?\s*([^)\]]+)[)\]]?\s*$/iu;

function readLine(written: string, matcher: StateMatcher): ListedSpeaker {
  const found = behalf.exec(written);
  if (found) {
    const onBehalfOf = inside(written.slice(found.index + found[0].length));
    const speaker = speakerIn(written.slice(0, found.index), matcher);
    return speakerOf(written, speaker, namesIn(listPart(onBehalfOf), matcher), onBehalfOf);
  }
  const together = joint.exec(written);
  if (together) {
    const ahead = namesIn(inside(written.slice(0, together.index)), matcher);
    let rest = written.slice(together.index + together[0].length);
    const told = deliveredBy.exec(rest);
    rest = inside(told ? rest.slice(0, told.index) : rest);
    const speaker = told
      ? speakerIn(told[1] ?? "", matcher)
      : ahead.unknown.length === 0
        ? ahead.codes[0]
        : undefined;
    const named = namesIn(listPart(rest), matcher);
    const both = {
      codes: [...ahead.codes, ...named.codes],
      unknown: [...ahead.unknown, ...named.unknown],
    };
    return speakerOf(written, speaker, both, rest);
  }
  const whole = matcher.match(written);
  if (whole.kind === "one") {
    return speakerOf(written, whole.code, nobody, "");
  }
  // Several States on one line: together, or one after the other? One with words beside it is no list.
  const named = namesIn(inside(written), matcher);
  return speakerOf(written, undefined, named.codes.length > 1 ? named : nobody, "");
}

const nobody = { codes: [], unknown: [] };

/** The one who speaks, or the first of those who do; nobody where anything else stands there. */
function speakerIn(text: string, matcher: StateMatcher): string | undefined {
  const { codes, unknown } = namesIn(inside(text), matcher);
  return unknown.length === 0 ? codes[0] : undefined;
}

function speakerOf(
  written: string,
  speaker: string | undefined,
  named: { codes: readonly string[]; unknown: readonly string[] },
  onBehalfOf: string,
): ListedSpeaker {
  return {
    written,
    stateCode: speaker ?? null,
    members: [...new Set(named.codes)].filter((code) => code !== speaker),
    unknown: [...new Set(named.unknown)],
    onBehalfOf: onBehalfOf.slice(0, 300),
  };
}

/** Without the brackets and dashes around it. */
const inside = (text: string) => text.replace(/^[\s([,;:–—-]+|[\s)\],;.–—-]+$/gu, "");

/** Of "the Nordic States: Denmark, Iceland" or "the Nordic States (Denmark, Iceland)", what is listed. */
function listPart(text: string): string {
  return (
    /:\s*(.+)$/su.exec(text)?.[1] ?? /[([]([^)\]]*[,;،、][^)\]]*)[)\]]?$/u.exec(text)?.[1] ?? text
  );
}
