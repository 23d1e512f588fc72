import { aCase, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { advocate, expect, test } from "./fixtures";
import { placesOfTheExample } from "./places";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a case is opened with little known, ${how}`, async ({ signedInAs }) => {
    const lead = await aMember(await anOrganisation());
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto("/cases");
    await expect(page.getByText("No case is open to you yet.")).toBeVisible();
    await page.getByRole("link", { name: "Open a case" }).first().click();

    await page.getByLabel("Working title").fill("Two members stopped");
    await page.getByLabel("How well is the date known?").first().selectOption("month");
    await page.getByLabel("Year").first().fill("2026");
    await page.getByRole("button", { name: "Open the case" }).click();

    // Nothing that was typed is lost, and nothing is chosen that nobody chose.
    await expect(page.getByRole("alert").first()).toContainText("3 things need your attention");
    await expect(page.getByLabel("Working title")).toHaveValue("Two members stopped");
    await expect(page.getByLabel("State concerned")).toHaveValue("");
    await expect(page.getByLabel("How well is the date known?").first()).toHaveValue("month");
    await expect(page.getByLabel("Year").first()).toHaveValue("2026");

    await page.getByLabel("State concerned").selectOption({ label: "Norway" });
    await page.getByLabel("What happened, in a sentence").fill("They are reported to be stopped.");
    await page.getByLabel("Month").first().selectOption("10");
    await page.getByRole("button", { name: "Open the case" }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
    await expect(page.getByText(/^PL-2026-[2-9B-Z]{3,5}$/)).toBeVisible();
    await expect(page.getByText("State concerned; not asked")).toBeVisible();
    await expect(page.getByText("no defender is entered", { exact: false })).toBeVisible();
    await expect(page.getByText("No State has been asked about this case yet.")).toBeVisible();
    expect(await page.title()).not.toContain("Two members");
    expect(page.url()).not.toMatch(/NOR|Norway|PL-/);
  });

  test(`a section is saved alone, and what happened is recorded, ${how}`, async ({
    signedInAs,
  }) => {
    const lead = await aMember(await anOrganisation());
    const theCase = await aCase(lead);
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/cases/${theCase.id}/edit`);
    await page.getByRole("textbox", { name: "Do not mention" }).fill("The town");
    await page.locator("#caution").getByRole("button", { name: "Save this section" }).click();
    await expect(page.locator("#caution").getByText("Saved.")).toBeVisible();
    await page.goto(`/cases/${theCase.id}`);
    await expect(page.getByText("The town")).toBeVisible();

    await page.getByRole("link", { name: /^Timeline/ }).click();
    const form = page.getByRole("region", { name: "Record what happened" });
    await form.getByLabel("In a few words").fill("Passports returned");
    await form.getByLabel("How well is the date known?").selectOption("about");
    await form.getByLabel("Year").first().fill("2026");
    await form.getByLabel("Month").first().selectOption("10");
    await form.getByRole("button", { name: "Record it" }).click();
    const event = page.getByRole("listitem").filter({ hasText: "Passports returned" });
    await expect(event).toContainText("about October 2026");
    await expect(event).toContainText(`Recorded by ${lead.personName}`);
  });
}

test("two colleagues who write at once see both texts", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const [lead, editor] = [await aMember(organisation), await aMember(organisation)];
  const theCase = await aCase(lead);
  await inTeam(theCase, editor, "editor");
  const [mine, theirs] = [await signedInAs(lead), await signedInAs(editor)];
  await mine.goto(`/cases/${theCase.id}/edit`);
  await theirs.goto(`/cases/${theCase.id}/edit`);
  const situation = (page: typeof mine) => page.locator("#situation");

  await situation(theirs).getByRole("textbox").fill("Moved to another prison.");
  await situation(theirs).getByRole("button").click();
  await expect(situation(theirs).getByText("Saved.")).toBeVisible();

  await situation(mine).getByRole("textbox").fill("Released this morning.");
  await situation(mine).getByRole("button").click();
  await expect(situation(mine).getByRole("alert")).toContainText("Moved to another prison.");
  await expect(situation(mine).getByRole("textbox")).toHaveValue("Released this morning.");
  await situation(mine).getByRole("button").click();
  await expect(situation(mine).getByText("Saved.")).toBeVisible();
});

test("the list is narrowed by its address, and each person finds their own", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
  await aCase(lead, { title: "Office searched", visibility: "organisation" });
  await aCase(colleague, { title: "Student summoned", visibility: "organisation" });
  const page = await signedInAs(lead);
  await page.goto("/cases");
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByLabel("Title or reference").fill("search");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/[?&]q=search/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByLabel("Only cases I work on").check();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: "Office searched" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Student summoned" })).toHaveCount(0);
});

test("the record of 2018 shows both sources and picks none", async ({ signedInAs }) => {
  const { cubaCaseId } = await placesOfTheExample();
  const page = await signedInAs(advocate);
  await page.goto(`/cases/${cubaCaseId}`);
  const raised = page.getByRole("region", { name: "Raised by 12 States" });
  await expect(raised).toContainText("12 (11 in a second source; Slovakia differs)");
  await expect(raised.locator('a[href^="/states/"]')).toHaveCount(12);
  await expect(raised.getByRole("link", { name: /ISHR Academy/ })).toBeVisible();
  await expect(raised.getByRole("link", { name: /Cuba Archive/ })).toBeVisible();
  await expect(raised.getByRole("listitem").filter({ hasText: "Slovakia" })).toContainText(
    "in 1 of 2 sources",
  );
  await expect(page.getByText("May not be raised.")).toBeVisible();
});

test("the lead alone decides who else reads", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const theCase = await aCase(lead);
  const elsewhere = await signedInAs(colleague);
  await elsewhere.goto(`/cases/${theCase.id}`);
  await expect(elsewhere.getByRole("heading", { level: 1 })).not.toHaveText(/Case/);

  const desk = await signedInAs(lead);
  await desk.goto(`/cases/${theCase.id}/sharing`);
  await desk.getByText("Add to the team").first().click();
  await desk.getByLabel("Member").selectOption({ label: colleague.personName });
  await desk.getByRole("radio", { name: /^Editor/ }).check();
  await desk.getByRole("button", { name: "Add to the team" }).click();
  await expect(desk.getByRole("listitem").filter({ hasText: colleague.personName })).toContainText(
    "changes the case",
  );

  await elsewhere.goto(`/cases/${theCase.id}/sharing`);
  await expect(elsewhere.getByText("The lead of the case decides")).toBeVisible();
  await expect(elsewhere.getByRole("button", { name: "Open it to the organisation" })).toHaveCount(
    0,
  );
});
