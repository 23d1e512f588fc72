import { type Grade, grades } from "@/db/reference/words";
import type { AccountLine, CountingRule, LaterEvent, Raising } from "@/lib/afterwards/account";
import type { Outcome } from "@/lib/afterwards/account-file";
import type { PublishedCount } from "@/lib/afterwards/published";
import type { FactWords } from "@/lib/alerts/facts";
import { knownDate } from "@/lib/dates/stored-date";
import type { KnownDate } from "@/lib/i18n/format";
import type { SessionPromises } from "@/lib/insights/chart";
import type { Intervention } from "@/lib/interventions/intervention";
import { asSeen } from "../paper/invisible";
import { type Block, type Paper, type PaperLanguage, plain, type Rich } from "../paper/paper";
import { asWritten, paragraphsOf } from "../summary/summary";
import type { PaperWords } from "../words";
import { publishedOnPaper } from "./published";

/** A line of the account as it may leave: a title only where consent covers the situation. */
export interface ReportedLine {
  outcome: Outcome;
  line: AccountLine;
  caseTitle: string | null;
  /** Whether words that people wrote or said may leave with it. */
  mayTell: boolean;
}

/** What an accountability report is made from. */
export interface ReportFacts {
  session: { title: string; when: KnownDate };
  from: string;
  recipient: string;
  lines: readonly ReportedLine[];
  joint: readonly Pick<
    Intervention,
    "id" | "deliveredBy" | "states" | "saidOn" | "saidPrecision" | "saidUntil"
  >[];
  rule: CountingRule;
  later: readonly LaterEvent[];
  /** The latest sessions first. */
  trend: readonly SessionPromises[];
  /** What was published of like occasions, the latest first. */
  published: readonly PublishedCount[];
  /** Sources whose names may leave, with their address where there is one. */
  sources: readonly { source: string; address: string | null; grades: readonly Grade[] }[];
}

export interface ReportWith {
  language: PaperLanguage;
  say: PaperWords;
  facts: Pick<FactWords, "date" | "list">;
  /** A State by its code, in the language of the report. */
  nameOf: (code: string) => string;
  day: string;
}

/** The report on what became of a session: who was asked, who promised, who raised what, with which evidence. */
export function accountabilityReport(of: ReportFacts, by: ReportWith): Paper {
  const { say } = by;
  return {
    language: by.language,
    title: asSeen(of.session.title),
    subtitle: plain(
      [
        say("document.accountability"),
        by.facts.date(of.session.when),
        say("account.asOf", { day: by.day }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    frame: {
      from: asSeen(of.from),
      beside: "",
      day: by.day,
      foot: say("for", { recipient: asSeen(of.recipient) }),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
      watermark: say("ownCopy"),
    },
    blocks: [
      ...figures(of, by),
      ...byState(of, by),
      ...joint(of, by),
      ...quotes(of, by),
      ...later(of, by),
      ...trend(of, by),
      ...publishedOnPaper(of.published, by),
      ...rule(of, by),
      ...annex(of, by),
    ],
  };
}

const under = (text: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: "heading", level: 2, text }, ...blocks];

function figures({ lines, rule }: ReportFacts, { say }: ReportWith): Block[] {
  const count = (...outcomes: Outcome[]) =>
    String(lines.filter(({ outcome }) => outcomes.includes(outcome)).length);
  const rows: [string, string][] = [
    ["promised", count("kept", "notRaised")],
    ["kept", count("kept")],
    ["notKept", count("notRaised")],
    ["unpromised", count("unpromised")],
    ["asked", count("asked")],
    ["spoke", String(rule.count.total)],
  ];
  return under(say("heading.inBrief"), [
    {
      kind: "facts",
      rows: rows.map(([key, value]) => ({ label: say(`account.${key}`), value: plain(value) })),
    },
  ]);
}

function byState(of: ReportFacts, by: ReportWith): Block[] {
  const { say } = by;
  if (of.lines.length === 0) {
    return under(say("account.byState"), [{ kind: "note", text: plain(say("account.nothing")) }]);
  }
  const used = grades.filter((grade) =>
    of.lines.some(({ line }) => line.raisings.some((one) => one.grades.includes(grade))),
  );
  return under(say("account.byState"), [
    {
      kind: "table",
      caption: say("account.captionOfStates"),
      head: ["state", "case", "before", "after", "evidence"].map((key) => say(`account.${key}`)),
      rows: of.lines.map((one) => [
        plain(by.nameOf(one.line.state.code)),
        caseName(one, by.language),
        plain(before(one.line, say)),
        plain(after(one, by)),
        plain(evidence(one, of)),
      ]),
    },
    { kind: "note", text: plain(say("account.cutIsNoRefusal")) },
    ...used.map(
      (letter) => ({ kind: "note", text: plain(`${letter}: ${say(`grade.${letter}`)}`) }) as const,
    ),
  ]);
}

const caseName = ({ line, caseTitle }: ReportedLine, language: PaperLanguage): Rich =>
  caseTitle === null
    ? plain(line.case.reference)
    : [{ text: `${line.case.reference} ` }, ...asWritten(caseTitle, language)];

function before({ stage, word }: AccountLine, say: PaperWords): string {
  switch (stage) {
    case "agreed":
      return word === null
        ? say("outcome.agreed")
        : say("account.saidYes", { word: say(`account.word.${word}`) });
    case "not_approached":
    case "planned":
      return say("account.notAsked");
    case "asked":
      return say("outcome.asked");
    default:
      return say(`account.${stage}`);
  }
}

function after({ outcome, line }: ReportedLine, by: ReportWith): string {
  const { say } = by;
  if (line.raisings.length > 0) {
    return [...new Set(line.raisings.map((one) => raised(one, line, by)))].join(" / ");
  }
  if (outcome !== "notRaised") {
    return say("outcome.not_raised");
  }
  const reason = line.why?.reason;
  return reason === "cut"
    ? say("outcome.cut")
    : [say("outcome.not_raised"), reason && say(`account.why.${reason}`)]
        .filter(Boolean)
        .join(". ");
}

function raised(one: Raising, { state }: AccountLine, { facts, nameOf, say }: ReportWith): string {
  const how =
    one.naming === null || one.naming === "country"
      ? say("mission.raised")
      : say(`outcome.${heights[one.naming]}`);
  return [
    how,
    facts.date(knownDate(one)),
    one.isJoint &&
      (one.speaker.code === state.code
        ? say("outcome.joint")
        : say("account.through", { state: nameOf(one.speaker.code) })),
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
function evidence({ line }: ReportedLine, { sources }: ReportFacts): string {
  const letters = grades.filter((grade) => line.raisings.some((one) => one.grades.includes(grade)));
  const numbers = sources.flatMap(({ source }, at) =>
    line.raisings.some((one) => one.sources.includes(source)) ? [at + 1] : [],
  );
  return [letters.join(" "), numbers.length > 0 && `(${numbers.join(", ")})`]
    .filter(Boolean)
    .join(" ");
}

function joint({ joint: all }: ReportFacts, by: ReportWith): Block[] {
  const { facts, nameOf, say } = by;
  return under(
    say("account.joint"),
    all.length === 0
      ? []
      : [
          {
            kind: "list",
            items: all.map(({ deliveredBy, saidOn, saidPrecision, saidUntil, states }) =>
              plain(
                say("account.jointOf", {
                  speaker: nameOf(deliveredBy.code),
                  day: facts.date(
                    knownDate({ on: saidOn, until: saidUntil, precision: saidPrecision }),
                  ),
                  states: facts.list(
                    states
                      .filter(({ code }) => code !== deliveredBy.code)
                      .map(({ code }) => nameOf(code)),
                  ),
                }),
              ),
            ),
          },
          { kind: "note", text: plain(say("account.jointRule")) },
        ],
  );
}

/** What was said, once for each statement, whichever cases it raised. */
function quotes({ lines }: ReportFacts, { facts, language, nameOf, say }: ReportWith): Block[] {
  const told = new Map<string, Block>();
  for (const { line, mayTell } of lines) {
    for (const one of mayTell ? line.raisings : []) {
      for (const { quote, grade } of one.quotes) {
        told.set(`${one.interventionId} ${quote}`, {
          kind: "quotation",
          text: asWritten(quote, language),
          source: plain([nameOf(one.speaker.code), facts.date(knownDate(one))].join(" · ")),
          grade: { letter: grade, words: say(`grade.${grade}`) },
        });
      }
    }
  }
  return under(say("account.quotes"), [...told.values()]);
}

function later({ later: all, lines }: ReportFacts, by: ReportWith): Block[] {
  const { facts, language, say } = by;
  const open = new Map(
    lines.filter(({ mayTell }) => mayTell).map(({ line }) => [line.case.id, line.case.reference]),
  );
  return under(
    say("account.later"),
    all
      .filter(({ caseId }) => open.has(caseId))
      .flatMap((event): Block[] => [
        { kind: "heading", level: 3, text: say(`account.laterKind.${event.kind}`) },
        {
          kind: "note",
          text: plain(
            [
              open.get(event.caseId),
              facts.date(
                knownDate({
                  on: event.happenedOn,
                  until: event.happenedUntil,
                  precision: event.happenedPrecision as KnownDate["precision"],
                }),
              ),
            ]
              .filter(Boolean)
              .join(" · "),
          ),
        },
        ...paragraphsOf([event.title, event.note], language),
      ]),
  );
}

function trend({ trend: sessions }: ReportFacts, { facts, language, say }: ReportWith): Block[] {
  return under(
    say("heading.trend"),
    sessions.length < 2
      ? []
      : [
          {
            kind: "table",
            caption: say("account.captionOfTrend"),
            head: ["session", "when", "promised", "kept", "unpromised"].map((key) =>
              say(`account.${key}`),
            ),
            rows: sessions.map(({ session, kept, open, unasked }) => [
              asWritten(session.title, language),
              plain(session.on ? facts.date(session.on) : say("account.always")),
              plain(String(kept + open)),
              plain(String(kept)),
              plain(String(unasked)),
            ]),
          },
          { kind: "note", text: plain(say("account.trendRule")) },
        ],
  );
}

function rule(of: ReportFacts, by: ReportWith): Block[] {
  const { facts, nameOf, say } = by;
  const named = new Set(of.sources.map(({ source }) => source));
  const nameOfSource = (source: string) =>
    named.has(source) ? asSeen(source) : say("account.unnamed");
  return under(say("heading.rule"), [
    { kind: "paragraph", text: plain(say("account.rule")) },
    ...of.rule.count.sources.map(
      ({ source, states, missing, extra }) =>
        ({
          kind: "note",
          text: plain(
            [
              say("account.source", { source: nameOfSource(source), count: states }),
              missing.length > 0 &&
                say("account.missing", {
                  states: facts.list(missing.map(({ code }) => nameOf(code))),
                }),
              extra.length > 0 &&
                say("account.extra", { states: facts.list(extra.map(({ code }) => nameOf(code))) }),
            ]
              .filter(Boolean)
              .join(" "),
          ),
        }) as const,
    ),
    {
      kind: "note",
      text: plain(say("account.onlyRead", { recipient: asSeen(of.recipient) })),
    },
    { kind: "note", text: plain(say("account.reduced")) },
  ]);
}

function annex({ sources }: ReportFacts, { language, say }: ReportWith): Block[] {
  return under(
    say("heading.annex"),
    sources.length === 0
      ? []
      : [
          {
            kind: "annex",
            items: sources.map(({ source, address, grades: of }) => [
              ...asWritten(source, language),
              { text: ` (${of.join(" ")})` },
              ...(address ? [{ text: " " }, { text: address, link: address }] : []),
            ]),
          },
        ],
  );
}

/** The same with nothing that people wrote, for where the fuller one may not leave. */
export const withoutTexts = (of: ReportFacts): ReportFacts[] => [
  of,
  {
    ...of,
    lines: of.lines.map((line) => ({ ...line, caseTitle: null, mayTell: false })),
    sources: [],
  },
];
