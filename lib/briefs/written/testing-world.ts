import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { DraftKind } from "@/db/reference/words";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { keepBrief, makeBrief, secondBrief, startBrief } from "./commands";
import { KeepBrief, type MakeBrief } from "./input";
import { findDraft } from "./queries";

/** A case of Example State 7 with one defender, a colleague in its team, and a pre-session of that State. */
export async function aReview(answer: "yes" | "anonymous" | "no" | null = "anonymous") {
  const own = await anOrganisation("Ours");
  const [lead, editor, outsider] = [await aMember(own), await aMember(own), await aMember(own)];
  const theCase = await aCase(lead, { title: "Two panellists" });
  await inTeam(theCase, editor, "editor");
  const defender = await aDefender(theCase);
  const consent = answer && (await aConsent(theCase, defender, lead, "public_statement", answer));
  const sessionId = await aSession(own);
  const db = asSuperuser();
  await db`update cases set summary = 'They were stopped at the airport.', link_note = 'Both were to speak.',
    reprisal_types = '{detention}', engagement_kind = null where id = ${theCase.id}`;
  await db`update sessions set states_under_review = '{XEG}' where id = ${sessionId}`;
  const [state] = await db<{ key: string }[]>`select key from states where code = 'XEG'`;
  return {
    own,
    lead,
    editor,
    outsider,
    theCase,
    defender,
    consent: consent ?? "",
    sessionId,
    stateKey: state?.key ?? "",
  };
}
export type Review = Awaited<ReturnType<typeof aReview>>;

export const askedFor = "Please raise the two panellists in the review.";

/** A draft about these cases, with an ask. */
export async function aDraft(
  { sessionId, stateKey }: Pick<Review, "sessionId" | "stateKey">,
  by: Member,
  cases: readonly Pick<Case, "id">[],
  written: Record<string, string> = {},
  kind: DraftKind = "pre_session",
): Promise<string> {
  const caseIds = cases.map(({ id }) => id);
  const draftId = await startBrief(by, { kind, sessionId, stateKey, caseIds, language: "en" });
  await keepBrief(
    by,
    KeepBrief.parse({ draftId, caseIds, language: "en", ask: askedFor, ...written }),
  );
  return draftId;
}

/** Makes a brief of a draft as it is seen now. */
export async function made(
  by: Member,
  draftId: string,
  said: Pick<MakeBrief, "mentionsRead"> = {},
): Promise<string> {
  const found = await findDraft(by, draftId);
  const hash = found?.seen?.hash ?? "0".repeat(64);
  return makeBrief(by, { draftId, hash, confirmed: "yes", ...said });
}

/** Makes one past everything that lib checks, as somebody would who calls the database. */
export const madeByHand = (by: Member, draftId: string, hash: string, confirmed = true) =>
  asActor(by, (tx) =>
    tx.execute<{ id: string }>(
      sql`select app.make_brief(${draftId}::uuid, ${hash}, 'by hand', ${confirmed}) as id`,
    ),
  );

/** Lets minutes pass since a brief was made and agreed to. */
export const minutesPass = (briefId: string, minutes: number) =>
  asSuperuser().begin(async (tx) => {
    // What keeps briefs as they are is a trigger.
    await tx`set local session_replication_role = replica`;
    await tx`update briefs set made_at = made_at - ${minutes} * interval '1 minute',
      second_at = second_at - ${minutes} * interval '1 minute' where id = ${briefId}`;
  });

/** A brief whose files go out: somebody else agreed, and its ten minutes are over. */
export async function goesOut(briefId: string, second: Member): Promise<void> {
  await secondBrief(second, { briefId });
  await minutesPass(briefId, 10);
}
