import type { AlertKind, Forum } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import type { KnownDate } from "@/lib/i18n/format";
import type { PartName } from "./shared-text";
import { doc, paragraph } from "./shared-text";

/** What an alert starts from: the case's own facts, read by somebody who edits it. */
export interface CaseFacts {
  kind: AlertKind;
  title: string;
  summary: string;
  defenderIds: readonly string[];
  reprisalTypes: readonly string[];
  reprisal: KnownDate;
  perpetratorKinds: readonly string[];
  engagementKind: string | null;
  engagementNote: string;
  engagement: KnownDate;
  linkNote: string;
  trigger: string;
  currentSituation: string;
  verification: string | null;
  verifiedOn: string | null;
  sourcesNote: string;
  governmentResponse: string | null;
  sgReportReference: string | null;
  securityLevel: string;
  doNotMention: string;
  /** The earliest first. */
  events: readonly FactEvent[];
  /** What published sources tell of States that spoke, one source a line: they may differ, and both stand. */
  raised: readonly RaisedFact[];
  asks: readonly FactAsk[];
}

/** How many States one source says spoke at one session, each counted once. */
export interface RaisedFact {
  session: string;
  source: string;
  grade: string;
  states: number;
  /** States that a fuller source has and this one has not. */
  without: readonly string[];
}

export interface FactEvent {
  kind: string;
  title: string;
  happened: KnownDate;
}

/**
 * What is asked in one forum. No State stands here: who was asked, and what they answered, may be confidential, and a
 * partner who writes along reads every word.
 */
export interface FactAsk {
  forum: Forum;
  /** Occasions whose asks partners may see. */
  sessions: readonly string[];
}

/** What the first text says around the facts, in its own language. */
export interface FactWords {
  say(key: FactKey, values?: Record<string, string | number>): string;
  word(
    list: "reprisal" | "perpetrator" | "engagement" | "verification" | "response",
    key: string,
  ): string;
  date(date: KnownDate): string;
  list(items: string[]): string;
  /** The same in pieces, for what is not text. */
  listParts(items: string[]): { type: "element" | "literal"; value: string }[];
}

export type FactKey =
  | "affected"
  | "types"
  | "since"
  | "when"
  | "undated"
  | "engaged"
  | "engagedOn"
  | "engagedHow"
  | "linked"
  | "trigger"
  | "alleged"
  | "verification"
  | "checked"
  | "response"
  | "sgReport"
  | "raised"
  | "raisedWithout"
  | "ask"
  | "askAt"
  | "restricted"
  | "more";

/** Words that the team alone reads, and the id of the mark that stands for them. */
export interface SealedWords {
  id: string;
  words: string;
}

/** Events beyond this many characters stay in the case's timeline: a text can't take in everything. */
const mostWords = 40_000;

/**
 * The first text of an alert, a part at a time. People stand in it as marks, never by name or label; who told us, and
 * what must not be said, are sealed for the team. What else is known of an event stays in the case: it says how it is
 * known, and by whom.
 */
export function partsFromFacts(
  facts: CaseFacts,
  words: FactWords,
  newId: () => string,
): { parts: Partial<Record<PartName, TextNode>>; sealed: SealedWords[] } {
  const { say, word } = words;
  const sealed: SealedWords[] = [];
  const seal = (text: string): TextNode[] => {
    if (!text) {
      return [];
    }
    const id = newId();
    sealed.push({ id, words: text });
    return [paragraph({ type: "sealed", attrs: { id, instead: "" } })];
  };
  const lines = (...texts: (string | false | null | undefined)[]) =>
    texts.flatMap((text) => (text ? text.split(/\n+/).map((line) => paragraph(line.trim())) : []));

  const un = facts.events.filter(({ kind }) => kind === "un_action");
  const engagements = facts.events.filter(({ kind }) => kind === "engagement");
  const responses = facts.events.filter(({ kind }) => kind === "government_response");
  const others = facts.events.filter(
    ({ kind }) => !["un_action", "engagement", "government_response"].includes(kind),
  );
  const { reprisal, engagement } = facts;
  return {
    sealed,
    parts: {
      title: doc(paragraph(facts.title)),
      affected: doc(...affected(facts.defenderIds, words)),
      happened: doc(
        ...lines(facts.summary),
        ...lines(
          facts.reprisalTypes.length > 0 &&
            say("types", {
              types: words.list(facts.reprisalTypes.map((type) => word("reprisal", type))),
            }),
          reprisal.precision !== "unknown" && say("when", { date: words.date(reprisal) }),
        ),
        ...told(others, words),
        ...lines(facts.currentSituation),
      ),
      engagement: doc(
        ...lines(
          facts.engagementKind &&
            say(engagement.precision === "unknown" ? "engaged" : "engagedOn", {
              body: word("engagement", facts.engagementKind),
              date: words.date(engagement),
            }),
          facts.engagementNote && say("engagedHow", { what: facts.engagementNote }),
          facts.linkNote && say("linked", { what: facts.linkNote }),
          facts.trigger && say("trigger", { what: facts.trigger }),
        ),
        ...told(engagements, words),
      ),
      perpetrators: doc(
        ...lines(
          facts.perpetratorKinds.length > 0 &&
            say("alleged", {
              who: words.list(facts.perpetratorKinds.map((kind) => word("perpetrator", kind))),
            }),
        ),
      ),
      sources: doc(
        ...lines(
          facts.verification &&
            say(facts.verifiedOn ? "checked" : "verification", {
              how: word("verification", facts.verification),
              date: facts.verifiedOn
                ? words.date({ precision: "day", from: facts.verifiedOn })
                : "",
            }),
        ),
        ...seal(facts.sourcesNote),
      ),
      done: doc(
        ...told(un, words),
        ...lines(
          facts.sgReportReference && say("sgReport", { reference: facts.sgReportReference }),
        ),
        ...lines(
          ...facts.raised.map(({ without, ...fact }) =>
            without.length > 0
              ? say("raisedWithout", { ...fact, without: words.list([...without]) })
              : say("raised", fact),
          ),
        ),
        ...told(responses, words),
        ...lines(
          facts.governmentResponse &&
            say("response", { response: word("response", facts.governmentResponse) }),
        ),
      ),
      asks: doc(
        ...facts.asks.map(
          ({ forum, sessions }): TextNode => ({
            type: "ask",
            // What is asked behind closed doors is not announced before them.
            attrs: { forum, upTo: forum === "bilateral" ? "missions" : "public" },
            content: [
              paragraph(
                sessions.length > 0
                  ? say("askAt", { sessions: words.list([...sessions]) })
                  : say("ask", { forum }),
              ),
            ],
          }),
        ),
      ),
      risk: doc(
        ...lines(facts.securityLevel === "restricted" && say("restricted")),
        ...seal(facts.doNotMention),
      ),
    },
  };
}

function affected(ids: readonly string[], { say, listParts }: FactWords): TextNode[] {
  if (ids.length === 0) {
    return [];
  }
  const here = "\u2063";
  const [before = "", after = ""] = say("affected", { people: here }).split(here);
  const people = listParts([...ids]).map(({ type, value }): TextNode | string =>
    type === "element" ? { type: "person", attrs: { id: value } } : value,
  );
  return [paragraph(...[before, ...people, after].filter((part) => part !== ""))];
}

/** Events in words, each with its date as precisely as it is known and no more. */
function told(events: readonly FactEvent[], { say, date }: FactWords): TextNode[] {
  let left = mostWords;
  const shown: TextNode[] = [];
  for (const { title, happened } of events) {
    left -= title.length;
    if (left < 0) {
      shown.push(paragraph(say("more", { count: events.length - shown.length })));
      break;
    }
    const when = happened.precision === "unknown" ? say("undated") : date(happened);
    shown.push(paragraph(say("since", { when, title })));
  }
  return shown;
}
