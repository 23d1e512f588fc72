import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

const states = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"];

/** 72 commitments on twelve cases, of which the second member may change those of one; 66 are asked. */
async function aLongTracker(): Promise<{ lead: Member; second: Member; session: string }> {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const second = await aMember(organisation);
  const session = await aSession(organisation);
  for (let n = 0; n < 12; n += 1) {
    const theCase = await aCase(n === 0 ? second : lead, {
      title: `Matter ${n}`,
      visibility: "organisation",
    });
    for (const stateCode of states) {
      await aCommitment(theCase, session, { stateCode, stage: n === 1 ? "declined" : "asked" });
    }
  }
  return { lead, second, session };
}

const barOf = (page: Page) => page.getByRole("form", { name: "Set all selected rows" });
const stored = async (session: string) => {
  const found = await asSuperuser()<{ stage: string; n: number }[]>`
    select stage, count(*)::int as n from commitments where session_id = ${session} group by stage order by stage`;
  return Object.fromEntries(found.map(({ stage, n }) => [stage, n]));
};

test("all that the filter finds is selected with its exact number, set as one, and taken back", async ({
  signedInAs,
}) => {
  test.slow();
  const { lead, session } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=asked&sort=state");
  const bar = barOf(page);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await expect(bar.getByText(/^\d+ rows selected$/)).toBeVisible();
  await bar.getByRole("button", { name: "Select all 66 that the filter finds" }).press("Enter");
  // Six of them are of a colleague's case.
  await expect(bar.getByText("60 rows selected")).toBeVisible();
  await expect(bar.getByText("6 more rows are not yours to change")).toBeVisible();
  await expect(bar.getByRole("button", { name: /^Select/ })).toHaveCount(0);
  // One is left out by hand.
  const box = page.locator('tr[data-row] input[type="checkbox"]:checked').first();
  await box.uncheck();
  await expect(bar.getByText("59 rows selected")).toBeVisible();
  await bar.getByLabel("Stage").selectOption("considering");
  await bar.getByRole("button", { name: "Set 59 rows" }).press("Enter");
  await expect(page.getByText("59 cells set to Considering.").first()).toBeVisible();
  await expect(bar).toHaveCount(0);
  expect(await stored(session)).toEqual({ asked: 7, considering: 59, declined: 6 });
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(session), { timeout: 60_000 }).toEqual({ asked: 66, declined: 6 });
  await expect(page.getByText("59 changes taken back.").first()).toBeVisible();
});

test("another filter has another selection", async ({ signedInAs }) => {
  const { lead } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments");
  const bar = barOf(page);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await bar.getByRole("button", { name: "Select all 72 of the list" }).click();
  await expect(bar.getByText("66 rows selected")).toBeVisible();
  // It is still there on the next page, and not under another filter.
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("51 to 72 of 72").first()).toBeVisible();
  await expect(bar.getByText("66 rows selected")).toBeVisible();
  await page.getByRole("searchbox").fill("Matter 7");
  await expect(page.locator("tr[data-row]")).toHaveCount(6);
  await expect(bar).toHaveCount(0);
  await expect(page.locator("tr[data-row] input:checked")).toHaveCount(0);
});

test("a day that there is not is said at its field, and neither the selection nor what was typed is lost", async ({
  signedInAs,
}) => {
  const { lead, session } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined&sort=state");
  const bar = barOf(page);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await bar.getByLabel("Stage").selectOption("asked");
  await bar.getByLabel("Why").fill("Shared out on Monday");
  const due = bar.getByLabel("Due");
  await due.focus();
  await page.keyboard.type("02312027");
  await bar.getByRole("button", { name: "Set 6 rows" }).press("Enter");
  const fault = bar.getByText("Due: There is no such day. Check day, month and year.");
  await expect(fault).toBeVisible();
  await expect(due).toBeFocused();
  await expect(due).toHaveAccessibleDescription(/There is no such day/);
  await expect(bar.getByText("6 rows selected")).toBeVisible();
  await expect(bar.getByLabel("Why")).toHaveValue("Shared out on Monday");
  expect(await due.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(true);
  expect(await stored(session)).toEqual({ asked: 66, declined: 6 });

  // Words, where a browser has no field for days.
  await due.evaluate((field: HTMLInputElement) => {
    field.type = "text";
    field.value = "soon";
  });
  await bar.getByRole("button", { name: "Set 6 rows" }).press("Enter");
  await expect(fault).toBeVisible();
  await expect(due).toHaveValue("soon");

  await due.fill("2027-03-01");
  await bar.getByRole("button", { name: "Set 6 rows" }).press("Enter");
  await expect(page.getByText("12 cells changed.").first()).toBeVisible();
  await expect(bar).toHaveCount(0);
  expect(await stored(session)).toEqual({ asked: 72 });
});

test("a day long past is asked about before it is set, on many rows and on one, and nothing is lost", async ({
  signedInAs,
}) => {
  const { lead } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=asked&sort=state");
  const boxes = page.locator('td[data-cell="select"] input');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  const bar = page.getByRole("form", { name: "Set all selected rows" });
  const days = page.locator('td[data-cell="due"]');
  await bar.getByLabel("Due").fill("2019-11-27");
  const set = bar.getByRole("button", { name: "Set 2 rows" });
  await set.press("Enter");
  await expect(bar.getByRole("alert")).toContainText("27 November 2019 is long past");
  await expect(bar.getByLabel("Due")).toBeFocused();
  await expect(bar.getByLabel("Due")).toHaveValue("2019-11-27");
  // Another such day is another question.
  await bar.getByLabel("Due").fill("2018-11-27");
  await set.press("Enter");
  await expect(bar.getByRole("alert")).toContainText("27 November 2018 is long past");
  await page.reload();
  await expect(days.filter({ hasText: /201[89]/ })).toHaveCount(0);

  // What is meant all the same is said twice.
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await bar.getByLabel("Due").fill("2019-11-27");
  await set.press("Enter");
  await expect(bar.getByRole("alert")).toBeVisible();
  await set.press("Enter");
  await expect(days.filter({ hasText: "2019" })).toHaveCount(2);

  const cell = days.nth(2);
  await cell.getByRole("link").press("Enter");
  const field = cell.getByLabel("Due");
  await field.fill("2019-11-28");
  await field.press("Enter");
  await expect(cell).toContainText("28 November 2019 is long past");
  await field.press("Escape");
  await expect(days.filter({ hasText: "2019" })).toHaveCount(2);
});

test("what the server refuses names its field, and stays selected", async ({ signedInAs }) => {
  const { lead, session } = await aLongTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined&sort=state");
  const bar = barOf(page);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  // Past the field's own check.
  await page.route("**/commitments/changes", (route) => {
    const sent = route.request().postData() ?? "";
    return route.continue({ postData: sent.replaceAll("2027-03-01", "2027-02-31") });
  });
  await bar.getByLabel("Due").fill("2027-03-01");
  await bar.getByRole("button", { name: "Set 6 rows" }).press("Enter");
  await expect(
    bar.getByText(/^6 changes not saved\. Reply due: There is no such day/),
  ).toBeVisible();
  await expect(bar.getByText("6 rows selected")).toBeVisible();
  await expect(bar.getByLabel("Due")).toHaveValue("2027-03-01");
  expect(await stored(session)).toEqual({ asked: 66, declined: 6 });
});

test("a day that there is not does not empty the date of one row", async ({ signedInAs }) => {
  const { lead, session } = await aLongTracker();
  await asSuperuser()`update commitments set due_on = '2027-01-26'
    where session_id = ${session} and stage = 'declined' and state_code = 'XEA'`;
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined&sort=due");
  const cell = page.locator('td[data-cell="due"]').first();
  await cell.getByRole("link").click();
  const field = cell.locator("input");
  await field.focus();
  await page.keyboard.type("02312027");
  await page.keyboard.press("Enter");
  await expect(cell.getByText("There is no such day. Check day, month and year.")).toBeVisible();
  await expect(field).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cell).toContainText("26");
});
