import "server-only";
import { asActor } from "@/db/client";
import type { AccountLine } from "@/lib/afterwards/account";
import { outcomes } from "@/lib/afterwards/account-file";
import { findPublishedCounts } from "@/lib/afterwards/published-queries";
import { findAfterwards } from "@/lib/afterwards/queries";
import { factWords } from "@/lib/alerts/fact-words";
import { protectedNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { takeOut } from "@/lib/commitments/export";
import { namedStates } from "@/lib/commitments/named-states";
import { namingsAllowed } from "@/lib/consents/naming-queries";
import { editionDay } from "@/lib/editions/words";
import { readCharts } from "@/lib/insights/queries";
import type { Intervention } from "@/lib/interventions/intervention";
import { listInterventionsOfSession } from "@/lib/interventions/queries";
import type { Session } from "@/lib/sessions/queries";
import { datesOf } from "@/lib/sessions/session";
import { stateName } from "@/lib/states/names";
import { finish } from "../finish";
import type { PaperFormat } from "../paper/checker/opened";
import type { PaperLanguage } from "../paper/paper";
import { paperWords } from "../words";
import { accountabilityReport, type ReportedLine, type ReportFacts, withoutTexts } from "./report";

/** Sessions that the trend looks back on. */
const sessionsBefore = 12;

/**
 * What became of a session as a paper, as far as it may leave: what the actor reads, reduced by the database, which
 * notes it with each case in the same step (`app.take_out`). Where a protected name was typed, nothing that people
 * wrote leaves; null where even that is not enough.
 */
export async function takeReport(
  actor: Actor,
  session: Session,
  { format, language, at }: { format: PaperFormat; language: PaperLanguage; at: Date },
): Promise<Uint8Array | null> {
  const [account, said, charts, states, published] = await Promise.all([
    findAfterwards(actor, session.id),
    listInterventionsOfSession(actor, session.id),
    readCharts(actor, { session: null, case: null }, ["promised-raised"], { toLeave: true }),
    namedStates(actor),
    findPublishedCounts(actor, session.kind),
  ]);
  const all = outcomes.flatMap((outcome) => account[outcome].map((line) => ({ outcome, line })));
  const lines = await asActor(actor, async (tx) => {
    const taken = new Map(
      (
        await takeOut(
          tx,
          all.map(({ line }) => line.id),
          format,
        )
      ).map((row) => [row.id, row]),
    );
    const places = all.flatMap(({ line }) => {
      const row = taken.get(line.id);
      return row ? [{ caseId: line.case.id, forum: row.forum, stateCode: row.stateCode }] : [];
    });
    const allowed = await namingsAllowed(tx, places);
    return all.flatMap(({ outcome, line }): ReportedLine[] => {
      const row = taken.get(line.id);
      const place = row && {
        caseId: line.case.id,
        forum: row.forum,
        stateCode: row.stateCode,
      };
      return place
        ? [{ outcome, line, caseTitle: row.caseTitle, mayTell: allowed(place) === "person" }]
        : [];
    });
  });
  const nameOf = (code: string) => {
    const state = states.get(code)?.state;
    return state ? stateName(state, language) : code;
  };
  const order = new Intl.Collator(language, { numeric: true });
  const chart = charts.find(({ name }) => name === "promised-raised");
  const facts: ReportFacts = {
    session: { title: session.title, when: datesOf(session) },
    from: actor.organisationName,
    recipient: actor.organisationName,
    lines: lines.sort((a, b) =>
      order.compare(
        `${nameOf(a.line.state.code)} ${a.line.case.reference}`,
        `${nameOf(b.line.state.code)} ${b.line.case.reference}`,
      ),
    ),
    joint: said.filter(({ isJoint }) => isJoint),
    rule: account.rule,
    later: account.later,
    trend: chart?.name === "promised-raised" ? chart.of.sessions.slice(0, sessionsBefore) : [],
    published,
    sources: namedSources(account.rule.count.sources, said, lines),
  };
  const by = {
    language,
    say: paperWords(language),
    facts: factWords(language),
    nameOf,
    day: editionDay(at, language),
  };
  return finish(
    withoutTexts(facts).map((less) => accountabilityReport(less, by)),
    format,
    await namesToKeep(lines),
  );
}

/**
 * Sources that may be named: of statements all of whose cases may be told in words, and of the public record that the
 * product ships. A source says where to look, and there a name may stand.
 */
function namedSources(
  sources: ReportFacts["rule"]["count"]["sources"],
  said: readonly Intervention[],
  lines: readonly ReportedLine[],
): ReportFacts["sources"] {
  const open = new Set(lines.filter(({ mayTell }) => mayTell).map(({ line }) => line.id));
  return sources.filter(({ source }) =>
    said
      .filter(({ evidence }) => evidence.some((one) => one.source === source))
      .every(
        ({ isExample, commitmentIds }) =>
          isExample || (commitmentIds.length > 0 && commitmentIds.every((id) => open.has(id))),
      ),
  );
}

/** Names of people in cases whose words don't leave, wherever else somebody may have typed them. */
async function namesToKeep(
  lines: readonly { line: AccountLine; mayTell: boolean }[],
): Promise<string[]> {
  const shut = new Set(lines.filter(({ mayTell }) => !mayTell).map(({ line }) => line.case.id));
  return (await Promise.all([...shut].map(protectedNames))).flat();
}
