import { knownDate } from "@/lib/dates/stored-date";
import { beside, together } from "../paper/beside";
import type { PaperLanguage } from "../paper/paper";
import { countUnits } from "../paper/units";
import { asWritten } from "../summary/summary";
import type { PaperWords } from "../words";
import type { BriefInputs, Reach, RecordedWord } from "./brief";
import { type BriefWords, dated } from "./paper";
import {
  type FixedPoint,
  fixedPoints,
  isAlwaysSpoken,
  isWrittenElsewhere,
  pointOfCase,
} from "./point-names";
import { canRunOn, drawnTogether, inSentence, small } from "./run-on";
import { secondsOf } from "./speech";

/** A point as it is spoken, in its place. */
export interface SpokenPoint {
  point: string;
  /** What it is called on paper. */
  heading: string;
  isOut: boolean;
  /** What it says by itself, from what is known now. */
  drawn: string;
  /** What is spoken: that, or what its author wrote instead. */
  text: string;
  /** How far the people of its case may be told of; 1 of a point that is of no case. */
  reach: Reach;
  /** Whether it says the facts of a case one after the other, since there are no words of it. */
  isBare: boolean;
  /** How many words are spoken, signs in Chinese. */
  words: number;
  /** How many seconds into the speech it ends. */
  until: number;
}

/** The points of a speech in the order in which they are spoken, with the time at which each ends. */
export function spokenPoints(inputs: BriefInputs, words: BriefWords): SpokenPoint[] {
  const drawn = new Map(drawnPoints(inputs, words).map((one) => [one.point, one]));
  let spoken = 0;
  return placePoints([...drawn.keys()], inputs.points ?? []).flatMap(({ isOut, point, text }) => {
    const own = drawn.get(point);
    if (!own) {
      return [];
    }
    const said = isWrittenElsewhere(point) ? own.text : (text ?? own.text);
    const count = isOut ? 0 : countUnits(said);
    spoken += count;
    return [
      {
        point,
        heading: own.heading,
        isOut,
        drawn: own.text,
        text: said,
        reach: own.reach,
        isBare: own.isBare && count > 0 && said === own.text,
        words: count,
        until: secondsOf(spoken, inputs.language),
      },
    ];
  });
}

/**
 * Every point in its place. One that was not there when somebody placed them, as that of another case, comes behind the
 * one before it.
 */
export function placePoints<Placed extends { point: string; isOut: boolean }>(
  all: readonly string[],
  placed: readonly Placed[],
): (Placed | { point: string; isOut: boolean; text?: string })[] {
  const known: (Placed | { point: string; isOut: boolean; text?: string })[] = placed
    .filter(
      ({ point }, at) =>
        all.includes(point) && placed.findIndex((one) => one.point === point) === at,
    )
    .map((one) => ({ ...one, isOut: one.isOut && !isAlwaysSpoken(one.point) }));
  all.forEach((point, at) => {
    if (known.every((one) => one.point !== point)) {
      const before = all.slice(0, at).findLast((one) => known.some((each) => each.point === one));
      const place = known.findIndex((one) => one.point === before) + 1;
      known.splice(place, 0, { point, isOut: false });
    }
  });
  return known;
}

interface DrawnPoint {
  point: string;
  heading: string;
  text: string;
  reach: Reach;
  isBare: boolean;
}

/** What each point says by itself, in the order in which they stand unless somebody moves them. */
function drawnPoints(inputs: BriefInputs, words: BriefWords): DrawnPoint[] {
  const [opening, ...others] = fixedPoints;
  const fixed = (point: FixedPoint): DrawnPoint => ({
    point,
    heading: headingOf(point, words.say),
    text: oneStop(drawnText[point](inputs, words)),
    reach: 1,
    isBare: false,
  });
  return [
    fixed(opening),
    ...inputs.cases.map((one) => ({
      point: pointOfCase(one.id),
      heading: one.reference,
      text: oneStop(caseText(one, inputs, words)),
      reach: one.words ? (2 as const) : (1 as const),
      isBare: !tellsMore(one),
    })),
    ...others.map(fixed),
  ];
}

function headingOf(point: FixedPoint, say: PaperWords): string {
  switch (point) {
    case "ask":
      return say("heading.ask");
    case "wordings":
      return say("heading.wording");
    case "before":
      return say("heading.spoken");
    case "own1":
    case "own2":
      return say("speaking.point.own");
    default:
      return say(`speaking.point.${point}`);
  }
}

const drawnText: Record<FixedPoint, (inputs: BriefInputs, words: BriefWords) => string> = {
  opening({ language, organisation, session, state }, { say }) {
    const isReview = session.kind.startsWith("upr_");
    return together(language, [
      say("speaking.floor"),
      say("speaking.behalf", { organisation }),
      say("speaking.about"),
      ...(state ? [say(`speaking.${isReview ? "review" : "country"}`, { state })] : []),
    ]);
  },
  own1: () => "",
  own2: () => "",
  before: spokenBefore,
  wordings({ wordings }, { say }) {
    const texts = wordings.map(({ text }) => oneLine(text)).filter((text) => text !== "");
    return texts.length === 0 ? "" : [say("speaking.wordings"), ...texts].join("\n");
  },
  ask: ({ ask }) => oneLine(ask),
  closing: (_, { say }) => say("speaking.thanks"),
};

/** One full stop at the end of a sentence: what stands there, such as a year in Russian, may bring its own. */
const oneStop = (text: string) => text.replace(/(?<!\.)\.\.(?!\.)/g, ".");

const oneLine = (text: string) => text.trim().replace(/\s+/gu, " ");

/** More States than these are not spoken one by one. */
const mostNamed = 5;

/** Which States spoke the last time on reprisals in the country, from the public record; nothing where there is none. */
function spokenBefore({ language, record }: BriefInputs, { facts, say }: BriefWords): string {
  const [newest] = record;
  if (!newest) {
    return "";
  }
  const states = [...new Set(record.filter(isWith(newest)).map(({ state }) => state))].sort(
    new Intl.Collator(language).compare,
  );
  const date = newest.date
    ? facts.date({
        precision: newest.precision === "session" ? "year" : newest.precision,
        from: newest.date,
      })
    : "";
  return together(language, [
    states.length > mostNamed
      ? say("speaking.beforeMany", { count: states.length })
      : say("speaking.before", { states: facts.list(states) }),
    ...(date ? [say("speaking.beforeWhen", { date })] : []),
  ]);
}

const isWith =
  ({ date, group }: RecordedWord) =>
  (one: RecordedWord) =>
    one.group === group && one.date === date;

/** Whether there are words of a case to tell, beside its facts. */
const tellsMore = ({ words }: BriefInputs["cases"][number]): boolean =>
  [words?.summary, words?.link, words?.currentSituation].some((text) => text?.trim());

/** What a case says: what it is about, who is concerned, the link to their cooperation with the UN, and where it stands. */
function caseText(
  { people, situation, words }: BriefInputs["cases"][number],
  { language }: BriefInputs,
  { facts, say }: BriefWords,
): string {
  if (!situation) {
    return "";
  }
  const { engagement, from, precision, response, sgReport, to, types } = situation;
  const when = from ? facts.date(knownDate({ precision, on: from, until: to })) : "";
  const what = reportedTypes(types, language, { facts, say });
  const reported = what && dated(what, when, say);
  const summary = words?.summary.trim() ?? "";
  const led = (phrase: string, text: string | undefined) =>
    text?.trim() ? ledBy(say(`speaking.${phrase}`), text.trim(), language) : [];
  const [who, ...whoElse] = concerned(people, language, { facts, say });
  const cooperation = engagement ? [say(`speaking.engagement.${engagement}`)] : [];
  const known = [
    ...(response ? [say(`speaking.response.${response}`)] : []),
    ...(sgReport ? [say("speaking.sgReport", { reference: sgReport })] : []),
  ];
  return [
    ...led("case", situation.title),
    summary || (reported && say("speaking.reported", { types: reported })),
    // What is in another script stands on a line of its own.
    ...(who && whoElse.length === 0
      ? [together(language, [who, ...cooperation])]
      : [...(who ? [who, ...whoElse] : []), ...cooperation]),
    words?.link.trim() ?? "",
    ...led("situation", words?.currentSituation),
    together(language, known),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** What happened, small within its sentence; what has no word of its own comes last. */
function reportedTypes(
  types: readonly string[],
  language: PaperLanguage,
  { facts, say }: BriefWords,
): string {
  const known = types.filter((type) => type !== "other");
  return beside(language, [
    ...known.map((type) => small(facts.word("reprisal", type), language)),
    ...(known.length < types.length ? [say("speaking.otherReprisals")] : []),
  ]);
}

/** Who is concerned, as a sentence; where somebody is called in another language, behind a phrase that leads to them. */
function concerned(
  people: readonly string[],
  language: PaperLanguage,
  { facts, say }: BriefWords,
): string[] {
  const called = beside(language, people).trim();
  if (
    called === "" ||
    asWritten(called, language).some((piece) => piece.language) ||
    !people.every((label) => canRunOn(label, language))
  ) {
    return called === "" ? [] : ledBy(say("speaking.people"), called, language);
  }
  const labels = people.map((label) => inSentence(label.trim().replace(/\.$/u, ""), language));
  // Who is called in words with a comma of their own is told from the next by another mark.
  const isPlain = labels.every((label) => !/[,;،؛，；]/u.test(label));
  const listed = isPlain ? facts.list(labels) : beside(language, labels);
  return [drawnTogether(say("speaking.concerns", { people: listed }), language)];
}

/** A phrase with what somebody wrote; on lines of their own where the two are in different scripts. */
function ledBy(phrase: string, written: string, language: PaperLanguage): string[] {
  const isOther = asWritten(written, language).some((piece) => piece.language);
  const end = /[.!?…。！？؟]["”»)]?$/u.test(written) ? "" : language === "zh" ? "。" : ".";
  return isOther ? [phrase, written] : [`${phrase}${language === "zh" ? "" : " "}${written}${end}`];
}
