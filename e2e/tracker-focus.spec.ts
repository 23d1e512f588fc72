import type { Page } from "@playwright/test";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aKeyboardTracker, openMatrix } from "./tracker-world";

const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
const wayUp = (page: Page) =>
  page
    .getByRole("navigation", { name: "Where you are" })
    .getByRole("link", { name: "Commitments" });

/** A list of three pages: one case for each of many commitments. */
async function aLongTracker() {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const session = await aSession(organisation);
  const states = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"];
  for (let n = 0; n < 20; n += 1) {
    const theCase = await aCase(lead, { title: `Matter ${n}`, visibility: "organisation" });
    for (const stateCode of states) {
      await aCommitment(theCase, session, { stateCode, stage: n === 3 ? "declined" : "asked" });
    }
  }
  return { lead, session };
}

for (const back of ["Back", "the breadcrumb"]) {
  test(`a commitment opened from the table takes the focus, and ${back} gives it back to its row`, async ({
    signedInAs,
  }) => {
    const { lead } = await aLongTracker();
    const page = await signedInAs(lead);
    await page.goto("/commitments?stage=asked");
    // Sorted and turned over by hand: the rows are fetched, and the page is not loaded anew.
    await page.getByRole("columnheader", { name: "State" }).getByRole("link").press("Enter");
    await expect(page).toHaveURL(/sort=state/);
    await expect(page.locator("table.commitments")).not.toHaveAttribute("aria-busy");
    await page
      .getByRole("button", { name: "Next page" })
      .or(page.getByRole("link", { name: "Next page" }))
      .press("Enter");
    await expect(page).toHaveURL(/after=/);
    await expect(page.getByText("51 to 100 of 114").first()).toBeVisible();
    const address = page.url();
    const row = page.locator("tr[data-row]").nth(40);
    const link = row.getByRole("link", { name: /: open$/ });
    const name = (await link.getAttribute("aria-label")) ?? "";
    const names = await page
      .locator("tr[data-row] th a")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}$/);
    await expect(heading(page)).toBeFocused();

    if (back === "Back") {
      await page.goBack();
    } else {
      await wayUp(page).press("Enter");
    }
    await expect(page).toHaveURL(address);
    const again = page.getByRole("link", { name, exact: true });
    await expect(again).toBeFocused();
    await expect(again).toBeInViewport();
    await expect(page.getByText("51 to 100 of 114").first()).toBeVisible();
    expect(
      await page
        .locator("tr[data-row] th a")
        .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))),
    ).toEqual(names);
  });
}

test("a card opened from the board gets the focus back, also in a column that was unfolded by hand", async ({
  signedInAs,
}) => {
  const { lead, session } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto(`/commitments?view=board&session=${session}`);
  await expect(page.locator('[data-stop][tabindex="0"]')).toHaveCount(1);
  const grid = page.getByRole("grid");
  for (const [stage, unfold] of [
    ["asked", "Show more, Asked"],
    ["declined", /^Show Declined/],
  ] as const) {
    await grid.getByRole(stage === "asked" ? "button" : "link", { name: unfold }).press("Enter");
    const cards = page.locator(`[data-column="${stage}"] tr[data-stop]`);
    await expect(cards).toHaveCount(stage === "asked" ? 70 : 6);
    const card = cards.last();
    const name = (await card.getAttribute("aria-label")) ?? "";
    await card.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}$/);
    await expect(heading(page)).toBeFocused();
    await page.goBack();
    const again = grid.getByRole("row", { name, exact: true });
    await expect(again).toBeFocused();
    await expect(again).toBeInViewport();
  }
});

test("on a phone the board shows the column again from which a card was opened", async ({
  signedInAs,
}) => {
  const { lead, session } = await aLongTracker();
  const page = await signedInAs(lead, { viewport: { width: 390, height: 844 } });
  await page.goto(`/commitments?view=board&session=${session}`);
  await page.getByRole("radio", { name: /^Declined/ }).check();
  const card = page.locator('[data-column="declined"] tr[data-stop]').nth(2);
  await card.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(page.getByRole("radio", { name: /^Declined/ })).toBeChecked();
  await expect(card).toBeFocused();
});

test("a commitment opened beside the matrix gives the focus back to its cell", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const address = `/commitments?view=matrix&session=${world.session}`;
  await openMatrix(page, address);
  const cell = page.getByRole("gridcell", {
    name: `Example State 2, ${world.references[1]}: Planned`,
    exact: true,
  });
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open the commitment" }).press("Enter");
  await expect(heading(page)).toBeFocused();
  await wayUp(page).press("Enter");
  await expect(page).toHaveURL(new RegExp(`view=matrix&session=${world.session}$`));
  await expect(cell).toBeFocused();
});

test("a commitment in a window of its own knows the list it came from, and one reached otherwise leads to all", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto("/commitments?q=border&sort=state");
  const link = page.getByRole("link", { name: /Example State 1, .*: open/ });
  const path = (await link.getAttribute("href")) ?? "";
  const opening = page.context().waitForEvent("page");
  await link.click({ modifiers: ["ControlOrMeta"] });
  const other = await opening;
  await expect(wayUp(other)).toHaveAttribute("href", "/commitments?q=border&sort=state");
  await page.goto(path);
  await expect(heading(page)).toBeVisible();
  await expect(wayUp(page)).toHaveAttribute("href", "/commitments");
});
