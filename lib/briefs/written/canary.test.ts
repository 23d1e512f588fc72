import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { DraftKind } from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCommitment, aConsent, aConversation, anIntervention } from "@/db/testing/factories";
import { open } from "../paper/checker/check";
import { findForbidden } from "../paper/checker/forbidden";
import { paperFormats } from "../paper/checker/opened";
import { plant } from "../testing-planted";
import { findBrief, findDraft, takeBrief } from "./queries";
import { aDraft, aReview, made } from "./testing-world";

/*
 * A secret of its own is planted into every text of a case and of what hangs on it, by the catalogue: a column that is
 * added later is among them. What may stand on the paper is listed here, for each consent; everything else is looked for
 * in every file.
 */

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** What may be told where everybody agreed to be spoken of. */
const spokenOf = [
  "cases.title",
  "cases.reference",
  "cases.sg_report_reference",
  "defenders.public_label",
];
/** And where everybody may be named. */
const named = ["cases.summary", "cases.link_note", "cases.trigger", "cases.current_situation"];

async function aPlantedReview(answer: "yes" | "anonymous", kind: DraftKind = "pre_session") {
  const review = await aReview(answer);
  const db = asSuperuser();
  const { defender, lead, sessionId, theCase } = review;
  if (kind === "mission") {
    await aConsent(theCase, defender, lead, "bilateral", answer);
    const [state] = await db<{ key: string }[]>`select key from states where code = 'XEA'`;
    review.stateKey = state?.key ?? "";
  }
  await db`insert into cautions (org_id, state_code, kind, source, noted_on, recorded_by)
    values (${theCase.orgId}, 'XEA', 'staff_risk', 'Source', '2026-01-02', ${lead.membershipId})`;
  await db`insert into mission_contacts (org_id, state_code, role, recorded_by)
    values (${theCase.orgId}, 'XEA', 'ambassador', ${lead.membershipId})`;
  const promised = await aCommitment(theCase, sessionId, { stage: "agreed" });
  await db`update commitments set word = 4, confidentiality = 'public' where id = ${promised}`;
  await anIntervention(theCase, sessionId, lead);
  await db`update evidence set grade = 'A' where org_id = ${theCase.orgId}`;
  await aConversation(lead, { about: [theCase] });
  await db`insert into case_events (org_id, case_id, kind, title, recorded_by)
    values (${theCase.orgId}, ${theCase.id}, 'other', 'Event', ${lead.membershipId})`;
  const planted = await plant(review);
  // Whom the planted closed words of a commitment would otherwise leave out.
  await db`update commitments set confidentiality = 'public' where id = ${promised}`;
  return { review, planted, kind };
}

/** Which of the planted secrets stand in what somebody can take along or look at, by column. */
async function leaked({ review, planted, kind }: Awaited<ReturnType<typeof aPlantedReview>>) {
  const { lead, theCase } = review;
  const draftId = await aDraft(review, lead, [theCase], {}, kind);
  const texts = [JSON.stringify((await findDraft(lead, draftId))?.seen)];
  const briefId = await made(lead, draftId, { mentionsRead: "yes" });
  for (const format of paperFormats) {
    const file = (await takeBrief(lead, briefId, format)) ?? new Uint8Array();
    expect(file.length, format).toBeGreaterThan(100);
    const opened = await open(format, file);
    texts.push(Object.values(opened).flat().join("\n"), Buffer.from(file).toString("latin1"));
  }
  const about = await findBrief(lead, briefId);
  texts.push(JSON.stringify({ ...about, cases: [], sessionTitle: "", madeBy: "" }));
  const columns = Object.keys(planted);
  const found = texts.flatMap((text) => findForbidden(text, Object.values(planted)));
  return [...new Set(found.map((at) => columns[at] ?? ""))].sort();
}

it("tells of a case what may be told in public, and none of the other secrets", async () => {
  const world = await aPlantedReview("anonymous");
  expect(Object.keys(world.planted).length).toBeGreaterThan(40);
  for (const column of ["cases.do_not_mention", "commitments.next_step", "sessions.note"]) {
    expect(Object.keys(world.planted)).toContain(column);
  }
  expect(await leaked(world)).toEqual([...spokenOf].sort());
});

it("tells the words of a case where everybody may be named, and nothing more", async () => {
  const world = await aPlantedReview("yes");
  expect(await leaked(world)).toEqual([...spokenOf, ...named].sort());
});

/** And the words of the State itself, from a record that anybody can look up. */
const said = ["evidence.quote", "evidence.symbol", "evidence.source_url"];

it("tells a mission the same of a case, and none of our cautions and contacts", async () => {
  const world = await aPlantedReview("anonymous", "mission");
  for (const column of ["cautions.note", "mission_contacts.channel", "evidence.source"]) {
    expect(Object.keys(world.planted)).toContain(column);
  }
  expect(await leaked(world)).toEqual([...spokenOf].sort());
});

it("tells a mission what its own State said where everybody may be named, and nothing more", async () => {
  const world = await aPlantedReview("yes", "mission");
  expect(await leaked(world)).toEqual([...spokenOf, ...named, ...said].sort());
});

it("tells aloud the same of a case as a pre-session brief, whatever is planted in it", async () => {
  expect(await leaked(await aPlantedReview("anonymous", "speaking"))).toEqual([...spokenOf].sort());
  const open = await aPlantedReview("yes", "speaking");
  expect(await leaked(open)).toEqual([...spokenOf, ...named].sort());
});

it("turns red when a mission is handed a caution", async () => {
  const world = await aPlantedReview("anonymous", "mission");
  await broken(
    "app.brief_inputs(uuid)",
    [
      "'said', app.said_before",
      "'countries', (select jsonb_agg(c.note) from cautions c where c.state_code = d.state_code), 'said', app.said_before",
    ],
    async () => {
      expect(await leaked(world)).toContain("cautions.note");
    },
  );
});

it("turns red when the database hands out one field more", async () => {
  const world = await aPlantedReview("anonymous");
  const db = asSuperuser();
  const [kept] = await db<{ text: string }[]>`
    select pg_get_functiondef('app.told_of_case(cases, integer)'::regprocedure) as text`;
  await db.unsafe(
    (kept?.text ?? "").replace("'title', k.title", "'title', k.title || ' ' || k.do_not_mention"),
  );
  try {
    expect(await leaked(world)).toContain("cases.do_not_mention");
  } finally {
    await db.unsafe(kept?.text ?? "");
  }
});
