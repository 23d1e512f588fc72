import { aMember, anOrganisation } from "@/db/testing/factories";
import { advocate, expect, partnerAdvocate, reader, test } from "./fixtures";
import { placesOfTheExample } from "./places";

test("a State is found by any name, without scripts", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { javaScriptEnabled: false });
  for (const [typed, name] of [
    ["UK", "United Kingdom"],
    ["République tchèque", "Czechia"],
    ["المكسيك", "Mexico"],
  ] as const) {
    await page.goto("/states");
    await page.getByLabel("Find a State").fill(typed);
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page.getByRole("main").getByRole("link", { name })).toBeVisible();
  }
});

test("States with open asks come first, and promises not yet raised are marked", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/states");
  const pinned = page.getByRole("region", { name: /With open asks/ });
  await expect(pinned.getByRole("link", { name: /Example State 4/ })).toContainText("3 open asks");
  await page.getByRole("link", { name: "Promised and not yet raised", exact: true }).click();
  const marked = page.getByRole("main").getByRole("link", { name: /Example State/ });
  await expect(marked.first()).toContainText("Promised and not yet raised:");
});

test("the invented States are there only where the example is", async ({ signedInAs }) => {
  const { stateKey } = await placesOfTheExample();
  const page = await signedInAs(await aMember(await anOrganisation()));
  await page.goto("/states");
  await expect(page.getByText("195 States by regional group")).toBeVisible();
  await expect(page.getByText("Example State")).toHaveCount(0);
  expect((await page.goto(`/states/${stateKey}`))?.status()).toBe(404);
  expect((await page.goto("/states/0000000000"))?.status()).toBe(404);
});

test("before a meeting one reads the ask, what to leave unsaid, and cautions before contacts", async ({
  signedInAs,
}) => {
  const { stateKey } = await placesOfTheExample();
  const page = await signedInAs(reader);
  await page.goto(`/states/${stateKey}`);
  await expect(page).toHaveTitle("State · Plenary");
  await expect(page.getByText(/The ask, \d+ of 30 words/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Do not mention" })).toContainText("Any name");
  const headings = await page
    .getByRole("main")
    .getByRole("heading", { level: 2 })
    .allTextContents();
  const place = (name: string) => headings.findIndex((heading) => heading.startsWith(name));
  expect(place("Cautions")).toBeGreaterThan(-1);
  expect(place("Cautions")).toBeLessThan(place("Contacts"));
  // A reader reads: there is nothing to fill in.
  await expect(page.getByText("Add a caution")).toHaveCount(0);
});

test("what a State did is told from our ledger and from the public record, apart, with sources", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/states?q=Slovakia");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Slovakia/ })
    .click();
  await expect(page.getByRole("heading", { name: "Our own ledger" })).toBeVisible();
  const record = page.getByRole("region", { name: "The public record" });
  await expect(record).toContainText("one source (ISHR); absent from the other account");
  await expect(record.getByText(/^Source$|\d sources/).first()).toBeVisible();
  const likely = page.getByRole("region", { name: "Likely to act?" });
  await expect(likely).toContainText("never typed in");
});

for (const javaScriptEnabled of [true, false]) {
  test(`a caution and a contact are noted ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const page = await signedInAs(await aMember(await anOrganisation()), { javaScriptEnabled });
    await page.goto("/states?q=Fiji");
    await page.getByRole("main").getByRole("link", { name: "Fiji" }).click();

    await page.getByRole("link", { name: "Add a caution" }).click();
    await page.getByLabel("What to be careful about").selectOption("capacity");
    await page.getByRole("button", { name: "Note the caution" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Source");
    await page.getByLabel("Source", { exact: true }).fill("Geneva desk");
    await page.getByRole("button", { name: "Note the caution" }).click();
    await expect(page.getByRole("region", { name: "Cautions" })).toContainText("Geneva desk");

    await page.getByRole("link", { name: "Add a contact" }).click();
    await page.getByLabel("Role").selectOption("human_rights_officer");
    await page.getByLabel(/Lead time/).fill("10");
    await page.getByRole("button", { name: "Add the contact" }).click();
    await expect(page.getByRole("region", { name: "How they work" })).toContainText(
      "10 working days",
    );
    await expect(page.getByRole("region", { name: "Contacts" })).toContainText(
      "1 caution above applies",
    );

    await page.getByRole("button", { name: /No longer holds/ }).click();
    await expect(page.getByRole("region", { name: "Cautions" })).toContainText(
      "No caution is noted",
    );
  });
}

test("the page to carry holds six things and prints on one sheet", async ({ signedInAs }) => {
  const { stateKey } = await placesOfTheExample();
  const page = await signedInAs(advocate);
  await page.goto(`/states/${stateKey}?print=1`);
  await expect(page.getByRole("region", { name: "Last contact" })).toBeVisible();
  for (const left of ["Contacts", "Guidelines", "How they work", "You would not be alone"]) {
    await expect(page.getByRole("region", { name: left })).toHaveCount(0);
  }
  const printed = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});

test("a partner reads by name of the invented States that a shared case speaks of", async ({
  signedInAs,
}) => {
  const { caseId } = await placesOfTheExample();
  const page = await signedInAs(partnerAdvocate);
  await page.goto("/activity");
  await expect(page.getByText(/Example State \d/).first()).toBeVisible();
  await expect(page.getByText(/^A State /)).toHaveCount(0);
  await page.goto(`/cases/${caseId}`);
  await page.getByRole("link", { name: "Example State 7" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Example State 7");
});

test("one page for the meeting prints on one sheet", async ({ signedInAs }) => {
  const { stateKey } = await placesOfTheExample();
  for (const locale of ["en", "qps"] as const) {
    const page = await signedInAs(advocate, { locale });
    await page.goto(`/states/${stateKey}?print=1`);
    const sheets = await page.pdf({ preferCSSPageSize: true });
    expect(sheets.toString("latin1").match(/\/Type\s*\/Page\b/g), locale).toHaveLength(1);
  }
});
