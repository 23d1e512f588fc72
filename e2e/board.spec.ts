import type { Page } from "@playwright/test";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { axeFaults } from "./axe";
import { advocate, expect, test } from "./fixtures";
import { tabThrough } from "./tab-walk";
import { aKeyboardTracker, type Tracker } from "./tracker-world";

/** The board as somebody finds it who listens: columns by stage, cards by State and case. */
function boardOf(page: Page, { references: [newer, older] }: Tracker) {
  const grid = page.getByRole("grid", { name: "Commitments by stage" });
  const card = (state: number, stage: string, which: "newer" | "older" = "older") =>
    grid.getByRole("row", {
      name: new RegExp(
        `^Example State ${state}, ${which === "newer" ? newer : older}: ${stage}, \\d+ of`,
      ),
    });
  const column = (name: string) => grid.getByRole("rowgroup", { name, exact: true });
  return { grid, card, column };
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
};

const addressOf = ({ session }: Tracker) => `/commitments?view=board&session=${session}`;

/** The scripts are there: the board has its one tab stop. */
const isReady = (page: Page) => expect(page.locator('[data-stop][tabindex="0"]')).toHaveCount(1);

test("cards move by the keyboard alone, and are taken back and done again", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { grid, card, column } = boardOf(page, world);
  await expect(column("Planned, 4")).toBeVisible();
  await expect(column("Raised, 1")).toBeVisible();
  await expect(column("Declined, 0")).toBeVisible();

  await card(4, "Planned").focus();
  await press(page, "End");
  const last = grid.locator(":focus");
  await expect(last).toHaveAccessibleName(/4 of 4\./);
  await press(page, "Home", "ArrowRight");
  await expect(card(3, "Raised", "newer")).toBeFocused();
  await press(page, "ArrowLeft");
  await expect(column("Planned, 4").locator(":focus")).toHaveAccessibleName(/1 of 4\./);

  // The card goes and the focus with it; its word is set where it is.
  await card(2, "Planned").focus();
  await press(page, "y");
  await expect(card(2, "Agreed")).toBeFocused({ timeout: 500 });
  await expect(column("Planned, 3")).toBeVisible();
  await expect(column("Agreed, 1")).toBeVisible();
  await press(page, "4");
  await expect(card(2, "Agreed")).toHaveAccessibleName(/4 · in writing/);
  await press(page, "Control+z", "Control+z");
  await expect(card(2, "Planned")).toBeFocused();
  await expect(column("Planned, 4")).toBeVisible();
  // At once, while both are still on their way back: the last one that was taken back comes first.
  await press(page, "Control+Shift+z");
  await expect(card(2, "Agreed")).toBeFocused();
  // Five steps, each stored: after the first of them the ask already stands where it stands after the last.
  const stored = () => asSuperuser()`
    select c.stage, c.word, count(e.id)::int as steps
    from commitments c join commitment_events e on e.commitment_id = c.id and e.changes ?| array['stage', 'word']
    where c.session_id = ${world.session} and c.state_code = 'XEB' group by c.id, c.stage, c.word`;
  const before = 1;
  await expect
    .poll(async () => [...(await stored())])
    .toEqual([{ stage: "agreed", word: null, steps: before + 5 }]);
  await page.reload();
  await expect(card(2, "Agreed")).toBeVisible();
  await isReady(page);

  // Raised is never set, and what is on record is not moved by hand.
  await card(3, "Raised", "newer").focus();
  await press(page, "x");
  await expect(page.getByText(/Raised is not changed here/).first()).toBeVisible();
  await expect(card(3, "Raised", "newer")).toBeFocused();
  await card(1, "Planned").focus();
  await press(page, "r");
  await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}#record$/);
  const form = page.getByRole("region", { name: "Record what was said" });
  await expect(form).toBeFocused();
  await press(page, "Tab");
  await expect(form.locator(":focus")).toHaveCount(1);
});

test("a card says whose it is only where the reader may know", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const stranger = await aMember(await anOrganisation());
  for (const [state, { membershipId }] of [
    ["XEA", world.second],
    ["XEB", stranger],
  ] as const) {
    await asSuperuser()`update commitments set owner_id = ${membershipId}
      where session_id = ${world.session} and state_code = ${state}`;
  }
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { card } = boardOf(page, world);
  await expect(card(1, "Planned")).toHaveAccessibleName(
    new RegExp(`, owner ${world.second.personName}$`),
  );
  await expect(card(2, "Planned")).toHaveAccessibleName(/, owner A partner$/);
});

test("what goes to a folded stage leaves the focus to its neighbour, and is found there", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { grid, card, column } = boardOf(page, world);
  await card(1, "Planned").focus();
  await press(page, "x");
  await expect(column("Declined, 1")).toBeVisible();
  await expect(column("Planned, 3").locator(":focus")).toHaveCount(1);
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await grid.getByRole("link", { name: "Show Declined, 1" }).focus();
  await press(page, "Enter");
  await expect(card(1, "Declined")).toBeVisible();
  await expect(column("Declined, 1")).toBeVisible();
  const fold = grid.getByRole("button", { name: "Hide Declined" });
  await expect(fold).toBeFocused();
  await press(page, "ArrowDown");
  await expect(card(1, "Declined")).toBeFocused();
  await press(page, "ArrowUp", "Enter");
  await expect(card(1, "Declined")).toHaveCount(0);
  await expect(grid.getByRole("link", { name: "Show Declined, 1" })).toBeFocused();
});

test("the menu moves a card, by its letters and by a pointer, and gives the focus back", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { grid, card } = boardOf(page, world);
  await card(1, "Planned").focus();
  await press(page, "m");
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitemradio", { name: "Planned" })).toBeFocused();
  await press(page, "Escape");
  await expect(menu).toHaveCount(0);
  await expect(card(1, "Planned")).toBeFocused();
  await press(page, "m", "ArrowDown", "Enter");
  await expect(card(1, "Asked")).toBeFocused();
  await grid.getByRole("link", { name: /^Move to …: Example State 2, / }).click();
  await menu.getByRole("menuitemradio", { name: "Considering" }).click();
  await expect(card(2, "Considering")).toBeFocused();
  // The card of what is on record has no menu.
  await expect(card(3, "Raised", "newer").getByRole("link", { name: /^Move/ })).toHaveCount(0);
});

test("a card is dragged to another stage, and to Raised to record what was said", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { card, column } = boardOf(page, world);
  await card(1, "Planned").dragTo(column("Agreed, 0"));
  await expect(card(1, "Agreed")).toBeVisible();
  await card(2, "Planned").dragTo(column("No answer, 0"));
  await expect(column("No answer, 1")).toBeVisible();
  await expect(page.getByText(/Example State 2, .*: No answer\./).first()).toBeVisible();
  await card(3, "Raised", "newer").dragTo(column("Asked, 0"));
  await expect(page.getByText(/Raised is not changed here/).first()).toBeVisible();
  await card(4, "Planned").dragTo(column("Raised, 1"));
  await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}#record$/);
  await page.goto(addressOf(world));
  await expect(card(1, "Agreed")).toBeVisible();
  await expect(card(4, "Planned")).toBeVisible();
});

test("what a colleague changed is told quietly, and asked about where both changed it", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const [page, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
  for (const one of [page, other]) {
    await one.goto(addressOf(world));
    await isReady(one);
  }
  const mine = boardOf(page, world);
  const theirs = boardOf(other, world);
  await theirs.card(3, "Planned").focus();
  await mine.card(1, "Planned").focus();
  await press(page, "a");
  await expect(mine.card(1, "Asked")).toBeFocused();
  const pill = other.getByRole("button", { name: "1 change. Show it" });
  await expect(pill).toBeVisible({ timeout: 15_000 });
  await expect(theirs.card(3, "Planned")).toBeFocused();
  await theirs.card(1, "Planned").focus();
  await press(other, "y");
  const question = other.getByRole("alert").filter({ hasText: "in the meantime" });
  await expect(question).toContainText("It stands at: Asked");
  await expect(question).toContainText("You wanted: Agreed");
  await question.getByRole("button", { name: "Set mine" }).press("Enter");
  await expect(theirs.card(1, "Agreed")).toBeFocused();

  const again = page.getByRole("button", { name: "1 change. Show it" });
  await expect(again).toBeVisible({ timeout: 15_000 });
  await again.press("Enter");
  await expect(mine.card(1, "Agreed")).toBeVisible();
});

test("the filter is the table's, and a reader outside the team changes nothing", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto("/commitments?sort=due&q=searched");
  await page.getByRole("link", { name: "Board" }).click();
  await expect(page).toHaveURL(/view=board/);
  await expect(page).toHaveURL(/q=searched/);
  const { card, column } = boardOf(page, world);
  await expect(card(3, "Raised", "newer")).toBeVisible();
  await expect(column("Planned, 0")).toBeVisible();
  await page.getByRole("searchbox").fill("border");
  await expect(column("Planned, 4")).toBeVisible();
  await expect(page).toHaveURL(/view=board/);
  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(column("Raised, 1")).toBeVisible();
  // What it is ordered by stays.
  await expect(page).toHaveURL(/view=board&sort=due$/);

  await asSuperuser()`delete from case_team where membership_id = ${world.second.membershipId}`;
  const reader = await signedInAs(world.second);
  await reader.goto(addressOf(world));
  await isReady(reader);
  const theirs = boardOf(reader, world);
  await expect(reader.getByRole("link", { name: /^Move/ })).toHaveCount(0);
  await theirs.card(1, "Planned").focus();
  await press(reader, "a");
  await expect(
    reader.getByText("You may read this and not change it.", { exact: true }).first(),
  ).toBeVisible();
  await expect(theirs.card(1, "Planned")).toBeFocused();
});

test("a column goes on past its first cards", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const [, older] = world.cases;
  await asSuperuser()`insert into commitments
      (org_id, case_id, state_code, session_id, forum, recorded_org_id, stage)
    select ${world.lead.organisationId}, ${older?.id ?? ""}, code, ${world.session}, 'upr',
      ${world.lead.organisationId}, 'asked'
    from (select code from states where code not like 'X%' and retired_at is null limit 75) s`;
  const page = await signedInAs(world.lead);
  await page.goto(addressOf(world));
  await isReady(page);
  const { grid, column } = boardOf(page, world);
  const asked = column("Asked, 75");
  const cards = asked.locator(".board-card");
  await expect(cards).toHaveCount(20);
  await cards.first().focus();
  await press(page, "End");
  await expect(grid.getByRole("button", { name: "Show more, Asked" })).toBeFocused();
  await press(page, "Enter");
  await expect(cards).toHaveCount(70);
  await press(page, "End", "Enter");
  await expect(cards).toHaveCount(75);
  await expect(grid.getByRole("button", { name: "Show more, Asked" })).toHaveCount(0);
  // What had the focus is gone; it stands on the first of what came.
  await expect(asked.locator(":focus")).toHaveAccessibleName(/71 of 75\./);
});

test("on a phone one column is shown, and a card is moved under the thumb", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead, { viewport: { width: 390, height: 844 } });
  await page.goto(addressOf(world));
  await isReady(page);
  const { grid, card } = boardOf(page, world);
  await expect(grid.getByRole("rowgroup")).toHaveCount(1);
  await grid.getByRole("link", { name: /^Move to …: Example State 1, / }).click();
  await page.getByRole("menuitemradio", { name: "Declined" }).click();
  await expect(card(1, "Planned")).toHaveCount(0);
  const pick = page.getByRole("group", { name: "Stage to look at" });
  await pick.getByRole("radio", { name: "Declined 1" }).check();
  await expect(card(1, "Declined")).toBeVisible();
  await expect(card(2, "Planned")).toBeHidden();
  await pick.getByRole("radio", { name: "Raised 1" }).check();
  await expect(card(3, "Raised", "newer")).toBeVisible();
});

test("without scripts it is a list to read, with a way to each form", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  await page.goto(addressOf(world));
  const { grid, card, column } = boardOf(page, world);
  await expect(column("Planned, 4")).toBeVisible();
  await card(1, "Planned").getByRole("link", { name: /^Move/ }).click();
  await expect(page).toHaveURL(/#stage$/);
  await page.getByRole("radio", { name: "Declined" }).check();
  await page.getByRole("button", { name: "Save the stage" }).click();
  await expect(page.getByText("Stage: Planned → Declined")).toBeVisible();
  await page.goto(addressOf(world));
  await grid.getByRole("link", { name: "Show Declined, 1" }).click();
  await expect(page).toHaveURL(/view=board/);
  await expect(card(1, "Declined")).toBeVisible();
});

for (const [name, setting] of [
  ["wide, light, left-to-right", { viewport: { width: 1440, height: 900 } }],
  [
    "phone, dark, right-to-left",
    { viewport: { width: 390, height: 844 }, theme: "dark", locale: "qps" },
  ],
] as const) {
  test(`axe and the Tab key find nothing wrong on the board: ${name}`, async ({ signedInAs }) => {
    const page = await signedInAs(advocate, setting);
    await page.goto("/commitments?view=board");
    await isReady(page);
    expect(await axeFaults(page)).toEqual([]);
    const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
    expect(await page.evaluate(isWide)).toBe(false);
    expect((await tabThrough(page)).faults).toEqual([]);
  });
}

test("the arrow keys go the way that is read", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { locale: "qps" });
  await page.goto("/commitments?view=board&stage=planned,asked");
  await isReady(page);
  const columns = page.locator("[data-column]");
  await columns.nth(0).locator(".board-card").first().focus();
  await press(page, "ArrowLeft");
  await expect(columns.nth(1).locator(".board-card").first()).toBeFocused();
  const [first, second] = [await columns.nth(0).boundingBox(), await columns.nth(1).boundingBox()];
  expect(first?.x).toBeGreaterThan(second?.x ?? 0);
});
