import type { Page } from "@playwright/test";
import { aCase, aCommitment, inTeam } from "@/db/testing/factories";
import { expect, test } from "./fixtures";
import { aKeyboardTracker, type Tracker } from "./tracker-world";

const address = "/commitments?q=border&sort=state&dir=asc";

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
};

/** The table as somebody finds it who comes with the keyboard: the cells of one case by State and column. */
async function tableOf(page: Page, where = address) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(where);
  await page.waitForLoadState("networkidle");
  const cell = (state: number, column: string) =>
    page
      .getByRole("row", { name: new RegExp(`Example State ${state}, `) })
      .getByRole("link", { name: new RegExp(`^${column}: `) });
  return {
    cell,
    chosen: page.locator("[data-chosen]"),
    told: (words: RegExp | string) => page.getByText(words).first(),
    says: (state: number, column: string, words: string | RegExp) =>
      expect(cell(state, column)).toHaveAccessibleName(
        typeof words === "string" ? `${column}: ${words}. Change` : words,
      ),
    copied: () => page.evaluate(() => navigator.clipboard.readText()),
    async paste(text: string) {
      await page.evaluate((written) => navigator.clipboard.writeText(written), text);
      await press(page, "Control+v");
    },
  };
}

test("days, next steps and owners are copied, pasted and filled down as what they say", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const { cell, says, told, copied, paste } = await tableOf(page);
  const reference = world.references[1];

  await cell(1, "Due").focus();
  await paste("2030-12-31\n31 January 2031\nsoon\n03/04/2030");
  await says(1, "Due", /^Due: 31 Dec/);
  await says(2, "Due", /^Due: 31 Jan/);
  await says(3, "Due", "none");
  await expect(
    told(`Example State 3, ${reference} was left as it was: “soon” is no day.`),
  ).toBeVisible();
  await expect(told("“03/04/2030” may be two different days.")).toBeVisible();
  await press(page, "Control+z");
  await says(1, "Due", "none");
  await says(2, "Due", "none");
  await expect(told("2 changes taken back.")).toBeVisible();
  await press(page, "Control+Shift+z");
  await says(2, "Due", /^Due: 31 Jan/);
  await press(page, "Control+c");
  await expect.poll(copied).toBe("2030-12-31\n2031-01-31\n\n");

  await cell(1, "Owner").focus();
  await paste("Somebody Else");
  await expect(told("“Somebody Else” is not the name of a colleague.")).toBeVisible();
  await paste(world.second.personName.toUpperCase());
  await says(1, "Owner", world.second.personName);
  await press(page, "Shift+ArrowDown", "Control+d");
  await says(2, "Owner", world.second.personName);
  await press(page, "Control+c");
  await expect.poll(copied).toBe(`${world.second.personName}\n${world.second.personName}`);

  await cell(3, "Next step").focus();
  await paste('"Call on\nMonday"');
  await says(3, "Next step", "Call on Monday");
  await press(page, "ArrowDown", "Control+d");
  await says(4, "Next step", "Call on Monday");
  await expect(told(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await says(1, "Due", /^Due: 31 Dec/);
  await says(2, "Owner", world.second.personName);
  await says(4, "Next step", "Call on Monday");

  // Where nothing can be pasted it is said.
  await page
    .getByRole("row", { name: /Example State 1, / })
    .getByRole("link", { name: /: open$/ })
    .focus();
  await paste("asked");
  await expect(told("Nothing can be pasted here.")).toBeVisible();
  await says(1, "Stage", "Planned");
});

test("a pasted block runs over the columns that are shown, and says which it can't set", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const { cell, says, told, paste } = await tableOf(page);
  await cell(1, "Stage").focus();
  await paste("agreed\t3\nconsidering\t4");
  await says(1, "Stage", /^Stage: Agreed/);
  await says(2, "Stage", /^Stage: Considering/);
  await says(1, "Word", /^Word: 3 /);
  await says(2, "Word", /^Word: 4 /);
  await expect(told("4 cells changed.")).toBeVisible();
  await expect(page.getByText("found no place")).toHaveCount(0);

  // The word that is written beside the stage stays, though a stage that is set back takes its word along.
  await paste("asked\t3");
  await says(1, "Stage", /^Stage: Asked/);
  await says(2, "Stage", /^Stage: Asked/);
  await says(1, "Word", /^Word: 3 /);
  await says(2, "Word", /^Word: 3 /);

  await press(page, "Escape");
  await paste("considering\t2\tanything\tWrite to them\t2030-12-31");
  await says(1, "Next step", "Write to them");
  await says(1, "Due", /^Due: 31 Dec/);
  await expect(
    told(
      "1 cell of what was pasted found no place: this can’t be changed in the table: What will be said.",
    ),
  ).toBeVisible();
  await expect(
    told(/Example State 1, .*: Considering, 2 .*, .Write to them., 31 Dec/),
  ).toBeVisible();
  await press(page, "Control+z");
  await says(1, "Next step", "none");
  await says(1, "Stage", /^Stage: Asked/);
  await says(1, "Word", /^Word: 3 /);
  await press(page, "Control+z", "Control+z");
  await says(2, "Stage", "Planned");
  await says(2, "Word", /^Word: /);
  await expect(told("4 changes taken back.")).toBeVisible();
  await page.reload();
  await says(1, "Stage", "Planned");
});

test("Shift and arrows choose rows and columns of the table, for copying, letters and filling", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const { cell, chosen, says, told, copied } = await tableOf(page);
  await cell(2, "Next step").focus();
  await page.keyboard.type("Call");
  await press(page, "Enter");
  // That it was saved is said, too, and would stand in the place of what is said of the selection.
  await expect(told(/^Saved \d\d:\d\d$/)).toBeVisible();
  await cell(1, "Stage").focus();
  await press(page, "Shift+ArrowDown", "Shift+ArrowRight");
  await expect(cell(2, "Word")).toBeFocused();
  await expect(chosen).toHaveCount(4);
  await expect(page.getByText("4 cells selected", { exact: true })).toBeAttached();
  // Said once: the bar shows the rows, and says nothing besides.
  const bar = page.getByRole("form", { name: "Set all selected rows" });
  await expect(bar.getByText("2 rows selected")).toBeVisible();
  await expect(bar.getByRole("status")).toHaveCount(0);

  // What can't be changed lies within, and is passed over.
  await press(page, "Shift+ArrowRight");
  await expect(cell(2, "Next step")).toBeFocused();
  await expect(chosen).toHaveCount(8);
  await press(page, "Control+c");
  await expect.poll(copied).toMatch(/^P\t\t[^\t]+\t\nP\t\t[^\t]+\tCall$/);
  await press(page, "a");
  await says(1, "Stage", "Asked");
  await says(2, "Stage", "Asked");
  await expect(cell(2, "Next step")).toBeFocused();
  await press(page, "Control+z");
  await says(1, "Stage", "Planned");
  await press(page, "Escape");
  await expect(chosen).toHaveCount(0);

  // What was copied goes where it is pasted, as it stood: nothing of it is lost.
  await cell(3, "Stage").focus();
  await press(page, "Control+v");
  await expect(chosen).toHaveCount(8);
  await says(4, "Next step", "Call");
  await expect(page.getByText("found no place")).toHaveCount(0);

  await cell(2, "Next step").focus();
  await press(page, "x");
  await expect(page.getByRole("textbox", { name: "Next step" })).toHaveValue("x");
  await press(page, "Escape");
  await cell(1, "Due").focus();
  await page.keyboard.down("Shift");
  await cell(3, "Owner").click();
  await page.keyboard.up("Shift");
  await expect(chosen).toHaveCount(6);
  await expect(told(/^Saved \d\d:\d\d$/)).toBeVisible();
});

test("a key that follows Escape at once is the cell's", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const { cell, says } = await tableOf(page);
  for (const [state, letter, stage] of [
    [1, "y", "Agreed"],
    [2, "c", "Considering"],
    [3, "x", "Declined"],
  ] as const) {
    await cell(state, "Stage").click();
    await Promise.all([page.keyboard.press("Escape"), page.keyboard.press(letter)]);
    await says(state, "Stage", stage);
    await expect(cell(state, "Stage")).toBeFocused();
  }
  await cell(1, "Stage").click();
  await Promise.all([page.keyboard.press("Escape"), page.keyboard.press("ArrowDown")]);
  await expect(cell(2, "Stage")).toBeFocused();
  await says(1, "Stage", "Agreed");
});

/** So many rows that they reach beyond the window. */
async function aLongTracker(): Promise<Tracker> {
  const world = await aKeyboardTracker();
  for (let n = 0; n < 5; n += 1) {
    const theCase = await aCase(world.lead, { title: `Case ${n}`, visibility: "organisation" });
    await inTeam(theCase, world.second, "editor");
    for (const stateCode of ["XEA", "XEB", "XEC", "XED"]) {
      await aCommitment(theCase, world.session, { stateCode, stage: "planned" });
    }
  }
  return world;
}

test("the question about two values leaves the row in sight of which it speaks", async ({
  signedInAs,
}) => {
  const world = await aLongTracker();
  const where = `/commitments?session=${world.session}&sort=state&dir=asc`;
  const [page, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
  for (const one of [page, other]) {
    await one.setViewportSize({ width: 1280, height: 700 });
    await one.goto(where);
    await one.waitForLoadState("networkidle");
  }
  const line = page.locator("tr[data-row]").nth(12);
  const id = (await line.getAttribute("data-row")) ?? "";
  const theirs = other.locator(`tr[data-row="${id}"]`).getByRole("link", { name: /^Stage: / });
  await theirs.focus();
  await press(other, "y");
  await expect(other.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

  const mine = line.getByRole("link", { name: /^Stage: / });
  await mine.focus();
  await line.evaluate((row) => row.scrollIntoView({ block: "end" }));
  await line.evaluate((row) =>
    window.scrollBy(0, row.getBoundingClientRect().bottom - innerHeight),
  );
  await press(page, "x");
  const question = page.getByRole("alert").filter({ hasText: "in the meantime" });
  await expect(question).toContainText("You wanted: Declined");
  const overlap = async () => {
    const [row, bar] = [await line.boundingBox(), await question.boundingBox()];
    return row && bar ? row.y + row.height - bar.y : null;
  };
  await expect.poll(overlap).toBeLessThanOrEqual(0);
  await expect(line).toBeInViewport({ ratio: 1 });
  await expect(mine).toBeFocused();
  await question.getByRole("button", { name: "Set mine" }).press("Enter");
  await expect(mine).toBeFocused();
  await expect(mine).toHaveAccessibleName("Stage: Declined. Change");
});
