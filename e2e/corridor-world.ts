import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import type { Fixtures, Setting } from "./fixtures";

export const phone = { width: 390, height: 844 };
export const words = "Yes, if two others do.";

export interface CorridorWorld {
  me: Member;
  colleague: Member;
  ask: string;
  /** Of the State that was asked. */
  key: string;
}

/** An ask of Fiji, which one of two colleagues is about to hear of. */
export async function aCorridorWorld(): Promise<CorridorWorld> {
  const organisation = await anOrganisation();
  const [me, colleague] = [await aMember(organisation), await aMember(organisation)];
  const theCase = await aCase(me, { title: "Two stopped at the border", countryCode: "CUB" });
  await inTeam(theCase, colleague, "editor");
  const session = await aSession(organisation, { title: "Pre-session" });
  const ask = await aCommitment(theCase, session, { stateCode: "FJI", stage: "planned" });
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'FJI'`;
  return { me, colleague, ask, key: state?.key ?? "" };
}

/** The corridor on a phone, with the State that was asked on top. */
export async function inCorridor(
  signedInAs: Fixtures["signedInAs"],
  { me, key }: CorridorWorld,
  setting: Setting = {},
): Promise<Page> {
  const page = await signedInAs(me, { viewport: phone, ...setting });
  // Whoever was looked at stands on top.
  await page.goto(`/states/${key}`, { waitUntil: "networkidle" });
  await page.goto("/corridor", { waitUntil: "networkidle" });
  return page;
}

/** Notes what the State said, in three presses and Save. */
export async function note(page: Page, { answer = "Agreed", sure = "Said to me", said = "" } = {}) {
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await page.getByRole("radio", { name: answer, exact: true }).check();
  if (sure) {
    await page.getByRole("radio", { name: sure, exact: true }).check();
  }
  if (said) {
    await page.getByLabel(/^A few words/).fill(said);
  }
  await page.getByRole("button", { name: "Save" }).click();
}

/** A colleague moves the ask, as their own page would. */
export const moved = ({ colleague, ask }: CorridorWorld, stage: string) =>
  asSuperuser().begin(async (tx) => {
    await tx`select app.begin_session(${colleague.secret})`;
    await tx`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select org_id, id, case_id, ${tx.json({ stage })} from commitments where id = ${ask}`;
  });

/** What is kept of it, with the stage of the ask. */
export const stored = ({ me, ask }: CorridorWorld) =>
  asSuperuser()<{ said: string; stage: string; taken: boolean }[]>`
    select v.said, c.stage, v.taken_back_at is not null as taken from conversations v, commitments c
    where v.recorded_by = ${me.membershipId} and c.id = ${ask} order by v.created_at, v.id`;

export const cut = (page: Page) => page.context().setOffline(true);
export const mend = (page: Page) => page.context().setOffline(false);
