import type { Page } from "@playwright/test";
import { aDefender, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

const shipped = "ProtectDefenders.eu (European Union Human Rights Defenders mechanism)";
const haltedOne = "Freedom House";

/** A case that was opened in the product, so that it has its key, with one defender and a colleague who edits. */
async function openCase(page: Page, lead: Awaited<ReturnType<typeof aMember>>) {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two panellists");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("Stopped at the airport.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two panellists");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const theCase = { orgId: lead.organisationId, id, countryCode: "NOR" };
  const defender = await aDefender(theCase);
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  return theCase;
}

/** Asks for relocation this week, as a case worker does. */
async function ask(page: Page, caseId: string) {
  await page.goto(`/cases/${caseId}/support`);
  await page.getByRole("link", { name: "Ask for support" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ask for support");
  await expect(page.getByRole("radio", { name: "A lawyer" })).toBeChecked();
  await page.getByLabel("Place").fill("zqplace");
  await page.getByLabel("What is going on now").fill("She sleeps elsewhere each night.");
  await page.getByLabel("Kind of support").selectOption("temporary_relocation");
  await page.getByRole("radio", { name: "Practical" }).check();
  await page.getByRole("radio", { name: "This week" }).check();
  await page.getByLabel("What exactly is needed").fill("A safe place for two weeks.");
  await page.getByLabel("Amount").fill("1 500,50");
  await page.getByRole("button", { name: "Open the request" }).click();
  // What was typed is still there, with what is missing.
  await expect(page.getByText("An amount needs a currency.").first()).toBeVisible();
  await expect(page.getByLabel("What exactly is needed")).toHaveValue(
    "A safe place for two weeks.",
  );
  await page.getByLabel("Currency").fill("eur");
  await page.getByRole("checkbox", { name: "Spanish" }).check();
  await page.getByRole("button", { name: "Open the request" }).click();
  await expect(page.getByRole("heading", { name: "Temporary relocation" })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function goTo(page: Page, request: string, name: string) {
  await page.goto(`${request}?all=1`);
  await page.getByRole("region", { name: "Who could help" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
}

async function agree(page: Page, fields: readonly string[]) {
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  for (const field of fields) {
    await page.getByRole("checkbox", { name: field, exact: true }).check();
  }
  await page.getByRole("radio", { name: "The defender" }).check();
  await page.getByRole("button", { name: "Record the answer" }).click();
  await expect(page.getByText("Yes, and it may be told:").first()).toBeVisible();
}

for (const { width, javaScriptEnabled } of [
  { width: 1440, javaScriptEnabled: true },
  { width: 390, javaScriptEnabled: false },
]) {
  test(`from what is needed to two organisations and an outcome, at ${width} pixels${javaScriptEnabled ? "" : " without scripts"}`, async ({
    signedInAs,
  }) => {
    const own = await anOrganisation();
    const lead = await aMember(own);
    const theCase = await openCase(await signedInAs(lead), lead);
    const page = await signedInAs(lead, { viewport: { width, height: 900 }, javaScriptEnabled });
    const request = await ask(page, theCase.id);

    // Nothing of it is in the page until somebody asks.
    expect(await page.content()).not.toMatch(/zqplace|sleeps elsewhere/);
    expect(await page.title()).not.toMatch(/lawyer|relocation|Norway/i);
    await page.getByRole("button", { name: "Show: Situation and needs" }).click();
    await expect(page.getByText("She sleeps elsewhere each night.")).toBeVisible();
    await expect(page.getByText("1,500.50 EUR")).toBeVisible();

    await goTo(page, request, shipped);
    await expect(page.getByText("First record that they agreed.")).toBeVisible();
    await agree(page, ["What is needed", "Amount"]);
    await expect(page.getByText(/^It writes in: Arabic, English/)).toBeVisible();
    await expect(page.getByLabel("Language of the text")).toHaveValue("en");
    await page.getByLabel("Language of the text").selectOption("ar");
    await page.getByRole("button", { name: "Prepare the text" }).click();
    await expect(page.getByRole("heading", { name: /^Text of .*, Arabic$/ })).toBeVisible();
    await page.getByRole("button", { name: "Show the text" }).click();
    const text = page.getByRole("region", { name: "The text", exact: true });
    await expect(text.locator('[lang="ar"][dir="rtl"]')).toContainText("انتقال مؤقت");
    await expect(text).toContainText("A safe place for two weeks.");
    await expect(text).toContainText("1,500.50 يورو");
    await expect(text).not.toContainText(/zqplace|sleeps|lawyer/i);
    await page.getByLabel("By which way").selectOption("secure_form");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("through its secure form")).toBeVisible();
    await expect(page.getByText("Waits for an answer")).toBeVisible();

    await page.getByLabel("Answer", { exact: true }).selectOption("refused");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("Say why: it helps whoever is asked next.").first()).toBeVisible();
    await page.getByLabel("Why not").selectOption("no_funds");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("No money left").first()).toBeVisible();

    // A refusal leads to the next that fits; that one says yes.
    await page.getByRole("link", { name: /^The next that fits/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText(shipped);
    await agree(page, ["What is needed"]);
    await page.getByRole("button", { name: "Prepare the text" }).click();
    await page.getByLabel("By which way").selectOption("line");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page.getByLabel("Answer", { exact: true }).selectOption("accepted");
    await page.getByText("Amount, their words, a reminder").click();
    await page.getByLabel("Amount granted").fill("900");
    await page.getByLabel("Currency").fill("CHF");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("Granted: 900 CHF")).toBeVisible();

    await page.goto(request);
    const asked = page.getByRole("region", { name: "Who was asked" });
    await expect(asked.getByRole("listitem")).toHaveCount(2);
    await expect(asked).toContainText("Said yes");
    await page.getByRole("radio", { name: "Some help came" }).check();
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await expect(
      page.getByText(/^Note: Closed on .*: Some help came|Closed on .*: Some help came/).first(),
    ).toBeVisible();
    await page.goto("/support?status=closed");
    await expect(page.getByRole("row", { name: /Temporary relocation/ })).toContainText(
      "1 said yes",
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  });
}

test("consent withdrawn between the match and the referral, and after it, stops the text", async ({
  signedInAs,
}) => {
  const own = await anOrganisation();
  const [lead, colleague] = [await aMember(own), await aMember(own)];
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  await inTeam(theCase, colleague, "editor");
  const request = await ask(page, theCase.id);
  await goTo(page, request, shipped);
  await agree(page, ["What is needed"]);

  const other = await signedInAs(colleague);
  await other.goto(page.url());
  await other.getByRole("button", { name: "Record that they withdrew it" }).click();
  await expect(other.getByText(/^Withdrawn on/)).toBeVisible();
  await page.getByRole("button", { name: "Prepare the text" }).click();
  await expect(page.getByRole("alert").first()).toContainText("does not allow this");
  await page.reload();
  await expect(page.getByText("First record that they agreed.")).toBeVisible();

  await page.getByText("Record a new answer").click();
  await agree(page, ["What is needed"]);
  await page.getByRole("button", { name: "Prepare the text" }).click();
  await expect(page.getByRole("button", { name: "Show the text" })).toBeVisible();
  await other.reload();
  await other.getByRole("button", { name: "Record that they withdrew it" }).click();
  await expect(other.getByText(/^Withdrawn on/).first()).toBeVisible();
  await page.getByRole("button", { name: "Show the text" }).click();
  await expect(page.getByText("This text can’t be read any more")).toBeVisible();
  await expect(page.getByText("A safe place for two weeks.")).toHaveCount(0);
});

test("the day by which to act reaches the team on Today and in the inbox, and is gone with the answer", async ({
  signedInAs,
}) => {
  const own = await anOrganisation();
  const [lead, colleague, outsider] = [await aMember(own), await aMember(own), await aMember(own)];
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  await inTeam(theCase, colleague, "editor");
  const request = await ask(page, theCase.id);
  const db = asSuperuser();
  await db`update support_requests set needed_by = current_date where case_id = ${theCase.id}`;
  await db`select app.tell_support_due(), app.tell_support_due()`;

  const other = await signedInAs(colleague, {
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  await other.goto("/inbox");
  const notice = other.getByRole("link", { name: "A request for support is to be acted on now" });
  await expect(notice).toHaveCount(1);
  await expect(other.locator("main")).not.toContainText(/lawyer|panellists|relocation|Norway/i);
  await other.goto("/");
  const today = other.getByRole("region", { name: "Support to act on" });
  await expect(today).toContainText("Temporary relocation: A lawyer");
  await today.getByRole("link", { name: /^Open: Temporary relocation: A lawyer/ }).click();
  await expect(other).toHaveURL(new RegExp(`${request}$`));
  await other.getByRole("radio", { name: "Help came", exact: true }).check();
  await other.getByRole("button", { name: "Close", exact: true }).click();
  await expect(other.getByText(/Closed on .*: Help came/).first()).toBeVisible();

  for (const who of [other, page, await signedInAs(outsider)]) {
    await who.goto("/");
    await expect(who.getByRole("region", { name: "Support to act on" })).toHaveCount(0);
    await who.goto("/inbox");
    await expect(who.locator("main")).not.toContainText("A request for support");
  }
});

test("a halted programme is seen before anybody loses a day, and nothing can be referred there", async ({
  signedInAs,
}) => {
  const own = await anOrganisation();
  const lead = await aMember(own);
  const page = await signedInAs(lead);
  const theCase = await openCase(page, lead);
  const request = await ask(page, theCase.id);
  await page.goto(`${request}?all=1`);
  const list = page.getByRole("region", { name: "Who could help" }).getByRole("listitem");
  await expect(list.last()).toContainText(haltedOne);
  await expect(list.last()).toContainText(/Halted\s*January 2025/);
  await list.last().getByRole("link").click();
  await expect(page.getByText("Halted. Nothing can be referred there.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Prepare the text" })).toHaveCount(0);

  await page.goto("/support/directory");
  const rows = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
  await expect(rows.last()).toContainText("Halted");
  await expect(page.getByText("Being listed is not an endorsement.")).toBeVisible();
});

test("the directory is narrowed without scripts, corrected and added to by one organisation alone", async ({
  signedInAs,
}) => {
  const [own, others] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(own);
  const page = await signedInAs(lead, {
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  await page.goto("/support/directory");
  await page.getByLabel("Kind", { exact: true }).selectOption("digital_security");
  await page.getByLabel("Language").selectOption("ar");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("link", { name: shipped })).toBeVisible();
  await expect(page.getByRole("link", { name: /Civil Rights Defenders/ })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.getByRole("link", { name: shipped }).click();
  await expect(page.getByText("by nobody of your organisation yet")).toBeVisible();
  await page.getByRole("button", { name: "I checked it today, nothing has changed" }).click();
  await expect(page.getByText(`by ${lead.personName}`)).toBeVisible();
  await page.getByRole("link", { name: "Correct this entry" }).click();
  await page.getByRole("radio", { name: "Halted" }).check();
  await page
    .getByLabel("Since when, and what you know of it")
    .fill("no new grants since October 2026");
  await page.getByLabel("Where you know it from").fill("by phone");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Halted · no new grants since October 2026")).toBeVisible();
  await expect(
    page.getByText("The shipped record says: Took requests when last seen", { exact: true }),
  ).toBeVisible();
  await expect(page.getByText("Corrected by your organisation")).toBeVisible();

  await page.goto("/support/directory/new");
  await page.getByLabel("Name").fill("A shelter that we know");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(/needs? your attention/)).toBeVisible();
  await page.getByRole("radio", { name: "Took requests when last seen" }).check();
  await page.getByLabel("Where you know it from").fill("by phone");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A shelter that we know");
  const address = page.url();

  const stranger = await signedInAs(await aMember(others));
  await stranger.goto(address);
  await expect(stranger.getByText("A shelter that we know")).toHaveCount(0);
  await stranger.goto("/support/directory");
  await expect(stranger.getByRole("link", { name: shipped })).toBeVisible();
  await expect(stranger.getByText("October 2026")).toHaveCount(0);

  await page.getByRole("button", { name: "Retire this entry" }).click();
  await expect(page.getByText("Retired")).toBeVisible();
  await page.goto("/support/directory");
  await expect(page.getByText("A shelter that we know")).toHaveCount(0);
});
