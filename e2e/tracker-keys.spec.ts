import type { Page } from "@playwright/test";
import { aMember } from "@/db/testing/factories";
import { expect, test } from "./fixtures";
import { aKeyboardTracker, openMatrix, type Tracker } from "./tracker-world";

/** The matrix as somebody finds it who comes with the keyboard: cells by State, the newer case first. */
function matrixOf(page: Page, { references: [newer, older] }: Tracker) {
  const grid = page.getByRole("grid");
  const cell = (state: number, column: "newer" | "older", stage: string) =>
    grid.getByRole("gridcell", {
      name: `Example State ${state}, ${column === "newer" ? newer : older}: ${stage}`,
      exact: true,
    });
  return { grid, cell, chosen: grid.locator("[aria-selected=true]") };
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
};

const addressOf = ({ session }: Tracker) => `/commitments?view=matrix&session=${session}`;

test("a range of the matrix is chosen, set, taken back and done again with the keyboard alone", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await openMatrix(page, addressOf(world));
  const { grid, cell, chosen } = matrixOf(page, world);
  await cell(1, "newer", "Not approached").focus();
  await press(page, "Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown");
  await expect(chosen).toHaveCount(6);
  await expect(page.getByText("6 cells selected", { exact: true }).first()).toBeAttached();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);

  // State 3 is on record in the newer case: it is left and told, the other five are set.
  await press(page, "a");
  await expect(cell(1, "newer", "Asked")).toBeVisible({ timeout: 500 });
  await expect(cell(3, "older", "Asked")).toBeFocused();
  await expect(cell(3, "newer", "Raised")).toBeVisible();
  await expect(
    page.getByText(/^5 cells set to Asked\. 1 cell left as it is: Raised/).first(),
  ).toBeVisible();

  await press(page, "Control+z");
  await expect(cell(1, "older", "Planned")).toBeVisible();
  await expect(cell(1, "newer", "Not approached")).toBeVisible();
  await expect(page.getByText("5 changes taken back.").first()).toBeVisible();
  await press(page, "Control+Shift+z");
  await expect(cell(2, "older", "Asked")).toBeVisible();
  await expect(page.getByText("5 cells set to Asked.", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(cell(1, "newer", "Asked")).toBeVisible();
  await expect(cell(2, "older", "Asked")).toBeVisible();
});

test("the line above the matrix tells the stage that a key has just set", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await openMatrix(page, addressOf(world));
  const { cell } = matrixOf(page, world);
  const told = (stage: string) =>
    page.getByText(`Example State 1, ${world.references[1]}: ${stage}`, { exact: true });
  await cell(1, "older", "Planned").focus();
  await expect(told("Planned")).toBeVisible();
  await press(page, "y");
  await expect(told("Agreed")).toBeVisible();
  await expect(told("Planned")).toHaveCount(0);
  await press(page, "4");
  await expect(told("Agreed, in writing")).toBeVisible();
  await press(page, "Control+z", "Control+z");
  await expect(told("Planned")).toBeVisible();
  // Beside the grid, too: the line stays with the cell that was left.
  await press(page, "Enter");
  const detail = page.getByRole("complementary", { name: "Detail" });
  await detail.getByRole("button", { name: /^Declined/ }).press("Enter");
  await expect(told("Declined")).toBeVisible();
});

test("a block is copied as letters, filled down, and pasted from letters and words", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openMatrix(page, addressOf(world));
  const { cell, chosen } = matrixOf(page, world);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await cell(3, "newer", "Raised").focus();
  await press(page, "Shift+ArrowRight", "Shift+ArrowDown", "Control+c");
  await expect.poll(clipboard).toBe("R\tP\n·\tP");

  await page.evaluate(() =>
    navigator.clipboard.writeText("Agreed\ty\nNo answer\tperhaps\n4\tx\n\tR"),
  );
  await cell(1, "newer", "Not approached").focus();
  await press(page, "Control+v");
  await expect(chosen).toHaveCount(8);
  await expect(cell(1, "newer", "Agreed")).toBeVisible();
  await expect(cell(1, "older", "Agreed")).toBeVisible();
  await expect(cell(2, "newer", "No answer")).toBeVisible();
  // What could not be read is told, and nothing else is lost.
  await expect(cell(2, "older", "Planned")).toBeVisible();
  await expect(cell(3, "newer", "Raised, in writing")).toBeVisible();
  await expect(cell(3, "older", "Declined")).toBeVisible();
  await expect(page.getByText(/“perhaps” is neither a stage nor a word/).first()).toBeVisible();

  // One step, whatever it was made of.
  await press(page, "Control+z");
  await expect(cell(1, "newer", "Not approached")).toBeVisible();
  await expect(cell(3, "older", "Planned")).toBeVisible();
  await expect(cell(3, "newer", "Raised")).toBeVisible();

  await press(page, "Escape");
  await cell(1, "older", "Planned").focus();
  await press(page, "c", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
  await expect(cell(3, "older", "Considering")).toBeVisible();
  await expect(page.getByText("2 cells set to Considering.").first()).toBeVisible();
});

test("what a colleague changed since is neither overwritten nor taken back unasked", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const [page, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
  await openMatrix(page, addressOf(world));
  await openMatrix(other, addressOf(world));
  const mine = matrixOf(page, world);
  const theirs = matrixOf(other, world);
  await mine.cell(1, "older", "Planned").focus();
  await press(page, "Shift+ArrowDown", "a");
  await expect(page.getByText("2 cells set to Asked.").first()).toBeVisible();

  // They saw what stood before: both values are shown, and they are asked.
  await theirs.cell(1, "older", "Planned").focus();
  await press(other, "x");
  const question = other.getByRole("alert").filter({ hasText: "in the meantime" });
  await expect(question).toContainText(`${world.lead.personName} changed Example State 1`);
  await expect(question).toContainText("It stands at: Asked");
  await expect(question).toContainText("You wanted: Declined");
  await expect(theirs.cell(1, "older", "Asked")).toBeVisible();
  await question.getByRole("button", { name: "Set mine" }).press("Enter");
  await expect(theirs.cell(1, "older", "Declined")).toBeFocused();
  await expect(other.getByText(/Declined\.$/).first()).toBeVisible();

  await mine.cell(2, "older", "Asked").focus();
  await press(page, "Control+z");
  await expect(
    page.getByText(/Example State 1, .*: changed by somebody else since/).first(),
  ).toBeVisible();
  await expect(mine.cell(1, "older", "Declined")).toBeVisible();
  await expect(mine.cell(2, "older", "Planned")).toBeVisible();
});

for (const view of ["table", "matrix", "board"] as const) {
  test(`the question about two values follows what a third change made of it, in the ${view}`, async ({
    signedInAs,
  }) => {
    const world = await aKeyboardTracker();
    const [page, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
    const address = {
      table: "/commitments?q=border&sort=state&dir=asc",
      matrix: addressOf(world),
      board: `/commitments?view=board&session=${world.session}`,
    }[view];
    const theirs = matrixOf(other, world);
    await page.goto(address);
    await openMatrix(other, addressOf(world));
    await theirs.cell(1, "older", "Planned").focus();
    await press(other, "a");
    await expect(theirs.cell(1, "older", "Asked")).toBeVisible();
    await expect(other.getByText(/Asked\.$/).first()).toBeVisible();

    const place =
      view === "table"
        ? page
            .getByRole("row", { name: /Example State 1, / })
            .getByRole("link", { name: /^Stage: / })
        : view === "matrix"
          ? matrixOf(page, world).cell(1, "older", "Planned")
          : page
              .locator(".board-card")
              .filter({ hasText: "Example State 1" })
              .filter({ hasText: world.references[1] })
              .first();
    await place.focus();
    await press(page, "x");
    const question = page.getByRole("alert").filter({ hasText: "in the meantime" });
    await expect(question).toContainText("It stands at: Asked");

    await press(other, "y");
    await expect(theirs.cell(1, "older", "Agreed")).toBeVisible();
    await expect(question).toContainText("It stands at: Agreed");
    await expect(question).toContainText("You wanted: Declined");
    await question.getByRole("button", { name: "Keep what stands" }).press("Enter");
    await expect(question).toHaveCount(0);
    await page.reload();
    await expect(question).toHaveCount(0);
  });
}

test("a stage that is set back takes its word with it, and Undo gives both back", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await openMatrix(page, addressOf(world));
  const { cell } = matrixOf(page, world);
  await cell(1, "older", "Planned").focus();
  await press(page, "y", "4");
  await expect(cell(1, "older", "Agreed, in writing")).toBeFocused();
  await press(page, "a");
  await expect(cell(1, "older", "Asked")).toBeFocused();
  await expect(page.getByText(/Asked\.$/).first()).toBeVisible();
  await press(page, "Control+z");
  await expect(cell(1, "older", "Agreed, in writing")).toBeFocused();
  await press(page, "a");
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await page.reload();
  await expect(cell(1, "older", "Asked")).toBeVisible();
});

test("in the table the same keys work on rows of one column, and on all that is selected", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto("/commitments?q=border&sort=state&dir=asc");
  const stage = (state: number) =>
    page
      .getByRole("row", { name: new RegExp(`Example State ${state}, `) })
      .getByRole("link", { name: /^Stage: / });
  await expect(stage(1)).toHaveAccessibleName("Stage: Planned. Change");
  await stage(1).focus();
  await press(page, "Shift+ArrowDown", "Shift+ArrowDown");
  const bar = page.getByRole("form", { name: "Set all selected rows" });
  await expect(bar.getByText("3 rows selected")).toBeVisible();
  await press(page, "c");
  await expect(stage(3)).toBeFocused();
  await expect(stage(1)).toHaveAccessibleName("Stage: Considering. Change");
  await expect(page.getByText("3 cells set to Considering.").first()).toBeVisible();
  await press(page, "Control+z");
  await expect(stage(2)).toHaveAccessibleName("Stage: Planned. Change");
  await expect(page.getByText("3 changes taken back.").first()).toBeVisible();

  // The bar sets owner and stage of the whole range as one step.
  await bar.getByLabel("Stage").selectOption("asked");
  await bar.getByLabel("Owner").selectOption({ label: world.lead.personName });
  await bar.getByLabel("Why").fill("Shared out on Monday");
  await bar.getByRole("button", { name: "Set 3 rows" }).press("Enter");
  await expect(bar).toHaveCount(0);
  await expect(page.getByText("6 cells changed.").first()).toBeVisible();
  await expect(stage(1)).toHaveAccessibleName("Stage: Asked. Change");
  await expect(stage(4)).toHaveAccessibleName("Stage: Planned. Change");
  await expect(
    page.getByRole("link", { name: `Owner: You (${world.lead.personName}). Change` }),
  ).toHaveCount(3);
  await stage(2).focus();
  await press(page, "h");
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history.getByText("Shared out on Monday")).toBeVisible();
  await press(page, "Escape");
  await press(page, "Control+z");
  await expect(stage(3)).toHaveAccessibleName("Stage: Planned. Change");
  await expect(
    page.getByRole("link", { name: `Owner: You (${world.lead.personName}). Change` }),
  ).toHaveCount(0);
});

test("arrows go from cell to cell of the table, and one Escape leaves a list or a field", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto("/commitments?q=border&sort=state&dir=asc");
  const cell = (state: number, name: RegExp | string) =>
    page
      .getByRole("row", { name: new RegExp(`Example State ${state}, `) })
      .getByRole("link", { name });
  await expect(page.getByText(/^Arrow keys move, Enter changes/)).toBeVisible();
  await cell(1, /^Stage: /).focus();
  await press(page, "ArrowRight");
  await expect(cell(1, /^Word: /)).toBeFocused();
  await press(page, "ArrowRight");
  await expect(cell(1, /^Next step: /)).toBeFocused();
  await press(page, "ArrowDown");
  await expect(cell(2, /^Next step: /)).toBeFocused();
  await press(page, "ArrowLeft", "ArrowLeft");
  await expect(cell(2, /^Stage: /)).toBeFocused();
  await press(page, "Home");
  await expect(page.getByRole("checkbox", { name: /^Select Example State 2, / })).toBeFocused();
  await press(page, "End", "ArrowUp");
  await expect(cell(1, /: history of /)).toBeFocused();

  // A list that is closed without a choice is left at once, and nothing was set.
  await cell(1, /^Stage: /).focus();
  await press(page, "Enter");
  await expect(page.getByRole("combobox", { name: "Stage", exact: true }).first()).toBeFocused();
  await press(page, "Escape");
  await expect(cell(1, "Stage: Planned. Change")).toBeFocused();

  // A letter begins the new text, and Escape gives the old one back.
  await cell(1, /^Next step: /).focus();
  await page.keyboard.type("Call on Monday");
  await press(page, "Enter");
  await expect(cell(1, "Next step: Call on Monday. Change")).toBeFocused();
  await page.keyboard.type("X");
  await expect(page.getByRole("textbox", { name: "Next step" })).toHaveValue("X");
  await press(page, "Escape");
  await expect(cell(1, "Next step: Call on Monday. Change")).toBeFocused();
  await press(page, "F2");
  await expect(page.getByRole("textbox", { name: "Next step" })).toHaveValue("Call on Monday");
});

test("the history of a cell is a key away, and an earlier stage is restored from it", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.goto("/commitments?q=border&sort=state&dir=asc");
  const stage = page
    .getByRole("row", { name: /Example State 1, / })
    .getByRole("link", { name: /^Stage: / });
  await stage.focus();
  await press(page, "y");
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await press(page, "x", "h");
  const panel = page.getByRole("complementary", { name: "History" });
  await expect(panel.getByRole("heading")).toBeFocused();
  await expect(panel.getByText("Stage: Planned → Agreed")).toBeVisible();
  await expect(panel.getByText("Stage: Agreed → Declined")).toBeVisible();
  await expect(panel.getByText(world.lead.personName).first()).toBeVisible();
  await panel
    .getByRole("button", { name: /^Restore/ })
    .first()
    .press("Enter");
  await expect(stage).toHaveAccessibleName("Stage: Agreed. Change");
  await expect(panel.getByText("Stage: Declined → Agreed")).toBeVisible();
  await press(page, "Escape");
  await expect(stage).toBeFocused();

  await openMatrix(page, addressOf(world));
  const { cell } = matrixOf(page, world);
  await cell(1, "older", "Agreed").focus();
  await press(page, "h");
  const detail = page.getByRole("complementary", { name: "Detail" });
  await expect(detail.getByText("Stage: Declined → Agreed")).toBeVisible();
  // A reason is given with the next change, and with that one only.
  await detail.getByLabel("Why").fill("Their capital said no");
  await detail.getByRole("button", { name: /^Declined/ }).press("Enter");
  await expect(detail.getByText("Why: Their capital said no")).toBeVisible();
  await expect(detail.getByLabel("Why")).toHaveValue("");
  await detail
    .getByRole("button", { name: /^Restore/ })
    .first()
    .press("Enter");
  await expect(cell(1, "older", "Agreed")).toBeVisible();
  await expect(detail.getByText("Their capital said no")).toHaveCount(1);
});

test("a reason is given on a commitment's own page, also without scripts", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  await page.goto("/commitments?q=border&sort=state&dir=asc");
  await page.getByRole("main").getByRole("link", { name: "Example State 1" }).first().click();
  const form = page.locator("form").filter({ has: page.getByRole("radio", { name: "Agreed" }) });
  await form.getByRole("radio", { name: "Considering" }).check();
  await form.getByText("Say why").click();
  await form.getByLabel(/^Why/).fill("They asked for the file");
  await form.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("main")).toContainText("Why: They asked for the file");
});

test("others' changes are told quietly, and nothing moves before they are asked for", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const [page, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
  await openMatrix(page, addressOf(world));
  await openMatrix(other, addressOf(world));
  const mine = matrixOf(page, world);
  await mine.cell(2, "older", "Planned").focus();
  await matrixOf(other, world).cell(1, "older", "Planned").focus();
  await press(other, "Shift+ArrowDown", "y");
  await expect(other.getByText("2 cells set to Agreed.").first()).toBeVisible();
  const pill = page.getByRole("button", { name: "2 changes. Show them" });
  await expect(pill).toBeVisible({ timeout: 15_000 });
  await expect(mine.cell(2, "older", "Planned")).toBeFocused();
  // Whoever made them is not told of them.
  await expect(other.getByRole("button", { name: /changes?\. Show/ })).toHaveCount(0);
  await pill.press("Enter");
  await expect(mine.cell(2, "older", "Agreed")).toBeFocused();
  await expect(pill).toHaveCount(0);
});

for (const [display, address] of [
  ["table", () => "/commitments?q=border&sort=state&dir=asc"],
  ["matrix", addressOf],
] as const) {
  test(`who records what was said comes back to the cell, with the steps to take back: ${display}`, async ({
    signedInAs,
  }) => {
    const world = await aKeyboardTracker();
    const page = await signedInAs(world.lead);
    const where = address(world);
    await (display === "matrix" ? openMatrix(page, where) : page.goto(where));
    const at = (state: number, stage: string) =>
      display === "matrix"
        ? matrixOf(page, world).cell(state, "older", stage)
        : page
            .getByRole("row", { name: new RegExp(`Example State ${state}, `) })
            .getByRole("link", { name: `Stage: ${stage}. Change` });
    await at(1, "Planned").focus();
    await press(page, "y");
    await expect(page.getByText(/Example State 1, .*: Agreed\./).first()).toBeVisible();
    await at(2, "Planned").focus();
    await press(page, "r");
    const form = page
      .getByRole("form")
      .or(page.locator("form"))
      .filter({ has: page.getByRole("button", { name: /^Record/ }) });
    await expect(form.first()).toBeVisible();
    await page.goBack();
    await expect(at(2, "Planned")).toBeFocused();
    await press(page, "Control+z");
    await expect(at(1, "Planned")).toBeVisible();
    await expect(page.getByText(/Example State 1, .*: taken back\./).first()).toBeVisible();
  });
}

test("what is pasted takes the place of what was chosen, also where it is empty", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/commitments?q=border&sort=state&dir=asc");
  const stage = (state: number) =>
    page
      .getByRole("row", { name: new RegExp(`Example State ${state}, `) })
      .getByRole("link", { name: /^Stage: / });
  await stage(1).focus();
  await press(page, "Shift+ArrowDown");
  const chosen = page.locator("td[data-chosen]");
  await expect(chosen).toHaveCount(2);
  await page.evaluate(() => navigator.clipboard.writeText(" \n"));
  await stage(4).focus();
  await press(page, "Control+v");
  await expect(chosen).toHaveCount(0);
  await expect(page.getByText("What was pasted is empty. Nothing was changed.")).toBeAttached();
  await expect(stage(4)).toHaveAccessibleName("Stage: Planned. Change");
});

for (const display of ["matrix", "board"]) {
  test(`the ${display} promises no keys without scripts`, async ({ signedInAs }) => {
    const world = await aKeyboardTracker();
    const hint = /^Arrow keys move/;
    const address = `/commitments?view=${display}&session=${world.session}`;
    const page = await signedInAs(world.lead);
    await page.goto(address);
    await expect(page.getByText(hint)).toBeVisible();
    const plain = await signedInAs(world.lead, { javaScriptEnabled: false });
    await plain.goto(address);
    await expect(plain.getByRole(display === "board" ? "row" : "grid").first()).toBeVisible();
    await expect(plain.getByText(hint)).toBeHidden();
  });
}

test("the matrix names only the keys that work where it is looked at", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const organisation = { id: world.lead.organisationId, name: world.lead.organisationName };
  const hint = /^Arrow keys move/;
  const page = await signedInAs(world.lead);
  await openMatrix(page, addressOf(world));
  await expect(page.getByText(hint)).toContainText("Letters set the stage");
  // Of all sessions at once a cell is no one ask: nothing is set there.
  await openMatrix(page, "/commitments?view=matrix");
  await expect(page.getByText(hint)).toContainText("Choose one session to set stages.");
  await expect(page.getByText(hint)).not.toContainText("Letters");
  const { cell } = matrixOf(page, world);
  await cell(1, "older", "Planned").focus();
  await press(page, "a");
  await expect(page.getByText(/^Choose a session before you set a stage/).first()).toBeVisible();

  const reader = await signedInAs(await aMember(organisation, "reader"));
  await openMatrix(reader, addressOf(world));
  await expect(reader.getByText(hint)).toContainText("H shows the history.");
  await expect(reader.getByText(hint)).not.toContainText("Letters");
});
