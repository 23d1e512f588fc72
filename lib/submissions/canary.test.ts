import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { SubmissionKind } from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCommitment, aConversation, anIntervention, aSession } from "@/db/testing/factories";
import { open } from "@/lib/briefs/paper/checker/check";
import { findForbidden } from "@/lib/briefs/paper/checker/forbidden";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { findSubmission, takeSubmission } from "./queries";
import { aDraft, aWorld, keep, letter, made, seen, type World } from "./testing-world";

/*
 * A secret of its own is planted into every text of a case and of what hangs on it, by the catalogue: a column that is
 * added later is among them. What may stand on the paper is listed here, for each consent; everything else is looked for
 * in every file.
 */

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** What is told of a case whoever is named, and of consent. */
const always = [
  "cases.reference",
  "cases.sg_report_reference",
  "consents.language",
  "defenders.public_label",
];
/** And where everybody is named to OHCHR. */
const named = [
  "case_events.title",
  "cases.current_situation",
  "cases.engagement_note",
  "cases.link_note",
  "cases.summary",
  "cases.trigger",
];

/** Columns that hold codes or closed words, by which things hang together; a secret in them would break the world. */
const structural = [
  "country_code",
  "state_code",
  "delivered_by",
  "forum",
  "reference_key",
  "sealed",
  "wrapped",
  "obtained_precision",
];

const tables: Record<string, (world: World) => string> = {
  cases: ({ caseId }) => `id = '${caseId}'`,
  commitments: ({ caseId }) => `case_id = '${caseId}'`,
  commitment_events: ({ caseId }) => `case_id = '${caseId}'`,
  case_events: ({ caseId }) => `case_id = '${caseId}'`,
  consents: ({ caseId }) => `case_id = '${caseId}'`,
  defenders: ({ caseId }) => `case_id = '${caseId}'`,
  interventions: ({ own }) => `org_id = '${own.id}'`,
  evidence: ({ own }) => `org_id = '${own.id}'`,
  cautions: ({ own }) => `org_id = '${own.id}'`,
  conversations: ({ own }) => `org_id = '${own.id}'`,
  people: ({ lead }) => `id = '${lead.personId}'`,
};

async function plant(world: World): Promise<Record<string, string>> {
  const planted: Record<string, string> = {};
  for (const [table, where] of Object.entries(tables)) {
    const columns = await asSuperuser()<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and data_type = 'text'`;
    for (const { name } of columns.filter(({ name }) => !structural.includes(name))) {
      const secret = `Zq${randomBytes(6).toString("hex")}x`;
      const set = await asSuperuser()
        .begin(async (tx) => {
          await tx`set local session_replication_role = replica`;
          return tx.unsafe(`update ${table} set ${name} = '${secret}' where ${where(world)}`);
        })
        .catch((error: { code?: string }) => {
          // Closed words alone may refuse; anything else is a fault of this test.
          expect(error.code, `${table}.${name}`).toBe("23514");
          return { count: 0 };
        });
      if (set.count > 0) {
        planted[`${table}.${name}`] = secret;
      }
    }
  }
  return planted;
}

async function aPlantedWorld(answer: "yes" | "anonymous") {
  const world = await aWorld({
    contact_ohchr: answer,
    public_un_report: answer,
    letter_to_government: answer,
    public_statement: answer,
  });
  const db = asSuperuser();
  const sessionId = await aSession(world.own);
  await aCommitment(world.theCase, sessionId);
  await anIntervention(world.theCase, sessionId, world.lead);
  await aConversation(world.lead, { about: [world.theCase] });
  await db`insert into cautions (org_id, state_code, kind, source, noted_on, recorded_by)
    values (${world.own.id}, 'XEG', 'staff_risk', 'Source', '2026-01-02', ${world.lead.membershipId})`;
  await db`insert into case_events (org_id, case_id, kind, title, note, source, recorded_by)
    values (${world.own.id}, ${world.caseId}, 'reprisal', 'Event', 'Note', 'Source', ${world.lead.membershipId})`;
  return { world, planted: await plant(world) };
}

/** Which of the planted secrets stand in what somebody can take along or look at, by column. */
async function leaked(
  { planted, world }: Awaited<ReturnType<typeof aPlantedWorld>>,
  kind: SubmissionKind,
) {
  const draftId = await aDraft(world, kind);
  const { unnamed } = await seen(world, draftId);
  // Where the case's own words stay here, somebody has to write the link anew.
  await keep(world.lead, draftId, {
    ...letter,
    ...(unnamed.length > 0 && { "text.link": "A link.", minded: unnamed.join(",") }),
  });
  const texts = [JSON.stringify((await seen(world, draftId)).inputs)];
  const id = await made(world, draftId);
  for (const format of paperFormats) {
    const file = (await takeSubmission(world.lead, world.caseId, id, format)) ?? new Uint8Array();
    expect(file.length, format).toBeGreaterThan(100);
    const opened = await open(format, file);
    texts.push(Object.values(opened).flat().join("\n"), Buffer.from(file).toString("latin1"));
  }
  texts.push(
    JSON.stringify({
      ...(await findSubmission(world.lead, world.caseId, id)),
      madeBy: "",
      copies: [],
    }),
  );
  const columns = Object.keys(planted);
  const found = texts.flatMap((text) => findForbidden(text, Object.values(planted)));
  return [...new Set(found.map((at) => columns[at] ?? ""))].sort();
}

it.each(["report", "allegation"] as const)(
  "tells in a paper of the kind %s what its consent covers, and none of the other secrets",
  async (kind) => {
    const covered = await aPlantedWorld("yes");
    expect(Object.keys(covered.planted).length).toBeGreaterThan(40);
    for (const column of ["cases.do_not_mention", "cases.sources_note", "case_events.source"]) {
      expect(Object.keys(covered.planted)).toContain(column);
    }
    expect(await leaked(covered, kind)).toEqual([...always, ...named].sort());
    expect(await leaked(await aPlantedWorld("anonymous"), kind)).toEqual([...always].sort());
  },
  60_000,
);

it("turns red when the database hands out one field more", async () => {
  const world = await aPlantedWorld("yes");
  await broken(
    "app.submission_inputs(uuid)",
    ["'reference', k.reference", "'reference', k.reference || ' ' || k.sources_note"],
    async () => expect(await leaked(world, "report")).toContain("cases.sources_note"),
  );
});
