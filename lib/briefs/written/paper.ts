import type { BriefPart } from "@/db/reference/words";
import type { FactWords } from "@/lib/alerts/facts";
import { isSafeLink } from "@/lib/alerts/safe-link";
import { knownDate } from "@/lib/dates/stored-date";
import { cutTo, precisionOf } from "@/lib/sessions/session";
import { beside } from "../paper/beside";
import { asSeen } from "../paper/invisible";
import {
  type Block,
  isRightToLeft,
  type Paper,
  type PaperLanguage,
  plain,
  type Rich,
} from "../paper/paper";
import { asWritten, paragraphsOf, situationRows } from "../summary/summary";
import { type PaperWords, phraseWith } from "../words";
import { type BriefInputs, inPlace, type RecordedWord, type SaidBefore } from "./brief";
import { secondsFor, speechPace } from "./speech";

/** What says the phrases around the inputs, in the language of the paper. */
export interface BriefWords {
  say: PaperWords;
  facts: Pick<FactWords, "word" | "date" | "list">;
}

/** A paper of two pages has room for so many of the newest entries of the record, and so many sources. */
const mostSpoken = 4;
const mostRecommended = 5;
/** And one of one page for so many words of its reader's own State. */
const mostSaid = 3;
const mostThere = 3;
const mostElsewhere = 2;
const mostSources = 6;
/** More States than these stand beside each other in columns. */
const mostInLine = 3;

/** The paper of a brief. The same inputs give the same paper. */
export function briefPaper(inputs: BriefInputs, words: BriefWords): Paper {
  const { kind, language } = inputs;
  const { say, facts } = words;
  const state = asSeen(inputs.state ?? "");
  const day = facts.date({ precision: "day", from: inputs.day });
  const about = kind === "mission" ? facts.list(countries(inputs)) : say("preSession.review");
  return {
    language,
    title: say(kind === "mission" ? "mission.title" : "preSession.title", { state }),
    subtitle: plain([about, occasion(inputs, words)].filter(Boolean).join(" · ")),
    frame: {
      from: asSeen(inputs.organisation),
      beside: "",
      day,
      foot: plain(`${say(`document.${kind}`)} · ${state} · ${day}`),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
    },
    blocks: [
      { kind: "ask", label: say("heading.ask"), text: asWritten(inputs.ask.trim(), language) },
      ...partsOf(inputs, words).flatMap(({ blocks }) => blocks),
    ],
  };
}

/** The parts that a brief tells, in their order, each with what it says now; one may have nothing to say. */
export function partsOf(
  inputs: BriefInputs,
  words: BriefWords,
): { part: BriefPart; blocks: Block[] }[] {
  const told = inPlace(inputs.kind, inputs.parts).filter(({ isOut }) => !isOut);
  const kept = new Set(told.map(({ part }) => part));
  return told.map(({ part }) => ({ part, blocks: partBlocks[part](inputs, words, kept) }));
}

type Told = ReadonlySet<BriefPart>;

const partBlocks: Record<BriefPart, (of: BriefInputs, words: BriefWords, told: Told) => Block[]> = {
  cases: (inputs, words) => inputs.cases.map((one) => caseSection(one, inputs, words)),
  recommended: recommendedBefore,
  spoken: spokenBefore,
  agreed: ({ agreed, language }, { say }) =>
    section(say("heading.agreed"), agreed.length > 0 ? [states(agreed, language)] : []),
  wordings,
  saidBefore,
  care: ({ kind }, { say }) =>
    section(say("heading.care"), [
      { kind: "paragraph", text: plain(say("note.byLabel")) },
      ...(kind === "pre_session"
        ? [{ kind: "paragraph", text: plain(say("note.mayRead")) } as const]
        : []),
    ]),
  afterwards: (_, { say }) =>
    section(say("heading.afterwards"), [{ kind: "paragraph", text: plain(say("note.sendWords")) }]),
  contact: ({ contact, language, organisation }, { say }) =>
    section(say("heading.contact"), [
      { kind: "paragraph", text: asWritten(organisation, language).map(strong) },
      ...paragraphsOf([contact], language),
    ]),
  sources,
};

const section = (heading: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: "section", heading, blocks }];

function occasion(inputs: BriefInputs, words: BriefWords): string {
  const { say } = words;
  const kind = inputs.session.kind === "upr_pre_session" ? say("preSession.preSession") : "";
  return dated(kind, whenOf(inputs, words), say);
}

/** When the session is, as far as that is known. */
export function whenOf({ session }: BriefInputs, { facts }: BriefWords): string {
  const precision = precisionOf({ datePrecision: session.precision });
  const from = cutTo(precision, session.startsOn);
  const to = cutTo(precision, session.endsOn);
  return !from || precision === "unknown"
    ? ""
    : facts.date(to && to !== from ? { precision: "range", from, to } : { precision, from });
}

/** What, and when, as far as both are known. */
export const dated = (what: string, when: string, say: PaperWords): string =>
  what && when ? say("preSession.dated", { what, when }) : what || when;

/** One case: what it is about, how its people are called, and the link to their cooperation with the UN. */
function caseSection(
  { edited, people, reference, situation, words }: BriefInputs["cases"][number],
  { cases, language }: BriefInputs,
  { facts, say }: BriefWords,
): Block {
  const told = words && { ...words, ...edited };
  const heading = cases.length === 1 ? say("heading.facts") : asSeen(reference);
  const leftOut = { kind: "note", text: plain(say("note.leftOut")) } as const;
  if (!situation) {
    return { kind: "section", heading, blocks: [leftOut] };
  }
  return {
    kind: "section",
    heading,
    blocks: [
      { kind: "paragraph", text: asWritten(situation.title, language).map(strong) },
      ...paragraphsOf([told?.summary], language),
      {
        kind: "facts",
        rows: [
          ...(cases.length === 1
            ? [{ label: say("fact.reference"), value: plain(reference) }]
            : []),
          {
            label: say("heading.people"),
            value: asWritten(beside(language, [...people]), language),
          },
          ...situationRows(situation, { language, say, facts }),
        ],
      },
      ...introduced(say("heading.link"), paragraphsOf([told?.link, told?.trigger], language)),
      ...introduced(say("heading.situation"), paragraphsOf([told?.currentSituation], language)),
      ...(told ? [] : [leftOut]),
    ],
  };
}

const strong = (piece: Rich[number]) => ({ ...piece, strong: true });

const introduced = (heading: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0
    ? []
    : [{ kind: "paragraph", text: [{ text: heading, strong: true }] }, ...blocks];

/** Names of States in the order of the paper's language. */
const inOrder = (names: readonly string[], language: PaperLanguage) =>
  [...new Set(names)].sort(new Intl.Collator(language).compare);

const states = (names: readonly string[], language: PaperLanguage): Block => ({
  kind: "list",
  items: inOrder(names, language).map((name) => plain(name)),
  columns: 3,
});

/** What States recommended to this one before, the newest. */
function recommendedBefore(inputs: BriefInputs, words: BriefWords): Block[] {
  const { recommended } = sorted(inputs.record);
  return section(
    words.say("heading.recommendedBefore"),
    newest(recommended, mostRecommended, inputs, words),
  );
}

/** What States said of this one before, the newest; that nothing at all is on record is said too. */
function spokenBefore(inputs: BriefInputs, words: BriefWords): Block[] {
  const { say } = words;
  return section(
    say("heading.spoken"),
    inputs.record.length === 0
      ? [{ kind: "paragraph", text: plain(say("preSession.nothingOnRecord")) }]
      : newest(sorted(inputs.record).spoken, mostSpoken, inputs, words),
  );
}

const countries = ({ countries: names = [], language }: BriefInputs) => inOrder(names, language);

/**
 * What the State of a mission said before: of these cases as we keep it, of their countries, and of reprisals elsewhere, the
 * newest of each. That nothing at all is known is said too.
 */
function saidBefore(inputs: BriefInputs, words: BriefWords): Block[] {
  const { record, said = [] } = inputs;
  const { say } = words;
  const { elsewhere, there } = saidOnRecord(inputs);
  return section(
    say("heading.saidBefore"),
    record.length + said.length === 0
      ? [{ kind: "paragraph", text: plain(say("mission.nothingKnown")) }]
      : [
          ...(said.length + there.length === 0
            ? [{ kind: "paragraph", text: plain(say("mission.nothingThere")) } as const]
            : []),
          ...said.slice(0, mostSaid).map((one) => saidBlock(one, inputs, words)),
          ...there.flatMap((group) => groupBlocks(group, inputs, words)),
          ...introduced(
            say("mission.elsewhere"),
            elsewhere.flatMap((group) => groupBlocks(group, inputs, words)),
          ),
        ],
  );
}

/** The entries of the record that a mission is reminded of. */
function saidOnRecord({ record }: BriefInputs) {
  const of = (isThere: boolean) => {
    const groups = grouped(record.filter((entry) => (entry.isThere ?? false) === isThere));
    return groups.slice(0, isThere ? mostThere : mostElsewhere);
  };
  return { there: of(true), elsewhere: of(false) };
}

/** How far words went, by how far they named anybody. */
const outcomes: Partial<Record<NonNullable<SaidBefore["naming"]>, string>> = {
  person: "outcome.raised_person",
  situation: "outcome.raised_situation",
  theme: "outcome.raised_theme",
};

/** One thing that a State said of a case: when and how, its words where they may be told, and how that is evidenced. */
function saidBlock(one: SaidBefore, { language }: BriefInputs, { facts, say }: BriefWords): Block {
  const { date, document, grade, naming, precision, quote, until } = one;
  const when = facts.date(knownDate({ precision, on: date, until }));
  const how = say((naming && outcomes[naming]) || "mission.raised");
  const source: Rich = [
    ...plain(dated(how, when, say)),
    ...(document ? phraseWith(say, "inBrackets", { what: asWritten(document, language) }) : []),
  ];
  const evidence = grade && { letter: grade, words: say(`grade.${grade}`) };
  return quote?.trim()
    ? {
        kind: "quotation",
        text: asWritten(quote.trim().replace(/\s+/gu, " "), language),
        source,
        ...(evidence && { grade: evidence }),
      }
    : {
        kind: "paragraph",
        text: evidence
          ? [
              ...source,
              ...plain(
                say("inBrackets", {
                  what: say("lead", { what: evidence.letter }) + evidence.words,
                }),
              ),
            ]
          : source,
      };
}

const newest = (
  entries: readonly RecordedWord[][],
  most: number,
  inputs: BriefInputs,
  words: BriefWords,
): Block[] => [
  ...entries.slice(0, most).flatMap((group) => groupBlocks(group, inputs, words)),
  ...(entries.length > most
    ? [{ kind: "note", text: plain(words.say("preSession.newest")) } as const]
    : []),
];

/** Entries of the record by what they have in common, newest first as they come. */
function grouped(record: readonly RecordedWord[]): RecordedWord[][] {
  const groups = new Map<string, RecordedWord[]>();
  for (const entry of record) {
    const key = `${entry.type} ${entry.group} ${entry.description}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

function sorted(record: readonly RecordedWord[]) {
  const all = grouped(record);
  const isRecommended = ([first]: RecordedWord[]) => first?.type === "recommendation";
  return {
    recommended: all.filter(isRecommended),
    spoken: all.filter((group) => !isRecommended(group)),
  };
}

/** What one or several States said on one occasion; where a source has fewer of them than another, that is said. */
function groupBlocks(
  group: readonly RecordedWord[],
  { kind, language }: BriefInputs,
  { facts, say }: BriefWords,
): Block[] {
  const [first] = group;
  if (!first) {
    return [];
  }
  const { date, description, document, precision } = first;
  const names = inOrder(
    group.map(({ state }) => state),
    language,
  );
  const when = date
    ? facts.date(
        precision === "session" ? { precision: "year", from: date } : { precision, from: date },
      )
    : "";
  // To a mission, all that is told is its own State's.
  const isOwn = kind === "mission";
  const inLine = !isOwn && names.length <= mostInLine ? facts.list(names) : "";
  const before = dated(inLine, when, say);
  const told = asWritten(description, language);
  const symbol = document
    ? phraseWith(say, "inBrackets", { what: asWritten(document, language) })
    : [];
  // A sentence of the other direction stands by itself: within a line its end would come before its beginning.
  const isTurned = told.some(
    (piece) => isRightToLeft(piece.language ?? language) !== isRightToLeft(language),
  );
  const texts: Rich[] = isTurned
    ? [[{ text: before }, ...symbol], told]
    : [[...(before ? plain(say("lead", { what: before })) : []), ...told, ...symbol]];
  const single = group.filter(({ confidence }) => confidence.startsWith("one source"));
  const differ = single.length > 0 && single.length < group.length;
  return [
    ...texts.map((text) => ({ kind: "paragraph", text }) as const),
    ...(inLine || isOwn ? [] : [states(names, language)]),
    ...(differ
      ? [
          {
            kind: "note",
            text: plain(
              say("preSession.oneSource", {
                states: facts.list(
                  inOrder(
                    single.map(({ state }) => state),
                    language,
                  ),
                ),
              }),
            ),
          } as const,
        ]
      : []),
  ];
}

/** Sentences to lift word for word, each with the time that it takes to say it; null where there are none. */
export function wordingsBlock(
  { language, wordings: given }: BriefInputs,
  { say }: BriefWords,
): Block | null {
  const items = given
    .filter(({ text }) => text.trim() !== "")
    .map(({ kind, text }) => ({
      label: say(`wording.${kind}`),
      aside: say("seconds", { count: secondsFor(text, language) }),
      text: asWritten(text.trim().replace(/\s+/gu, " "), language),
    }));
  return items.length === 0 ? null : { kind: "wordings", isNumbered: items.length > 1, items };
}

function wordings(inputs: BriefInputs, words: BriefWords): Block[] {
  const { say } = words;
  const lifted = wordingsBlock(inputs, words);
  return lifted
    ? section(say("heading.wording"), [
        lifted,
        { kind: "note", text: plain(say("pace", { words: speechPace(inputs.language) })) },
      ])
    : [];
}

/** Where what is told of the record can be looked up: documents by their symbols, pages by their addresses. */
function sources(inputs: BriefInputs, { say }: BriefWords, told: Told): Block[] {
  const { language, record, said = [] } = inputs;
  const { recommended, spoken } = sorted(record);
  const { elsewhere, there } = saidOnRecord(inputs);
  const shown = [
    ...(told.has("recommended") ? recommended.slice(0, mostRecommended) : []),
    ...(told.has("spoken") ? spoken.slice(0, mostSpoken) : []),
    ...(told.has("saidBefore") ? [...there, ...elsewhere] : []),
  ];
  const own = told.has("saidBefore") ? said.slice(0, mostSaid) : [];
  const addresses = [
    ...new Set([
      ...own.flatMap(({ source }) => (source && isSafeLink(source) ? [source] : [])),
      ...shown.flatMap(([first]) => first?.sources.filter(isSafeLink).slice(0, 2) ?? []),
    ]),
  ].slice(0, mostSources);
  return addresses.length === 0
    ? []
    : section(say("heading.sources"), [
        {
          kind: "annex",
          // An address runs as it is typed, also in a line that is read from the right.
          items: addresses.map((link) => [
            {
              text: link.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, ""),
              link,
              ...(isRightToLeft(language) && { language: "en" as const }),
            },
          ]),
        },
        { kind: "note", text: plain(say("note.nothingInvented")) },
      ]);
}
