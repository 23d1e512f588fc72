import type { Page } from "@playwright/test";
import {
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

/** Opened through its own form, so that the case has the key that identities are sealed with. */
async function openCase(page: Page, lead: Member) {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two members stopped");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("They are reported to be stopped.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  return { orgId: lead.organisationId, id, countryCode: "NOR" };
}

test("an identity that no network brings is asked for again, and what is being written stays", async ({
  signedInAs,
}) => {
  const lead = await aMember(await anOrganisation());
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  await page.goto(`/cases/${theCase.id}/people`);
  await page.getByLabel("Public label").fill("A lawyer");
  await page.getByRole("button", { name: "Add a defender" }).click();
  const card = page.getByRole("region", { name: "A lawyer" });
  await card.getByText("Enter an identity").click();
  await card.getByLabel("Name").fill("Nobody Invented");
  await card.getByRole("button", { name: "Seal it" }).click();
  await expect(card.getByText("Sealed. The case team alone")).toBeVisible();

  await card.getByText("Replace the identity").click();
  await card.getByLabel("Contact").fill("A safe channel");
  const show = card.getByRole("button", { name: "Show identity: A lawyer" });
  await page.context().setOffline(true);
  await show.click();
  await expect(card.getByRole("alert").first()).toContainText("There is no connection");
  await expect(card.getByLabel("Contact")).toHaveValue("A safe channel");
  await page.context().setOffline(false);
  await show.click();
  await expect(card.getByRole("status").getByText("Nobody Invented")).toBeVisible();
  await expect(card.getByRole("alert")).toHaveCount(0);
  await expect(card.getByLabel("Contact")).toHaveValue("A safe channel");
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`an identity is in no page until somebody of the team asks, ${how}`, async ({
    signedInAs,
  }) => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const page = await signedInAs(lead, { javaScriptEnabled });
    const theCase = await openCase(page, lead);
    const people = `/cases/${theCase.id}/people`;
    await page.goto(people);
    await page.getByLabel("Public label").fill("A lawyer");
    await page.getByRole("button", { name: "Add a defender" }).click();

    const card = page.getByRole("region", { name: "A lawyer" });
    await card.getByText("Enter an identity").click();
    await card.getByLabel("Name").fill("Nobody Invented");
    await card.getByLabel("Contact").fill("A safe channel");
    await card.getByRole("button", { name: "Seal it" }).click();
    await expect(card.getByText("Sealed. The case team alone")).toBeVisible();
    // Put away: an empty form would be an invitation to seal it again.
    await expect(card.getByRole("button", { name: "Seal it" })).toBeHidden();

    await page.goto(people);
    expect(await page.content()).not.toContain("Nobody Invented");
    await card.getByRole("button", { name: "Show identity: A lawyer" }).click();
    await expect(card.getByText("Nobody Invented")).toBeVisible();
    expect(page.url()).toMatch(/\/people$/);

    await asSuperuser()`update cases set visibility = 'organisation' where id = ${theCase.id}`;
    const elsewhere = await signedInAs(await aMember(organisation, "administrator"));
    await elsewhere.goto(people);
    await expect(elsewhere.getByText("Known to the case team only.")).toBeVisible();
    await expect(elsewhere.getByRole("button", { name: /Show identity/ })).toHaveCount(0);
  });

  test(`answers are recorded use by use, and stand in the head of the case, ${how}`, async ({
    signedInAs,
  }) => {
    const lead = await aMember(await anOrganisation());
    const page = await signedInAs(lead, { javaScriptEnabled });
    const theCase = await openCase(page, lead);
    await aDefender(theCase);
    await page.goto(`/cases/${theCase.id}/people`);
    await expect(page.getByText("May not be raised.")).toBeVisible();
    await page.getByRole("link", { name: /^Record an answer/ }).click();

    await page.getByRole("button", { name: "Record the answers" }).click();
    await expect(page.getByRole("alert").first()).toContainText("at least one use");

    const use = (name: string) => page.getByRole("group", { name, exact: true });
    await use("States bilaterally").getByLabel("Yes, by name").check();
    await use("Public statement").getByLabel("Without names only").check();
    await page.getByLabel("The defender").check();
    await page.getByLabel("The risks were explained").check();
    await page.getByRole("button", { name: "Record the answers" }).click();

    await expect(
      page.getByText("May be named to States bilaterally; in public without names."),
    ).toBeVisible();
    await expect(page.getByText("Given by 1 of 1", { exact: false })).toBeVisible();
    const row = page.getByRole("row").filter({ hasText: "States bilaterally" });
    await expect(row).toContainText("Yes, by name");
    await expect(row).toContainText("Risks explained.");
  });

  test(`a withdrawal takes one click, works at once and lists what it touched, ${how}`, async ({
    signedInAs,
  }) => {
    const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(organisation);
    const teamReader = await aMember(organisation, "reader");
    const guest = await aMember(partner);
    const desk = await signedInAs(lead);
    const theCase = await openCase(desk, lead);
    await inTeam(theCase, teamReader, "reader");
    const defender = await aDefender(theCase);
    await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
      organisation: partner,
    });
    await aShare(theCase, lead, partner);
    const elsewhere = await signedInAs(guest);
    await elsewhere.goto(`/cases/${theCase.id}`);
    await expect(elsewhere.getByText(`Shared by ${organisation.name}`)).toBeVisible();

    const page = await signedInAs(teamReader, { javaScriptEnabled });
    await page.goto(`/cases/${theCase.id}/people`);
    await page.getByRole("button", { name: /^Record withdrawal/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consent withdrawn");
    await expect(page.getByText(`${partner.name} no longer sees the case`)).toBeVisible();
    await expect(page.getByText(`${partner.name} could read the case from`)).toBeVisible();
    if (javaScriptEnabled) {
      // The form stood on the page before.
      await expect(page.getByRole("complementary").first()).toContainText(/Saved \d\d:\d\d/);
    }

    await elsewhere.reload();
    await expect(elsewhere.getByText("Two members stopped")).toHaveCount(0);
  });
}

test("a share without consent says whose is missing", async ({ signedInAs }) => {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(organisation);
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  const [willing, silent] = [await aDefender(theCase), await aDefender(theCase)];
  await aConsent(theCase, willing, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  await page.goto(`/cases/${theCase.id}/sharing`);
  await page.getByLabel("With which organisation?").selectOption({ label: partner.name });
  await page.getByRole("button", { name: "Share the case" }).click();
  const answer = page.getByRole("alert").filter({ hasText: "Not shared." });
  await expect(answer.getByRole("listitem")).toHaveCount(1);
  await expect(answer).toContainText("has not been asked about this organisation");
  await expect(answer.getByRole("link")).toHaveAttribute("href", new RegExp(silent));
});

test("a form that goes away with what it ended still says that it was stored", async ({
  signedInAs,
}) => {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(organisation);
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  await aConsent(theCase, await aDefender(theCase), lead, "share_with_organisation", "yes", {
    organisation: partner,
  });
  await aShare(theCase, lead, partner);
  await page.goto(`/cases/${theCase.id}/sharing`);
  const end = page.getByRole("button", { name: `End sharing now: ${partner.name}` });
  // One press ends nothing: what it would do is said first.
  await expect(end).not.toBeVisible();
  await page.locator("summary").filter({ hasText: "End sharing" }).click();
  await expect(page.getByText("What they have read they have read")).toBeVisible();
  await end.click();
  await expect(end).toHaveCount(0);
  await expect(page.getByRole("complementary").first()).toContainText(/Saved \d\d:\d\d/);
});
