import { expect, test } from "./fixtures";
import { aTracker, openMatrix } from "./tracker-world";

test("the matrix is worked with the keyboard alone", async ({ signedInAs }) => {
  const { lead, session, references } = await aTracker();
  const page = await signedInAs(lead);
  await openMatrix(page, `/commitments?view=matrix&session=${session}`);
  const grid = page.getByRole("grid");
  const cell = (name: string) => grid.getByRole("gridcell", { name });
  await expect(cell(`Example State 3, ${references[1]}: Raised`)).toBeVisible();
  await expect(cell(`Example State 1, ${references[1]}: Not approached`)).toBeVisible();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
  expect(await grid.locator("td button, td a, td input").count()).toBe(0);

  await cell(`Example State 1, ${references[1]}: Not approached`).focus();
  await page.keyboard.press("a");
  await expect(cell(`Example State 1, ${references[1]}: Asked`)).toBeFocused();
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await page.keyboard.press("4");
  await expect(cell(`Example State 1, ${references[1]}: Asked, in writing`)).toBeFocused();
  await page.keyboard.press("5");
  await expect(cell(`Example State 1, ${references[1]}: Asked, on the UN record`)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cell(`Example State 1, ${references[0]}: Asked`)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(`Example State 2, ${references[0]}: Agreed`)).toBeFocused();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);

  // Raised is never set by hand.
  await cell(`Example State 3, ${references[1]}: Raised`).focus();
  await page.keyboard.press("x");
  await expect(
    page.getByText("Raised is not changed here", { exact: false }).first(),
  ).toBeVisible();
  await expect(cell(`Example State 3, ${references[1]}: Raised`)).toBeVisible();

  await cell(`Example State 2, ${references[0]}: Agreed`).focus();
  await page.keyboard.press("Enter");
  const detail = page.getByRole("complementary", { name: "Detail" });
  await expect(detail.getByRole("heading", { name: "Stopped at the border" })).toBeFocused();
  await expect(detail.getByText("Nobody may be named")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cell(`Example State 2, ${references[0]}: Agreed`)).toBeFocused();
});

test("the State concerned has an empty cell that says so", async ({ signedInAs }) => {
  const { lead, session, references } = await aTracker();
  const page = await signedInAs(lead);
  await openMatrix(page, `/commitments?view=matrix&session=${session}`);
  const heading = page.getByRole("rowheader", { name: /group D/ });
  await heading.click();
  const own = page.getByRole("gridcell", {
    name: `Example State 7, ${references[0]}: State concerned, not asked`,
  });
  await own.focus();
  await page.keyboard.press("a");
  await expect(page.getByText("A State is not asked about itself.").first()).toBeVisible();
});

test("the matrix of a session prints on one sheet across, with its letters", async ({
  signedInAs,
}) => {
  const { lead, session } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto(`/commitments?view=matrix&session=${session}`);
  await expect(page.getByRole("grid")).toBeVisible();
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A4 lies across: 842 by 595 points.
  expect(sheets).toMatch(/\/MediaBox\s*\[0 0 84[12][.\d]* 59[45]/);
});
