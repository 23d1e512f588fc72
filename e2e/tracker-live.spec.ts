import { expect, test } from "./fixtures";
import { aKeyboardTracker, openMatrix } from "./tracker-world";

for (const view of ["matrix", "table"] as const) {
  test(`a colleague's change shows as a quiet count in the ${view}, and moves nothing under the hands`, async ({
    signedInAs,
  }) => {
    const world = await aKeyboardTracker();
    const [mine, theirs] = [await signedInAs(world.lead), await signedInAs(world.second)];
    const line = mine.waitForEvent("websocket", (wire) => wire.url().endsWith("/live/moves"));
    await mine.goto(`/commitments?view=${view}&session=${world.session}`);
    await line;
    await openMatrix(theirs, `/commitments?view=matrix&session=${world.session}`);
    const cell = (page: typeof mine, stage: string) =>
      page.getByRole("gridcell", {
        name: `Example State 1, ${world.references[1]}: ${stage}`,
        exact: true,
      });
    const standing = view === "matrix" ? cell(mine, "Planned") : null;
    await standing?.focus();
    await cell(theirs, "Planned").focus();
    await theirs.keyboard.press("a");
    await expect(cell(theirs, "Asked")).toBeVisible();

    const pill = mine.getByRole("button", { name: "1 change. Show it" });
    await expect(pill).toBeVisible();
    // One thing is said: not that all is up to date beside a change that is not shown.
    await expect(mine.getByText(/^As of \d/).first()).toBeVisible();
    await expect(mine.getByText(/^Up to date/)).toHaveCount(0);
    if (standing) {
      await expect(standing).toBeFocused();
    }
    await pill.click();
    await expect(pill).toBeHidden();
    await expect(mine.getByText(/^As of/)).toHaveCount(0);
    if (view === "matrix") {
      await expect(cell(mine, "Asked")).toBeVisible();
    } else {
      const row = mine.getByRole("row").filter({ hasText: "Example State 1" });
      await expect(row.filter({ hasText: "Asked" })).toBeVisible();
    }
  });
}

test("changes are still told where no line can be kept open", async ({ signedInAs }) => {
  const world = await aKeyboardTracker();
  const [mine, theirs] = [await signedInAs(world.lead), await signedInAs(world.second)];
  await mine.routeWebSocket(/live\/moves/, (wire) => wire.close());
  for (const page of [mine, theirs]) {
    await openMatrix(page, `/commitments?view=matrix&session=${world.session}`);
  }
  const cell = theirs.getByRole("gridcell", {
    name: `Example State 2, ${world.references[1]}: Planned`,
    exact: true,
  });
  await cell.focus();
  await theirs.keyboard.press("a");
  await expect(mine.getByRole("button", { name: "1 change. Show it" })).toBeVisible({
    timeout: 12_000,
  });
});
