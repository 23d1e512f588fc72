import type { BriefPart } from "@/db/reference/words";
import type { FactWords } from "@/lib/alerts/facts";
import { isSafeLink } from "@/lib/alerts/safe-link";
import { cutTo, precisionOf } from "@/lib/sessions/session";
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
import type { PaperWords } from "../words";
import { type BriefInputs, inPlace, type RecordedWord } from "./brief";
import { secondsFor, speechPace } from "./speech";

/** What says the phrases around the inputs, in the language of the paper. */
export interface BriefWords {
  say: PaperWords;
  facts: Pick<FactWords, "word" | "date" | "list">;
}

/** A paper of two pages has room for so many of the newest entries of the record, and so many sources. */
const mostSpoken = 4;
const mostRecommended = 5;
const mostSources = 6;
/** More States than these stand beside each other in columns. */
const mostInLine = 3;

/** The pre-session brief. The same inputs give the same paper. */
export function preSessionPaper(inputs: BriefInputs, words: BriefWords): Paper {
  const { language } = inputs;
  const { say, facts } = words;
  const state = asSeen(inputs.state);
  const day = facts.date({ precision: "day", from: inputs.day });
  return {
    language,
    title: say("preSession.title", { state }),
    subtitle: plain(
      [say("preSession.review"), occasion(inputs, words)].filter(Boolean).join(" · "),
    ),
    frame: {
      from: asSeen(inputs.organisation),
      beside: "",
      day,
      foot: `${say("document.pre_session")} · ${state} · ${day}`,
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
  const told = inPlace(inputs.parts).filter(({ isOut }) => !isOut);
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
  care: (_, { say }) =>
    section(say("heading.care"), [
      { kind: "paragraph", text: plain(say("note.byLabel")) },
      { kind: "paragraph", text: plain(say("note.mayRead")) },
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

function occasion({ session }: BriefInputs, { say, facts }: BriefWords): string {
  const precision = precisionOf({ datePrecision: session.precision });
  const from = cutTo(precision, session.startsOn);
  const to = cutTo(precision, session.endsOn);
  const kind = session.kind === "upr_pre_session" ? say("preSession.preSession") : "";
  const when =
    !from || precision === "unknown"
      ? ""
      : facts.date(to && to !== from ? { precision: "range", from, to } : { precision, from });
  return dated(kind, when, say);
}

/** What, and when, as far as both are known. */
const dated = (what: string, when: string, say: PaperWords): string =>
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
          { label: say("heading.people"), value: asWritten(facts.list([...people]), language) },
          ...situationRows(situation, { say, facts }),
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
function sorted(record: readonly RecordedWord[]) {
  const groups = new Map<string, RecordedWord[]>();
  for (const entry of record) {
    const key = `${entry.type} ${entry.group} ${entry.description}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const all = [...groups.values()];
  const isRecommended = ([first]: RecordedWord[]) => first?.type === "recommendation";
  return {
    recommended: all.filter(isRecommended),
    spoken: all.filter((group) => !isRecommended(group)),
  };
}

/** What one or several States said on one occasion; where a source has fewer of them than another, that is said. */
function groupBlocks(
  group: readonly RecordedWord[],
  { language }: BriefInputs,
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
  const inLine = names.length <= mostInLine ? facts.list(names) : "";
  const before = dated(inLine, when, say);
  const told = asWritten(description, language);
  const symbol: Rich = document ? [{ text: ` (${document})` }] : [];
  // A sentence of the other direction stands by itself: within a line its end would come before its beginning.
  const isTurned = told.some(
    (piece) => isRightToLeft(piece.language ?? language) !== isRightToLeft(language),
  );
  const texts: Rich[] = isTurned
    ? [[{ text: before }, ...symbol], told]
    : [[...(before ? [{ text: `${before}: ` }] : []), ...told, ...symbol]];
  const single = group.filter(({ confidence }) => confidence.startsWith("one source"));
  const differ = single.length > 0 && single.length < group.length;
  return [
    ...texts.map((text) => ({ kind: "paragraph", text }) as const),
    ...(inLine ? [] : [states(names, language)]),
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

/** Sentences to lift word for word, each with the time that it takes to say it. */
function wordings({ language, wordings: given }: BriefInputs, { say }: BriefWords): Block[] {
  const items = given
    .filter(({ text }) => text.trim() !== "")
    .map(({ kind, text }) => ({
      label: say(`wording.${kind}`),
      aside: say("seconds", { count: secondsFor(text, language) }),
      text: asWritten(text.trim().replace(/\s+/gu, " "), language),
    }));
  return items.length === 0
    ? []
    : section(say("heading.wording"), [
        { kind: "wordings", isNumbered: items.length > 1, items },
        { kind: "note", text: plain(say("pace", { words: speechPace(language) })) },
      ]);
}

/** Where what is told of the record can be looked up: documents by their symbols, pages by their addresses. */
function sources({ language, record }: BriefInputs, { say }: BriefWords, told: Told): Block[] {
  const { recommended, spoken } = sorted(record);
  const shown = [
    ...(told.has("recommended") ? recommended.slice(0, mostRecommended) : []),
    ...(told.has("spoken") ? spoken.slice(0, mostSpoken) : []),
  ];
  const addresses = [
    ...new Set(shown.flatMap(([first]) => first?.sources.filter(isSafeLink).slice(0, 2) ?? [])),
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
