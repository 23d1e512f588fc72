import type { FactWords } from "@/lib/alerts/facts";
import { knownDate } from "@/lib/dates/stored-date";
import type { DatePrecision } from "@/lib/i18n/format";
import { beside } from "../paper/beside";
import { asSeen } from "../paper/invisible";
import {
  type Block,
  type Facts,
  type Paper,
  type PaperLanguage,
  type Paragraph,
  plain,
  type Rich,
} from "../paper/paper";
import { type PaperWords, phraseWith } from "../words";

/** What of a case may be told in public (`app.told_in_public`). */
export interface ToldInPublic {
  /** Null where not everybody agreed to be spoken of. */
  situation: {
    title: string;
    types: string[];
    perpetrators: string[];
    from: string | null;
    to: string | null;
    precision: DatePrecision;
    engagement: string | null;
    verification: string | null;
    response: string | null;
    sgReport: string | null;
  } | null;
  /** Null where not everybody may be named. */
  words: { summary: string; link: string; trigger: string; currentSituation: string } | null;
}

/** A case as the database lets it leave on paper (`app.take_out_summary`). */
export interface TakenSummary extends ToldInPublic {
  reference: string;
  countryCode: string;
  /** Whose case it is, and who takes it along. */
  organisation: string;
  recipient: string;
}

/** What a summary is made with besides the case. */
export interface SummaryWith {
  language: PaperLanguage;
  say: PaperWords;
  facts: Pick<FactWords, "word" | "date" | "list">;
  country: string;
  /** The public labels of the people concerned, in the language of the paper. */
  labels: readonly string[];
  day: string;
}

/** The summary of a case as a paper, with as much of it as was handed out. */
export function caseSummary(taken: TakenSummary, by: SummaryWith): Paper {
  const { say, language } = by;
  const { situation, words } = taken;
  return {
    language,
    title: asSeen(situation?.title ?? "") || say("document.case_summary"),
    subtitle: plain(`${say("document.case_summary")} · ${taken.reference}`),
    frame: {
      from: asSeen(taken.organisation),
      beside: "",
      day: by.day,
      foot: phraseWith(say, "for", { recipient: asWritten(taken.recipient, language) }),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
      watermark: `${asSeen(taken.recipient)} · ${by.day}`,
    },
    blocks: [
      ...written(say("heading.inBrief"), [words?.summary], language),
      { kind: "section", heading: say("heading.facts"), blocks: [facts(taken, by)] },
      ...people(by),
      ...written(say("heading.link"), [words?.link, words?.trigger], language),
      ...written(say("heading.situation"), [words?.currentSituation], language),
      ...(words ? [] : [{ kind: "note", text: plain(say("note.leftOut")) } as const]),
      { kind: "note", text: plain(say("note.nothingInvented")) },
    ],
  };
}

function facts({ reference, situation }: TakenSummary, by: SummaryWith): Block {
  const { say } = by;
  return {
    kind: "facts",
    rows: [
      { label: say("fact.reference"), value: plain(reference) },
      { label: say("fact.country"), value: plain(by.country) },
      ...(situation ? situationRows(situation, by) : []),
    ],
  };
}

/** What a case is about, as facts: those that are known. */
export function situationRows(
  situation: NonNullable<ToldInPublic["situation"]>,
  { language, say, facts: words }: Pick<SummaryWith, "language" | "say" | "facts">,
): Facts["rows"] {
  const { engagement, from, perpetrators, precision, response, sgReport, to, types, verification } =
    situation;
  const rows: [string, string][] = [
    [
      "types",
      beside(
        language,
        types.map((type) => words.word("reprisal", type)),
      ),
    ],
    ["when", words.date(knownDate({ precision, on: from, until: to }))],
    ["engagement", engagement ? words.word("engagement", engagement) : ""],
    [
      "alleged",
      beside(
        language,
        perpetrators.map((kind) => words.word("perpetrator", kind)),
      ),
    ],
    ["verification", words.word("verification", verification ?? "none")],
    ["response", response ? words.word("response", response) : ""],
    ["sgReport", sgReport ?? ""],
  ];
  return rows
    .filter(([, value]) => value !== "")
    .map(([key, value]) => ({ label: say(`fact.${key}`), value: plain(value) }));
}

function people({ labels, language, say }: SummaryWith): Block[] {
  return labels.length === 0
    ? []
    : [
        {
          kind: "section",
          heading: say("heading.people"),
          blocks: [
            { kind: "list", items: labels.map((label) => asWritten(label, language)) },
            { kind: "note", text: plain(say("note.byLabel")) },
          ],
        },
      ];
}

function written(
  heading: string,
  texts: readonly (string | undefined)[],
  language: PaperLanguage,
): Block[] {
  const blocks = paragraphsOf(texts, language);
  return blocks.length === 0 ? [] : [{ kind: "section", heading, blocks }];
}

/** What somebody wrote, as paragraphs of a paper. */
export const paragraphsOf = (
  texts: readonly (string | undefined)[],
  language: PaperLanguage,
): Paragraph[] =>
  texts
    .flatMap((text) => (text ?? "").split(/\n+/))
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => ({ kind: "paragraph", text: asWritten(text, language) }));

const scripts: readonly [RegExp, PaperLanguage][] = [
  [/\p{Script=Arabic}/gu, "ar"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Cyrillic}/gu, "ru"],
  [/\p{Script=Latin}/gu, "en"],
];
const latin: readonly PaperLanguage[] = ["en", "es", "fr"];

/**
 * Words that somebody wrote, in the language that their letters tell. Nobody was asked for it; letters are enough to
 * turn a line round and to choose a face, and Latin ones may be of any language.
 */
export function asWritten(written: string, language: PaperLanguage): Rich {
  const text = asSeen(written);
  const counted = scripts.map(([pattern, own]) => ({
    own,
    count: text.match(pattern)?.length ?? 0,
  }));
  const most = counted.reduce((a, b) => (b.count > a.count ? b : a));
  const isSame = most.count === 0 || (most.own === "en" && latin.includes(language));
  return [{ text, ...(isSame || most.own === language ? {} : { language: most.own }) }];
}

/** The same with less in it, for where the fuller one may not leave. */
export const withoutWords = (taken: TakenSummary): TakenSummary[] => [
  taken,
  { ...taken, words: null },
  { ...taken, words: null, situation: null },
];
