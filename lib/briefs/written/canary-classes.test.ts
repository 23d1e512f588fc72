import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import {
  type ConsentAnswer,
  commitmentVisibilities,
  confidentialities,
  type DraftKind,
} from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aConversation,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { open } from "../paper/checker/check";
import { searchFor } from "../paper/checker/forbidden";
import { paperFormats } from "../paper/checker/opened";
import { findDraft, takeBrief } from "./queries";
import { aDraft, made } from "./testing-world";

/*
 * A secret of its own in every text of every row: of cases whose people said each thing that they can say, and of asks of
 * each confidentiality and each visibility. Every output is searched for all of them.
 */

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const classes = ["yes", "anonymous", "no", "silent", "withdrawn"] as const;
type Class = (typeof classes)[number];

const states = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"];

/** Where texts lie, and the column that says of which case each row is. */
const tables: Record<string, string> = {
  cases: "id",
  commitments: "case_id",
  commitment_events: "case_id",
  case_events: "case_id",
  consents: "case_id",
  defenders: "case_id",
  interventions: "null::uuid",
  evidence: "null::uuid",
  cautions: "null::uuid",
  mission_contacts: "null::uuid",
  conversations: "null::uuid",
};

/** Codes and closed words, by which things hang together. */
const structural = /_code$|^(?:delivered_by|forum|reference_key|sealed|wrapped)$/;

/** What may stand on the paper, of a case whose people agreed to be spoken of, and of one where they may be named. */
const spokenOf = ["title", "reference", "sg_report_reference"].map((one) => `cases.${one}`);
const label = "defenders.public_label";
const named = ["summary", "link_note", "trigger", "current_situation"].map((one) => `cases.${one}`);
const publicSaid = ["evidence.quote", "evidence.symbol", "evidence.source_url"];

interface Secret {
  /** `commitments.next_step`. */
  column: string;
  of: Class | null;
  /** Of an ask: how confidential it is, and who sees it. */
  more: string;
}

async function aWorld() {
  const own = await anOrganisation("Ours");
  const lead = await aMember(own);
  const sessionId = await aSession(own);
  const db = asSuperuser();
  await db`update sessions set states_under_review = '{XEG}' where id = ${sessionId}`;
  const all: [Class, Case][] = [];
  for (const one of classes) {
    all.push([one, await aWholeCase(one, lead, sessionId)]);
  }
  await db`insert into cautions (org_id, state_code, kind, source, noted_on, recorded_by)
    select ${own.id}, code, 'staff_risk', 'Source', '2026-01-02', ${lead.membershipId}
      from states where code in ('XEA', 'XEG')`;
  await db`insert into mission_contacts (org_id, state_code, role, recorded_by)
    values (${own.id}, 'XEA', 'ambassador', ${lead.membershipId})`;
  await db`update evidence set grade = 'A' where org_id = ${own.id}`;
  const cases = Object.fromEntries(all) as Record<Class, Case>;
  const secrets = await plant(own.id, new Map(all.map(([one, { id }]) => [id, one])));
  return { lead, sessionId, cases, secrets };
}
type World = Awaited<ReturnType<typeof aWorld>>;

/** A case with all that hangs on one, and an ask for each confidentiality and each visibility. */
async function aWholeCase(of: Class, lead: Member, sessionId: string): Promise<Case> {
  const theCase = await aCase(lead);
  const db = asSuperuser();
  const defender = await aDefender(theCase);
  if (of !== "silent") {
    const answer: ConsentAnswer = of === "withdrawn" ? "yes" : of;
    for (const scope of ["public_statement", "bilateral"] as const) {
      const consent = await aConsent(theCase, defender, lead, scope, answer);
      if (of === "withdrawn") {
        await db`update consents set withdrawn_at = now() where id = ${consent}`;
      }
    }
  }
  // Each State is asked once at a session.
  const later = await aSession({ id: theCase.orgId, name: "" });
  const places = [sessionId, later].flatMap((at) => states.map((stateCode) => ({ at, stateCode })));
  for (const confidentiality of confidentialities) {
    for (const visibility of commitmentVisibilities) {
      const { at = sessionId, stateCode } = places.pop() ?? {};
      const id = await aCommitment(theCase, at, { stateCode, stage: "agreed", visibility });
      await db`update commitments set word = 4, confidentiality = ${confidentiality} where id = ${id}`;
    }
  }
  await anIntervention(theCase, sessionId, lead);
  await aConversation(lead, { about: [theCase] });
  await db`insert into case_events (org_id, case_id, kind, title, recorded_by)
    values (${theCase.orgId}, ${theCase.id}, 'other', 'Event', ${lead.membershipId})`;
  return theCase;
}

/** A secret of its own for every row of every column that takes one; columns with closed words refuse it. */
async function plant(orgId: string, cases: ReadonlyMap<string, Class>) {
  const db = asSuperuser();
  const planted = new Map<string, Secret>();
  for (const [table, caseColumn] of Object.entries(tables)) {
    const columns = await db<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and data_type = 'text'`;
    const more = table === "commitments" ? "confidentiality || ' ' || visibility" : "''";
    for (const { name } of columns.filter(({ name }) => !structural.test(name))) {
      const rows = await db
        .begin(async (tx) => {
          await tx`set local session_replication_role = replica`;
          return tx.unsafe<{ secret: string; case: string | null; more: string }[]>(
            `update ${table} set ${name} = 'Zq' || substr(md5(random()::text), 1, 14) || 'x'
              where org_id = '${orgId}' returning ${name} as secret, ${caseColumn} as case, ${more} as more`,
          );
        })
        .catch((error: { code?: string }) => {
          expect(error.code, `${table}.${name}`).toBe("23514");
          return [];
        });
      for (const row of rows) {
        const of = cases.get(row.case ?? "") ?? null;
        planted.set(row.secret, { column: `${table}.${name}`, of, more: row.more });
      }
    }
  }
  return planted;
}

/** Which secrets stand in a brief of this kind about the cases that may be spoken of, in any of its forms. */
async function found(world: World, kind: DraftKind): Promise<Secret[]> {
  const { yes, anonymous } = world.cases;
  // One page has no room for both cases beside all that a State said before.
  const papers = kind === "mission" ? [[yes], [anonymous]] : [[yes, anonymous]];
  const all: Secret[] = [];
  for (const about of papers) {
    all.push(...(await foundIn(world, kind, about)));
  }
  return all;
}

async function foundIn({ lead, sessionId, secrets }: World, kind: DraftKind, about: Case[]) {
  const [state] = await asSuperuser()<{ key: string }[]>`
    select key from states where code = ${kind === "mission" ? "XEA" : "XEG"}`;
  const review = { sessionId, stateKey: state?.key ?? "" };
  const draftId = await aDraft(review, lead, about, {}, kind);
  const texts = [JSON.stringify((await findDraft(lead, draftId))?.seen)];
  const briefId = await made(lead, draftId);
  for (const format of paperFormats) {
    const file = (await takeBrief(lead, briefId, format)) ?? new Uint8Array();
    expect(file.length, format).toBeGreaterThan(100);
    const opened = await open(format, file);
    texts.push(Object.values(opened).flat().join("\n"), Buffer.from(file).toString("latin1"));
  }
  const all = [...secrets.entries()];
  const search = searchFor(all.map(([secret]) => secret));
  const places = new Set(texts.flatMap(search));
  return [...places].flatMap((at) => all[at]?.[1] ?? []);
}

const isAllowed =
  (kind: DraftKind) =>
  ({ column, of }: Secret): boolean =>
    (of === "yes" && [...spokenOf, ...named, label].includes(column)) ||
    (of === "anonymous" && [...spokenOf, label].includes(column)) ||
    (kind === "mission" && publicSaid.includes(column));

it("plants five hundred secrets, and finds none where it is above its reader", async () => {
  const world = await aWorld();
  expect(world.secrets.size).toBeGreaterThanOrEqual(500);
  for (const kind of ["pre_session", "mission", "speaking"] as const) {
    const all = await found(world, kind);
    expect(
      all.filter((one) => !isAllowed(kind)(one)),
      kind,
    ).toEqual([]);
    // It looks where they stand.
    const seen = all.map(({ of, column }) => `${of} ${column}`);
    expect(seen, kind).toEqual(
      expect.arrayContaining(["yes cases.summary", "yes cases.title", "anonymous cases.title"]),
    );
  }
});

it("turns red when the database hands out an ask that its State may not be quoted with", async () => {
  const world = await aWorld();
  await broken(
    "app.told_of_case(cases, integer)",
    [
      "'title', k.title",
      `'title', k.title || coalesce((select string_agg(c.next_step, ' ') from commitments c
        where c.case_id = k.id and c.confidentiality = 'not_for_attribution'), '')`,
    ],
    async () => {
      const above = (await found(world, "pre_session")).filter(
        (one) => !isAllowed("pre_session")(one),
      );
      expect(above).toContainEqual({
        column: "commitments.next_step",
        of: "yes",
        more: "not_for_attribution team",
      });
    },
  );
});
