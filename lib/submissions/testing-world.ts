import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { asActor } from "@/db/client";
import type { ConsentAnswer, ConsentScope, SubmissionKind } from "@/db/reference/words";
import { aConsent, aMember, anOrganisation, inTeam, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { addDefender, sealIdentity } from "@/lib/defenders/commands";
import { keepSubmission, makeSubmission, recordSending, startSubmission } from "./commands";
import { KeepSubmission, RecordSending } from "./input";
import { findSubmission, findSubmissionDraft, takeSubmission } from "./queries";

export const realName = "Zqamina Zqexample";
export const otherName = "Zqbilal Zqsecond";

/** A case of Example State 7 with one defender whose name is sealed, and everybody who may or may not read it. */
export async function aWorld(answers: Partial<Record<ConsentScope, ConsentAnswer>> = {}) {
  const own = await anOrganisation("Ours");
  const lead = await aMember(own);
  const [editor, outsider, reader] = [
    await aMember(own),
    await aMember(own),
    await aMember(own, "reader"),
  ];
  const stranger = await aMember(await anOrganisation("Others"));
  const caseId = await openCase(
    lead,
    OpenCase.parse({
      title: "Two panellists",
      countryCode: "XEG",
      summary: "Stopped at the airport.",
    }),
  );
  const theCase = { orgId: own.id, id: caseId, countryCode: "XEG" };
  await inTeam(theCase, editor, "editor");
  const db = asSuperuser();
  await db`update cases set link_note = 'She was to speak at the pre-session.', reprisal_types = '{detention}',
    perpetrator_kinds = '{police}', engagement_kind = 'upr', visibility = 'organisation' where id = ${caseId}`;
  const defender = await someone(lead, caseId, "A lawyer", realName);
  const consents: Partial<Record<ConsentScope, string>> = {};
  for (const [scope, answer] of Object.entries(answers) as [ConsentScope, ConsentAnswer][]) {
    consents[scope] = await aConsent(theCase, defender, lead, scope, answer);
  }
  return { own, lead, editor, outsider, reader, stranger, theCase, caseId, defender, consents };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

/** Somebody more in a case, with a sealed name. */
export async function someone(lead: Member, caseId: string, publicLabel: string, name: string) {
  const defenderId = await addDefender(lead, { caseId, kind: "person", publicLabel });
  await sealIdentity(lead, { caseId, defenderId, name, contact: "", family: "", stamp: "" });
  return defenderId;
}

/** A draft about the case, with what was written for it. */
export async function aDraft(
  { caseId, lead }: World,
  kind: SubmissionKind = "report",
  written: Record<string, unknown> = {},
): Promise<string> {
  const draftId = await startSubmission(lead, { caseId, kind, language: "en" });
  await keep(lead, draftId, written);
  return draftId;
}

export const keep = (by: Member, draftId: string, written: Record<string, unknown>) =>
  keepSubmission(by, KeepSubmission.parse({ draftId, language: "en", ...written }));

/** What a letter needs besides. */
export const letter = {
  mandates: ["defenders", "torture"],
  "text.urgency": "The trial begins on Monday.",
};

/** What a submission of the draft would be made from now. */
export async function seen({ caseId, lead }: World, draftId: string) {
  const found = await findSubmissionDraft(lead, caseId, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  return { ...found.seen, holdsName: found.holdsName, draft: found.draft };
}

/** Makes a submission of a draft as it is seen now. */
export async function made(world: World, draftId: string): Promise<string> {
  const { hash } = await seen(world, draftId);
  const { submissionId } = await makeSubmission(world.lead, { draftId, hash, confirmed: "yes" });
  return submissionId;
}

/** Makes one past everything that lib checks, as somebody would who calls the database. */
export const madeByHand = (by: Member, draftId: string, hash: string) =>
  asActor(by, (tx) =>
    tx.execute(sql`select app.make_submission(${draftId}::uuid, ${hash}, 'by hand', 'v1.x.x.x.x')`),
  );

/** A submission as plain text; null where there is none to take. */
export async function read(who: Member, { caseId }: World, submissionId: string) {
  const file = await takeSubmission(who, caseId, submissionId, "txt");
  return file && Buffer.from(file).toString("utf8");
}

/** A case whose one defender is to be named to OHCHR, and without the name in a public report. */
export const openWorld = () => aWorld({ contact_ohchr: "yes", public_un_report: "anonymous" });

/** What whoever is refused reads, and what the database says. */
export const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
export const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

/** Records that the file which was taken last was sent today. */
export const send = async ({ caseId, lead }: World, submissionId: string, by = lead) => {
  const found = await findSubmission(lead, caseId, submissionId);
  await recordSending(
    by,
    RecordSending.parse({
      submissionId,
      copyId: found?.copies[0]?.id,
      address: "un@un.example",
      channel: "mail",
      sentOn: new Date().toISOString().slice(0, 10),
    }),
  );
};
