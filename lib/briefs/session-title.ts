import "server-only";
import { exampleStateNames, exampleStates } from "@/db/reference/example-states";
import { runningNames } from "@/db/reference/running-names";
import reference from "@/db/reference/states.json";
import type { SessionKind } from "@/db/reference/words";
import { factWords } from "@/lib/alerts/fact-words";
import { datesOf } from "@/lib/sessions/session";
import { keptTogether } from "./paper/dates";
import type { PaperLanguage } from "./paper/paper";
import { paperWords } from "./words";

/** What is frozen of a session, with the title under which it is kept. */
interface KeptSession {
  title: string;
  kind: SessionKind;
  startsOn: string | null;
  endsOn: string | null;
  datePrecision: string;
}

/**
 * The title of a session in the language of a paper; null where somebody gave it a title of their own, whose words stay.
 * Titles of the product are kept in English, and whose a session is was not frozen with it: so one of ours is known by
 * its words, which must be those that we would say in English of a session of this kind on these days.
 */
export function sessionTitleIn(language: PaperLanguage, session: KeptSession): string | null {
  const { kind, title } = session;
  const [ordinal] = title.match(/\d+(?=(?:st|nd|rd|th) session)\w+/u) ?? [];
  const [, named = ""] = title.match(/^UPR pre-session, ([^,]+)/u) ?? [];
  const inEach = namesOfStates.get(named);
  const told = (by: PaperLanguage) => {
    const number = ordinal && (by === "en" ? ordinal : String(Number.parseInt(ordinal, 10)));
    const state = inEach?.[by];
    return { say: paperWords(by), number, state, day: factWords(by).date(datesOf(session)) };
  };
  const form = formsOf[kind].find((one) => one(told("en")) === title);
  const said = form?.(told(language)) ?? null;
  return said && keptTogether(said);
}

interface Told {
  say: ReturnType<typeof paperWords>;
  /** In English with its ending: 63rd. */
  number?: string | undefined;
  state?: string | undefined;
  day: string;
}
type Form = (of: Told) => string | null;

const numbered =
  (key: string): Form =>
  ({ number, say }) =>
    number ? say(`session.${key}`, { number }) : null;
const preSessionOf: Form = ({ say, state }) =>
  state ? say("session.preSessionOf", { state }) : null;

/** How the product calls sessions of each kind. */
const formsOf: Record<SessionKind, readonly Form[]> = {
  hrc_regular: [numbered("council")],
  hrc_special: [],
  upr_working_group: [numbered("review")],
  upr_pre_session: [
    numbered("preSession"),
    preSessionOf,
    (of) => {
      const what = preSessionOf(of);
      return what && of.say("preSession.dated", { what, when: of.day });
    },
  ],
  ga_third_committee: [numbered("thirdCommittee")],
  bilateral: [({ say }) => say("session.bilateral")],
};

/** The names of each State, as they are in running text, by its English one. */
const namesOfStates: ReadonlyMap<string, Record<PaperLanguage, string>> = new Map(
  [
    ...reference.states.map(({ iso3, name_en, names: { ar, es, fr, ru, zh } }) => {
      const listed = { en: name_en, ar: ar.m49, es: es.m49, fr: fr.m49, ru: ru.m49, zh: zh.m49 };
      return runningNames[iso3] ?? listed;
    }),
    ...exampleStates.map(({ number }) => exampleStateNames(number)),
  ].map((names) => [names.en, names]),
);
