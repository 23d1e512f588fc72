import { grades } from "@/db/reference/words";
import { publishedCounts } from "@/lib/afterwards/published";
import { knownDate } from "@/lib/dates/stored-date";
import { datesOf } from "@/lib/sessions/session";
import { addressOf } from "../paper/address";
import { gapIn } from "../paper/beside";
import { asSeen } from "../paper/invisible";
import { type Block, type Paper, type PaperLanguage, plain, type Rich } from "../paper/paper";
import { sessionTitleIn } from "../session-title";
import { asWritten } from "../summary/summary";
import { phraseWith } from "../words";
import type { BriefWords } from "../written/paper";
import { factsOf, type Raised, type ReportedLine, type ReportFacts } from "./facts";
import type { ReportInputs } from "./inputs";
import { publishedOnPaper } from "./published";

/** What each part of the report is told from. */
interface Telling extends ReportFacts, BriefWords {
  inputs: ReportInputs;
  /** A State by its code, in the language of the report. */
  nameOf: (code: string) => string;
}

/** The report on what became of a session: who was asked, who promised, who raised what, with which evidence. */
export function reportPaper(inputs: ReportInputs, words: BriefWords): Paper {
  const { say, facts } = words;
  const of: Telling = {
    ...factsOf(inputs),
    ...words,
    inputs,
    nameOf: (code) => inputs.states[code] ?? code,
  };
  const day = facts.date({ precision: "day", from: inputs.day });
  return {
    language: inputs.language,
    title: sessionTitleIn(inputs.language, inputs.session) ?? asSeen(inputs.session.title),
    subtitle: plain(
      [
        say("document.accountability"),
        facts.date(datesOf(inputs.session)),
        say("account.asOf", { day }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    frame: {
      from: asSeen(inputs.organisation),
      beside: "",
      day,
      foot: plain(say(`account.reader.${inputs.reader}`)),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
    },
    blocks: [
      ...figures(of),
      ...byState(of),
      ...joint(of),
      ...quotes(of),
      ...later(of),
      ...trend(of),
      ...published(of),
      ...rule(of),
      ...annex(of),
    ],
  };
}

const under = (text: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: "heading", level: 2, text }, ...blocks];

/** What may not be told is not counted, so that a figure says nothing of it; a sort of which there is nothing has no line. */
function figures({ lines, count, say }: Telling): Block[] {
  const of = (...outcomes: ReportedLine["outcome"][]) =>
    lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const promised = of("kept", "notRaised");
  const some = (...all: [string, number][]) => all.filter(([, number]) => number > 0);
  const rows: [string, number][] = [
    ...(promised === 0
      ? []
      : ([
          ["promised", promised],
          ["kept", of("kept")],
          ["notKept", of("notRaised")],
        ] as [string, number][])),
    ...some(["unpromised", of("unpromised")], ["asked", of("asked")]),
    ["spoke", count.total],
    // It says something of this report, and not of the session: behind what is plain.
    ...some(["raised", of("raised")]),
  ];
  return under(say("heading.inBrief"), [
    {
      kind: "facts",
      rows: rows.map(([key, value]) => ({
        label: say(`account.${key}`),
        value: plain(String(value)),
      })),
    },
  ]);
}

function byState(of: Telling): Block[] {
  const { inputs, lines, nameOf, raisings, say } = of;
  if (lines.length === 0) {
    return under(say("account.byState"), [{ kind: "note", text: plain(say("account.nothing")) }]);
  }
  const used = grades.filter((letter) =>
    raisings.some(({ evidence }) => evidence.some(({ grade }) => grade === letter)),
  );
  // A column that would say of each State that it is not told is said once; one that would say nothing is left out.
  const isTold = lines.some((line) => line.before);
  const columns: [string, (line: ReportedLine) => Rich][] = [
    ["state", ({ state }) => plain(nameOf(state))],
    [
      "case",
      ({ case: { reference, title } }) => asWritten(`${reference} ${title}`, inputs.language),
    ],
    ...(isTold
      ? [["before", (line) => plain(before(line, of))] satisfies (typeof columns)[number]]
      : []),
    ["after", (line) => plain(after(line, of))],
    ...(raisings.length > 0
      ? [["evidence", (line) => plain(evidence(line, of))] satisfies (typeof columns)[number]]
      : []),
  ];
  return under(say("account.byState"), [
    ...(isTold
      ? []
      : [{ kind: "paragraph", text: plain(say("account.noneTold")) } satisfies Block]),
    {
      kind: "table",
      caption: say(isTold ? "account.captionOfStates" : "account.captionOfRaised"),
      head: columns.map(([key]) => say(`account.${key}`)),
      rows: lines.map((line) => columns.map(([, cell]) => cell(line))),
    },
    { kind: "note", text: plain(say("account.cutIsNoRefusal")) },
    ...used.map(
      (letter) =>
        ({
          kind: "note",
          text: plain(`${say("lead", { what: letter })}${say(`grade.${letter}`)}`),
        }) as const,
    ),
  ]);
}

function before({ before: stood }: ReportedLine, { say }: Telling): string {
  switch (stood?.stage) {
    case undefined:
      return say("account.notTold");
    case "agreed":
      return stood?.word
        ? say("account.saidYes", { word: say(`account.word.${stood.word}`) })
        : say("outcome.agreed");
    case "not_approached":
    case "planned":
      return say("account.notAsked");
    case "asked":
      return say("outcome.asked");
    default:
      return say(`account.${stood?.stage}`);
  }
}

function after(line: ReportedLine, of: Telling): string {
  const { say } = of;
  if (line.raisings.length > 0) {
    return [...new Set(line.raisings.map((one) => raised(one, line, of)))].join(" / ");
  }
  return line.why === "cut"
    ? say("outcome.cut")
    : [say("outcome.not_raised"), line.why && say(`account.why.${line.why}`)]
        .filter(Boolean)
        .join(" · ");
}

function raised(one: Raised, { state }: ReportedLine, { facts, nameOf, say }: Telling): string {
  const how =
    one.naming === null || one.naming === "country"
      ? say("mission.raised")
      : say(`outcome.${heights[one.naming]}`);
  return [
    how,
    facts.date(one.when),
    one.isJoint &&
      (one.speaker === state
        ? say("outcome.joint")
        : say("account.through", { state: nameOf(one.speaker) })),
  ]
    .filter(Boolean)
    .join(" · ");
}

const heights = {
  person: "raised_person",
  organisation: "raised_person",
  situation: "raised_situation",
  theme: "raised_theme",
} as const;

/** The grades, the best first, and the numbers of the sources in the annex. */
function evidence({ raisings }: ReportedLine, { sources }: Telling): string {
  const all = raisings.flatMap((one) => one.evidence);
  const letters = grades.filter((letter) => all.some(({ grade }) => grade === letter));
  const numbers = sources.flatMap(({ place }, at) =>
    all.some(({ source }) => source === place) ? [at + 1] : [],
  );
  return [letters.join(" "), numbers.length > 0 && `(${numbers.join(", ")})`]
    .filter(Boolean)
    .join(" ");
}

function joint({ facts, nameOf, raisings, say }: Telling): Block[] {
  const all = raisings.filter(({ isJoint }) => isJoint);
  return under(
    say("account.joint"),
    all.length === 0
      ? []
      : [
          {
            kind: "list",
            items: all.map(({ speaker, states, when }) =>
              plain(
                say("account.jointOf", {
                  speaker: nameOf(speaker),
                  day: facts.date(when),
                  states: facts.list(states.filter((code) => code !== speaker).map(nameOf)),
                }),
              ),
            ),
          },
          { kind: "note", text: plain(say("account.jointRule")) },
        ],
  );
}

/** What was said, once for each statement, whichever cases it raised. */
function quotes({ facts, inputs, nameOf, raisings, say }: Telling): Block[] {
  return under(
    say("account.quotes"),
    raisings.flatMap(({ evidence: all, speaker, when }) =>
      all.flatMap(({ grade, quote }): Block[] =>
        quote
          ? [
              {
                kind: "quotation",
                text: asWritten(quote, inputs.language),
                source: plain([nameOf(speaker), facts.date(when)].filter(Boolean).join(" · ")),
                grade: { letter: grade, words: say(`grade.${grade}`) },
              },
            ]
          : [],
      ),
    ),
  );
}

function later({ facts, inputs, say }: Telling): Block[] {
  return under(
    say("account.later"),
    inputs.later.flatMap(({ caseId, kind, title, ...when }): Block[] => [
      { kind: "heading", level: 3, text: say(`account.laterKind.${kind}`) },
      {
        kind: "note",
        text: plain(
          [inputs.cases.find(({ id }) => id === caseId)?.reference, facts.date(knownDate(when))]
            .filter(Boolean)
            .join(" · "),
        ),
      },
      { kind: "paragraph", text: asWritten(title, inputs.language) },
    ]),
  );
}

const titleOf = (session: ReportInputs["session"], language: PaperLanguage): Rich => {
  const ours = sessionTitleIn(language, session);
  return ours === null ? asWritten(session.title, language) : plain(ours);
};

function trend({ facts, inputs, say }: Telling): Block[] {
  return under(
    say("heading.trend"),
    inputs.trend.length < 2
      ? []
      : [
          {
            kind: "table",
            caption: say("account.captionOfTrend"),
            head: ["session", "when", "promised", "kept", "unpromised"].map((key) =>
              say(`account.${key}`),
            ),
            rows: inputs.trend.map(({ kept, open, unasked, ...session }) => [
              titleOf(session, inputs.language),
              plain(
                session.kind === "bilateral"
                  ? say("account.always")
                  : facts.date(datesOf(session)) || say("published.notKnown"),
              ),
              plain(String(kept + open)),
              plain(String(kept)),
              plain(String(unasked)),
            ]),
          },
          { kind: "note", text: plain(say("account.trendRule")) },
        ],
  );
}

const published = ({ facts, inputs: { language, published: record }, say }: Telling): Block[] =>
  record
    ? publishedOnPaper(publishedCounts(record.totals, record.entries, record.forum), {
        facts,
        language,
        say,
      })
    : [];

function rule(of: Telling): Block[] {
  const { count, facts, inputs, say, sources } = of;
  const named = new Map(sources.map(({ name, place }) => [String(place), asSeen(name)]));
  const states = (all: readonly { name: string }[]) => facts.list(all.map(({ name }) => name));
  return under(say("heading.rule"), [
    { kind: "paragraph", text: plain(say("account.rule")) },
    { kind: "paragraph", text: plain(say(`account.leftOut.${inputs.reader}`)) },
    ...count.sources.map(
      ({ source, states: told, missing, extra }) =>
        ({
          kind: "note",
          text: [
            ...phraseWith(
              say,
              "account.source",
              {
                source: asWritten(named.get(source) ?? say("account.unnamed"), inputs.language),
              },
              { count: told },
            ),
            ...[
              ...(missing.length > 0 ? [say("account.missing", { states: states(missing) })] : []),
              ...(extra.length > 0 ? [say("account.extra", { states: states(extra) })] : []),
            ].map((text) => ({ text: gapIn(inputs.language) + text })),
          ],
        }) as const,
    ),
    { kind: "note", text: plain(say(`account.wordsOf.${inputs.reader}`)) },
  ]);
}

function annex({ inputs, say, sources }: Telling): Block[] {
  return under(
    say("heading.annex"),
    sources.length === 0
      ? []
      : [
          {
            kind: "annex",
            items: sources.map(({ name, address, grades: of }) => [
              ...asWritten(name, inputs.language),
              ...plain(say("inBrackets", { what: of.join(" ") })),
              ...(address ? [{ text: " " }, addressOf(address)] : []),
            ]),
          },
        ],
  );
}
