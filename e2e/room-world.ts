import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";

export interface RoomWorld {
  lead: Member;
  /** Of the team of the case, with the room open as well. */
  second: Member;
  session: string;
  theCase: Case;
  reference: string;
  /** Agreed: Example States 1, 2 and 4; asked: Example State 3. */
  commitments: Record<string, string>;
}

export const askedWords = "Ask the Government to let the two panellists travel.";

/** A session on its day, with a case about which four Example States were asked; Example State 7 is concerned. */
export async function aRoomWorld(): Promise<RoomWorld> {
  const sql = asSuperuser();
  const organisation = await anOrganisation();
  await sql`update organisations set has_example = true where id = ${organisation.id}`;
  const [lead, second] = [await aMember(organisation), await aMember(organisation)];
  const session = await aSession(organisation, { title: "UPR pre-session, Example State 7" });
  const theCase = await aCase(lead, {
    title: "Two panellists stopped",
    visibility: "organisation",
    countryCode: "XEG",
  });
  await inTeam(theCase, second, "editor");
  const commitments: Record<string, string> = {};
  for (const [stateCode, stage] of [
    ["XEA", "agreed"],
    ["XEB", "agreed"],
    ["XEC", "asked"],
    ["XED", "agreed"],
  ] as const) {
    commitments[stateCode] = await aCommitment(theCase, session, { stateCode, stage });
  }
  await sql`update commitments set wording_asked = ${askedWords}, word = 4
    where id = ${commitments.XEA ?? ""}`;
  const [row] = await sql<{ reference: string }[]>`
    select reference from cases where id = ${theCase.id}`;
  return { lead, second, session, theCase, reference: row?.reference ?? "", commitments };
}

/** How many interventions of the room there are, and to how many States each is credited. */
export async function recordedIn(session: string): Promise<number[]> {
  const rows = await asSuperuser()<{ n: number }[]>`
    select (select count(*)::int from intervention_states s where s.intervention_id = i.id) as n
    from interventions i where i.session_id = ${session} order by i.id`;
  return rows.map((row) => row.n);
}
