import type { Page } from "@playwright/test";
import {
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aCorridorWorld, inCorridor } from "./corridor-world";
import { expect, test } from "./fixtures";
import { line, list, openRoom } from "./room-page";
import { aRoomWorld, askedWords } from "./room-world";

const setBack = "Our words were set back when consent changed. Write them anew.";

/** Withdraws it on the page of the case's people, as whoever is signed in there. */
async function withdraw(page: Page, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}/people`);
  await page.getByRole("button", { name: /^Record withdrawal/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consent withdrawn");
}

test("in the room, the words of an ask are gone for everybody once somebody withdraws", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const ask = world.commitments.XEA ?? "";
  const defender = await aDefender(world.theCase);
  await aConsent(world.theCase, defender, world.lead, "public_statement", "yes");
  await asSuperuser()`update commitments set wording_asked = ${askedWords} where id = ${ask}`;
  const [mine, theirs] = [await signedInAs(world.lead), await signedInAs(world.second)];
  await openRoom(theirs, world, list);
  const shown = line(theirs, "Example State 1");
  await expect(shown).toContainText(askedWords);

  await withdraw(mine, world.theCase.id);
  await expect(shown).toContainText(setBack);
  await expect(shown).not.toContainText(askedWords);
  await mine.getByRole("link", { name: "Example State 1", exact: true }).click();
  await expect(mine).toHaveURL(new RegExp(ask));
  await expect(mine.getByText(setBack)).toBeVisible();
  await expect(mine.getByLabel("Wording asked for")).toHaveValue("");
  const history = mine.locator("#history");
  await expect(history).toContainText("no longer to be said");
  await expect(history).toContainText(askedWords);
  await expect(mine.getByText(askedWords)).toHaveCount(1);

  // Written anew, they stand again.
  await mine.getByRole("link", { name: "Content", exact: true }).click();
  await mine.getByLabel("Wording asked for").fill("Ask about the theme alone.");
  await mine.getByRole("button", { name: "Save the content" }).click();
  await expect(mine.getByText(setBack)).toHaveCount(0);
  await expect(shown).toContainText("Ask about the theme alone.");
});

for (const way of ["as it lies open", "without scripts"] as const) {
  test(`in the corridor, the words of an ask are gone once a colleague withdraws, ${way}`, async ({
    signedInAs,
  }) => {
    const world = await aCorridorWorld();
    const [ask] = await asSuperuser()<{ case_id: string; org_id: string }[]>`
      select case_id, org_id from commitments where id = ${world.ask}`;
    const theCase = { id: ask?.case_id ?? "", orgId: ask?.org_id ?? "", countryCode: "CUB" };
    const defender = await aDefender(theCase);
    await aConsent(theCase, defender, world.me, "public_statement", "yes");
    await asSuperuser()`update commitments set wording_asked = ${askedWords} where id = ${world.ask}`;
    const javaScriptEnabled = way === "as it lies open";
    const page = await inCorridor(signedInAs, world, { javaScriptEnabled });
    await page.getByRole("link", { name: "Fiji" }).first().click();
    await expect(page.getByText(askedWords)).toBeVisible();
    const answer = page.getByRole("radio", { name: "Considering", exact: true });
    await answer.check();

    await withdraw(await signedInAs(world.colleague), theCase.id);
    if (!javaScriptEnabled) {
      await page.reload();
    }
    await expect(page.getByText(setBack)).toBeVisible();
    await expect(page.getByText(askedWords)).toHaveCount(0);
    if (javaScriptEnabled) {
      // What was begun meanwhile is still there.
      await expect(answer).toBeChecked();
    }
  });
}

test("on the page of an ask and of its State, the words are gone while somebody looks, and what they write stays", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const ask = world.commitments.XEA ?? "";
  const defender = await aDefender(world.theCase);
  await aConsent(world.theCase, defender, world.lead, "public_statement", "yes");
  await asSuperuser()`update commitments set wording_asked = ${askedWords}, stage = 'asked' where id = ${ask}`;
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'XEA'`;
  const [onAsk, onState] = [await signedInAs(world.second), await signedInAs(world.second)];
  await onAsk.goto(`/commitments/${ask}`);
  await onAsk
    .getByRole("link", { name: "Content", exact: true })
    .or(onAsk.getByText("Content", { exact: true }))
    .first()
    .click();
  await expect(onAsk.getByLabel("Wording asked for")).toHaveValue(askedWords);
  await onAsk.getByText("Follow-up", { exact: true }).first().click();
  await onAsk.getByLabel("Next step").fill("Write to them");
  await onState.goto(`/states/${state?.key}`);
  await expect(onState.getByText(askedWords).first()).toBeVisible();

  await withdraw(await signedInAs(world.lead), world.theCase.id);
  await expect(onState.getByText(askedWords)).toHaveCount(0);
  await expect(onState.getByRole("button", { name: "Copy ask" })).toHaveCount(0);
  await expect(onAsk.getByText(setBack)).toBeVisible();
  await expect(onAsk.getByLabel("Wording asked for")).toHaveValue("");
  await expect(onAsk.getByLabel("Next step")).toHaveValue("Write to them");
});

test("the history of an ask holds no words for partners and colleagues once somebody withdraws, and still does for the team", async ({
  signedInAs,
}) => {
  const sql = asSuperuser();
  const [organisation, other] = [await anOrganisation(), await anOrganisation()];
  const [lead, outsider] = [await aMember(organisation), await aMember(organisation)];
  const partner = await aMember(other);
  const theCase = await aSharedCase(lead, other, "read", { visibility: "organisation" });
  const [defender] = await sql`select id from defenders where case_id = ${theCase.id}`;
  const yes = await aConsent(theCase, defender?.id, lead, "public_statement", "yes");
  const ask = await aCommitment(theCase, await aSession(organisation), { visibility: "partners" });
  const offered = "We will name both panellists.";
  for (const changes of [
    { wording_asked: askedWords },
    { wording_asked: `${askedWords} By name.`, wording_offered: offered },
  ]) {
    await sql`insert into commitment_events (org_id, commitment_id, case_id, changes)
      values (${theCase.orgId}, ${ask}, ${theCase.id}, ${sql.json(changes)})`;
  }
  const theirs = await signedInAs(partner);
  await theirs.goto(`/commitments/${ask}`);
  await expect(theirs.getByText(offered).first()).toBeVisible();

  await sql`update consents set withdrawn_at = now() where id = ${yes}`;
  const address = new RegExp(ask);
  for (const page of [theirs, await signedInAs(outsider)]) {
    await page.goto(`/commitments/${ask}`);
    await expect(page).toHaveURL(address);
    const history = page.locator("#history");
    await expect(history).toContainText("Wording offered: set back because consent changed");
    await expect(history).toContainText("Wording asked for: set back because consent changed");
    // Neither on the page nor in what the server sent with it.
    expect(await page.content()).not.toContain("panellists");
    const sent = await page.request.get(`/commitments/history?id=${ask}`);
    expect(sent.ok()).toBe(true);
    expect(await sent.text()).not.toContain("panellists");
  }
  const mine = await signedInAs(lead);
  await mine.goto(`/commitments/${ask}`);
  await expect(mine.locator("#history")).toContainText(offered);
  await expect(mine.getByText("What they offered to say was set back")).toBeVisible();
});
