import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";

export interface Tracker {
  lead: Member;
  /** Of the team of both cases: changes what the lead sees. */
  second: Member;
  session: string;
  /** The newer case first, as the matrix has them. */
  cases: Case[];
  references: string[];
}

/**
 * A desk to work at with the keyboard: two cases, Example States 1 to 4 asked about the first, State 3 heard on the
 * second; Example State 7 is the State concerned.
 */
export async function aKeyboardTracker(): Promise<Tracker> {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const second = await aMember(organisation);
  const session = await aSession(organisation, { title: "UPR pre-session, Example State 7" });
  const older = await aCase(lead, { title: "Stopped at the border", visibility: "organisation" });
  const newer = await aCase(lead, { title: "Office searched", visibility: "organisation" });
  for (const theCase of [older, newer]) {
    await inTeam(theCase, second, "editor");
  }
  for (const stateCode of ["XEA", "XEB", "XEC", "XED"]) {
    await aCommitment(older, session, { stateCode, stage: "planned" });
  }
  await aCommitment(newer, session, { stateCode: "XEC", stage: "agreed" });
  await anIntervention(newer, session, lead, { stateCode: "XEC" });
  const found = await asSuperuser()<{ reference: string }[]>`
    select reference from cases where org_id = ${organisation.id} order by id desc`;
  return {
    lead,
    second,
    session,
    cases: [newer, older],
    references: found.map((row) => row.reference),
  };
}

/** What two colleagues look at, one of whom leads its cases. */
export interface Desk {
  lead: Member;
  colleague: Member;
  session: string;
  cases: Case[];
  references: string[];
}

/** Two cases, Example States 1 to 4, one occasion; Example State 7 is the State concerned. */
export async function aTracker(): Promise<Desk> {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const session = await aSession(organisation, { title: "UPR pre-session, Example State 7" });
  const cases = [
    await aCase(lead, { title: "Stopped at the border", visibility: "organisation" }),
    await aCase(lead, { title: "Office searched", visibility: "organisation" }),
  ];
  const [first, second] = cases as [Case, Case];
  await aCommitment(first, session, { stateCode: "XEA", stage: "asked" });
  await aCommitment(first, session, { stateCode: "XEB", stage: "agreed" });
  await aCommitment(second, session, { stateCode: "XEC", stage: "agreed" });
  await anIntervention(second, session, lead, { stateCode: "XEC" });
  await aCommitment(second, session, { stateCode: "XED", stage: "declined" });
  const found = await asSuperuser()<{ reference: string }[]>`
    select reference from cases where org_id = ${organisation.id} order by id`;
  return { lead, colleague, session, cases, references: found.map((row) => row.reference) };
}

/** Opens a matrix and waits until its scripts are there: what is pressed before is heard by nobody. */
export async function openMatrix(page: Page, address: string) {
  await page.goto(address);
  await page.waitForFunction(() =>
    Object.keys(document.querySelector(".matrix td") ?? {}).some((key) =>
      key.startsWith("__reactProps$"),
    ),
  );
}
