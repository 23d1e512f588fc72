import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aTracker } from "./tracker-world";

test("filter, order and group stand in the address and go back with it", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments");
  await page.getByRole("searchbox").fill("border");
  await expect(page).toHaveURL(/q=border/);
  await expect(page.getByRole("row")).toHaveCount(2 + 2);
  await page.getByRole("columnheader", { name: "State" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "State" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=state/);
  await page.goto("/commitments?group=case");
  await expect(page.getByRole("columnheader", { name: /Office searched/ })).toBeVisible();
  await expect(page.getByText("Still to come 1 · raised 1")).toBeVisible();
  await expect(page.getByText("Still to come: promised and not yet raised.")).toBeVisible();
});

test("what is grouped keeps its order within each group, and is sorted there", async ({
  signedInAs,
}) => {
  const { lead, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?group=case&sort=state");
  const lines = () =>
    page
      .locator("table.commitments tbody tr")
      .evaluateAll((all) =>
        all.map((line) => /Example State \d|PL-[^ ]+/.exec((line as HTMLElement).innerText)?.[0]),
      );
  const [border, office] = references;
  await expect
    .poll(lines)
    .toEqual([
      office,
      "Example State 3",
      "Example State 4",
      border,
      "Example State 1",
      "Example State 2",
    ]);
  await page.getByRole("columnheader", { name: "State" }).getByRole("link").click();
  await expect(page).toHaveURL(/group=case/);
  await expect
    .poll(lines)
    .toEqual([
      office,
      "Example State 4",
      "Example State 3",
      border,
      "Example State 2",
      "Example State 1",
    ]);
});

test("the filter works without scripts", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead, { javaScriptEnabled: false });
  await page.goto("/commitments");
  await page.getByText("All stages").click();
  await page.getByRole("checkbox", { name: "Agreed" }).check();
  await page.getByRole("checkbox", { name: "Declined" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/stage=agreed%2Cdeclined/);
  await expect(page.getByRole("row", { name: /Example State/ })).toHaveCount(2);
});

test("nothing in address or title names a State or a case", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?sort=state");
  await page
    .getByRole("link", { name: /: open$/ })
    .first()
    .click();
  await expect(page).toHaveTitle("Commitment · Plenary");
  expect(page.url()).not.toMatch(/XE[A-G]|PL-|Example/);
});

test("the number beside Commitments says that it counts what needs one", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  await asSuperuser()`update commitments set owner_id = ${lead.membershipId}
    where org_id = ${lead.organisationId} and stage = 'asked'`;
  const [counted] = await asSuperuser()`select count(*)::int as n from commitments
    where org_id = ${lead.organisationId} and owner_id = ${lead.membershipId} and not is_raised`;
  const page = await signedInAs(lead);
  await page.goto("/");
  const words = new RegExp(`^Commitments ?${counted?.n} asks? that needs? you$`);
  await expect(page.getByRole("link", { name: words }).first()).toBeVisible();
});

test("an address with a stage that there is none of shows all", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=hello");
  await expect(page.getByText("All stages", { exact: true })).toBeVisible();
  await expect(page.locator('td[data-cell="stage"]')).toHaveCount(4);
});
