import type { SubmissionText } from "@/db/reference/words";
import type { FactWords } from "@/lib/alerts/facts";
import { beside } from "@/lib/briefs/paper/beside";
import { asSeen } from "@/lib/briefs/paper/invisible";
import {
  type Block,
  type Facts,
  type Paper,
  type Paragraph,
  plain,
  type Rich,
} from "@/lib/briefs/paper/paper";
import { asWritten, paragraphsOf } from "@/lib/briefs/summary/summary";
import type { PaperWords } from "@/lib/briefs/words";
import { knownDate } from "@/lib/dates/stored-date";
import { languageName } from "@/lib/i18n/language-name";
import {
  placeInWindow,
  type SubmissionInputs,
  type ToldConsent,
  type ToldPerson,
} from "./submission";
import type { Reported } from "./window";

/** What says the phrases around the inputs, in the language of the paper. */
export interface SubmissionWords {
  say: PaperWords;
  facts: Pick<FactWords, "word" | "date" | "list">;
}

/** The paper of a submission. `names` are of those who agreed to be named, by defender; null where the place of a name is shown alone. */
export function submissionPaper(
  inputs: SubmissionInputs,
  names: ReadonlyMap<string, string> | null,
  words: SubmissionWords,
): Paper {
  const { kind, language, reference, state, window } = inputs;
  const { facts, say } = words;
  const day = facts.date({ precision: "day", from: inputs.day });
  const title = say(kind === "report" ? "document.submission" : `document.${kind}`);
  return {
    language,
    title,
    subtitle: plain(
      [
        window
          ? say("submission.forReport", { year: String(window.year) })
          : say("submission.toProcedures"),
        asSeen(state),
      ].join(" · "),
    ),
    frame: {
      from: asSeen(inputs.organisation),
      beside: "",
      day,
      foot: plain(`${title} · ${asSeen(reference)} · ${say("submission.confidential")}`),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
    },
    blocks: [
      ...addressed(inputs, words),
      ...(kind === "urgent"
        ? text(say("submission.heading.urgency"), "urgency", inputs, words, false)
        : []),
      people(inputs, names, words),
      section(say("heading.link"), [
        { kind: "facts", rows: engagementRows(inputs, words) },
        ...paragraphs(inputs, "engagement", "link", "trigger"),
      ]),
      section(say("heading.facts"), [{ kind: "facts", rows: factRows(inputs, words) }]),
      section(say("submission.heading.happened"), happened(inputs, words)),
      ...text(say("heading.situation"), "currentSituation", inputs, words),
      ...text(
        say("submission.heading.detention"),
        "detention",
        inputs,
        words,
        inputs.facts.types.includes("detention"),
      ),
      ...text(say("submission.heading.remedies"), "remedies", inputs, words),
      section(say("fact.response"), [
        ...(inputs.facts.response
          ? [paragraph(facts.word("response", inputs.facts.response))]
          : inputs.texts.response.trim()
            ? []
            : [unknown(words)]),
        ...paragraphs(inputs, "response"),
      ]),
      section(say("submission.heading.prior"), prior(inputs, words)),
      section(say("submission.heading.sources"), [
        { kind: "facts", rows: verificationRows(inputs, words) },
        ...paragraphs(inputs, "sources"),
      ]),
      section(say("heading.contact"), [
        {
          kind: "paragraph",
          text: asWritten(inputs.organisation, language).map((piece) => ({
            ...piece,
            strong: true,
          })),
        },
        ...paragraphsOf([inputs.contact], language),
      ]),
      consent(inputs, words),
    ],
  };
}

const section = (heading: string, blocks: readonly Block[]): Block => ({
  kind: "section",
  heading,
  blocks,
});

const paragraph = (words: string): Paragraph => ({ kind: "paragraph", text: plain(words) });

const unknown = ({ say }: SubmissionWords): Block => paragraph(say("submission.unknown"));

const paragraphs = ({ language, texts }: SubmissionInputs, ...of: SubmissionText[]) =>
  paragraphsOf(
    of.map((one) => texts[one]),
    language,
  );

/** A part with one text; where nothing is known it says so, if it is always told. */
function text(
  heading: string,
  of: SubmissionText,
  inputs: SubmissionInputs,
  words: SubmissionWords,
  isAlways = true,
): Block[] {
  const told = paragraphs(inputs, of);
  return told.length > 0
    ? [section(heading, told)]
    : isAlways
      ? [section(heading, [unknown(words)])]
      : [];
}

function addressed({ mandates }: SubmissionInputs, { say }: SubmissionWords): Block[] {
  return mandates.length === 0
    ? []
    : [
        section(say("submission.heading.addressed"), [
          { kind: "list", items: mandates.map((one) => plain(say(`submission.mandate.${one}`))) },
        ]),
      ];
}

/** Who is affected: by name where they agreed to that, and by what they are called in the text. */
function people(
  { language, people: all }: SubmissionInputs,
  names: ReadonlyMap<string, string> | null,
  { say }: SubmissionWords,
): Block {
  const nameOf = ({ id, shown }: ToldPerson): Rich => {
    if (shown === "label") {
      return plain(say("submission.unnamed"));
    }
    const name = names?.get(id)?.trim();
    return name
      ? asWritten(name, language).map((piece) => ({ ...piece, strong: true }))
      : plain(say(shown === "name" && !names ? "submission.nameInFile" : "submission.nameMissing"));
  };
  return section(say("heading.people"), [
    {
      kind: "facts",
      rows: all.map((one) => ({ label: asSeen(one.label), value: nameOf(one) })),
    },
    { kind: "note", text: plain(say("submission.called")) },
  ]);
}

function engagementRows(
  { facts: known }: SubmissionInputs,
  { facts, say }: SubmissionWords,
): Facts["rows"] {
  return [
    row(
      say("fact.engagement"),
      known.engagement ? facts.word("engagement", known.engagement) : say("submission.unknown"),
    ),
    row(
      say("fact.when"),
      dateOf(
        {
          from: known.engagementFrom,
          to: known.engagementTo,
          precision: known.engagementPrecision,
        },
        facts,
      ),
    ),
  ];
}

const row = (label: string, value: string) => ({ label, value: plain(value) });

/** A date as precisely as it is kept: a month is stored as days that nobody knew. */
const dateOf = ({ from, precision, to }: Reported, facts: SubmissionWords["facts"]): string =>
  facts.date(knownDate({ on: from, until: to, precision }));

function factRows(inputs: SubmissionInputs, words: SubmissionWords): Facts["rows"] {
  const { facts: known, isFollowUp, reference, state } = inputs;
  const { facts, say } = words;
  const list = (of: "reprisal" | "perpetrator", keys: readonly string[]) =>
    keys.length > 0
      ? beside(
          inputs.language,
          keys.map((key) => facts.word(of, key)),
        )
      : say("submission.unknown");
  return [
    row(say("fact.reference"), asSeen(reference)),
    row(say("submission.fact.state"), asSeen(state)),
    row(say("fact.alleged"), list("perpetrator", known.perpetrators)),
    row(say("fact.types"), list("reprisal", known.types)),
    row(say("fact.when"), dateOf(known, facts)),
    ...windowRows(inputs, words),
    // Annexes are of the report.
    ...(inputs.window
      ? [
          row(
            say("submission.fact.annex"),
            say(isFollowUp ? "submission.followUp" : "submission.newCase"),
          ),
        ]
      : []),
    row(say("fact.sgReport"), known.sgReport ? asSeen(known.sgReport) : say("submission.notNoted")),
  ];
}

function windowRows(inputs: SubmissionInputs, { facts, say }: SubmissionWords): Facts["rows"] {
  const { window } = inputs;
  const place = placeInWindow(inputs);
  if (!window || !place) {
    return [];
  }
  const time = facts.date({ precision: "range", from: window.from, to: window.to });
  return [
    row(say("fact.window"), time),
    row(
      say("submission.fact.within"),
      [say(`submission.window.${place}`), window.isStored ? "" : say("submission.window.assumed")]
        .filter(Boolean)
        .join(" "),
    ),
  ];
}

/** What happened in words, and day by day as precisely as it is known. */
function happened(inputs: SubmissionInputs, words: SubmissionWords): Block[] {
  const told = paragraphs(inputs, "summary");
  const { events, language } = inputs;
  const rows = events
    .filter(({ kind }) => kind !== "un_action")
    .map((event) => eventRow(event, language, words));
  return told.length + rows.length === 0
    ? [unknown(words)]
    : [...told, ...(rows.length > 0 ? [{ kind: "facts", rows } as const] : [])];
}

function eventRow(
  event: SubmissionInputs["events"][number],
  language: SubmissionInputs["language"],
  { facts, say }: SubmissionWords,
): Facts["rows"][number] {
  const kind = say(`submission.event.${event.kind}`);
  const title = event.title.trim().replace(/\s+/gu, " ");
  return {
    label: dateOf(event, facts),
    value: title ? [{ text: `${kind} · ` }, ...asWritten(title, language)] : plain(kind),
  };
}

/** What the United Nations did before, and where the case stands in an earlier report. */
function prior(inputs: SubmissionInputs, words: SubmissionWords): Block[] {
  const rows = inputs.events
    .filter(({ kind }) => kind === "un_action")
    .map((event) => eventRow(event, inputs.language, words));
  const told = paragraphs(inputs, "priorAction");
  return told.length + rows.length === 0
    ? [unknown(words)]
    : [...(rows.length > 0 ? [{ kind: "facts", rows } as const] : []), ...told];
}

function verificationRows(
  { facts: known }: SubmissionInputs,
  { facts, say }: SubmissionWords,
): Facts["rows"] {
  return [
    row(say("fact.verification"), facts.word("verification", known.verification ?? "none")),
    ...(known.verifiedOn
      ? [
          row(
            say("submission.fact.verifiedOn"),
            facts.date({ precision: "day", from: known.verifiedOn }),
          ),
        ]
      : []),
  ];
}

/** What each of them answered, as it is recorded and no further. */
function consent(inputs: SubmissionInputs, words: SubmissionWords): Block {
  const { say } = words;
  return section(say("heading.consent"), [
    paragraph(say("submission.consent.intro")),
    ...inputs.people.flatMap((one): Block[] => [
      {
        kind: "paragraph",
        text: asWritten(one.label, inputs.language).map((piece) => ({ ...piece, strong: true })),
      },
      {
        kind: "list",
        items: one.consent.map((answer) => [
          { text: `${say(`submission.question.${questionOf(answer, inputs)}`)} ` },
          ...answerWords(answer, inputs, words),
        ]),
      },
    ]),
    { kind: "note", text: plain(say("submission.consent.rule")) },
  ]);
}

/** A report on communications is another one than that of the Secretary-General. */
const questionOf = ({ scope }: ToldConsent, { kind }: SubmissionInputs) =>
  scope === "public_un_report" && kind !== "report" ? "communications_report" : scope;

function answerWords(
  { answer, by, language, on, precision, risks, until, validUntil }: ToldConsent,
  inputs: SubmissionInputs,
  { facts, say }: SubmissionWords,
): Rich {
  if (answer === null) {
    return [{ text: say("submission.answer.none"), strong: true }];
  }
  const when = dateOf(
    { from: on ?? null, to: until ?? null, precision: precision ?? "unknown" },
    facts,
  );
  const spoken = languageName(language?.trim() ?? "", inputs.language);
  const given = say("submission.consent.given", { giver: say(`submission.giver.${by}`), when });
  const after = [
    risks ? say("submission.consent.risks") : "",
    validUntil
      ? say("submission.consent.until", {
          date: facts.date({ precision: "day", from: validUntil }),
        })
      : "",
  ].filter(Boolean);
  return [
    { text: say(`submission.answer.${answer}`), strong: true },
    { text: ` · ${given}` },
    ...(spoken ? [{ text: " · " }, ...asWritten(spoken, inputs.language)] : []),
    ...(after.length > 0 ? [{ text: ` · ${after.join(" · ")}` }] : []),
  ];
}
