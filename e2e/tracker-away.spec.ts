import type { Page } from "@playwright/test";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aKeyboardTracker, openMatrix, type Tracker } from "./tracker-world";

const stored = async ({ session }: Tracker, state: string) => {
  const found = await asSuperuser()<{ stage: string; events: number }[]>`
    select c.stage, (select count(*)::int from commitment_events e where e.commitment_id = c.id) as events
    from commitments c where c.session_id = ${session} and c.state_code = ${state} and not c.is_raised`;
  return found.map(({ stage, events }) => `${stage} ${events}`);
};

async function matrixOf(page: Page, world: Tracker) {
  await openMatrix(page, `/commitments?view=matrix&session=${world.session}`);
  const older = world.references[1];
  return (state: number, stage: string) =>
    page.getByRole("gridcell", { name: `Example State ${state}, ${older}: ${stage}`, exact: true });
}

test("what is set without a network stays on the screen, says that it waits, and is sent once", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const cell = await matrixOf(page, world);
  const [before] = await stored(world, "XEA");
  expect(before).toBe("planned 1");
  await page.context().setOffline(true);
  await cell(1, "Planned").focus();
  await page.keyboard.press("a");
  await expect(cell(1, "Asked")).toBeFocused();
  await expect(page.getByText("1 waiting to send").first()).toBeVisible();
  await page.waitForTimeout(6_000);
  await expect(cell(1, "Asked")).toBeVisible();
  expect(await stored(world, "XEA")).toEqual(["planned 1"]);

  await page.context().setOffline(false);
  await expect.poll(() => stored(world, "XEA")).toEqual(["asked 2"]);
  await expect(page.getByText(/^Saved \d/).first()).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored(world, "XEA")).toEqual(["planned 3"]);
});

test("what waits for the network is counted whatever it is spread over, and said", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const cell = await matrixOf(page, world);
  const said = page.locator("#announce-politely");
  await page.context().setOffline(true);
  await cell(1, "Planned").focus();
  await page.keyboard.press("a");
  await expect(page.getByText("1 waiting to send").first()).toBeVisible();
  await expect(said).toHaveText(/^No connection\. 1 change waits on this page/);
  // The same cell once more, another cell, and a range of two.
  await page.keyboard.press("y");
  await expect(page.getByText("2 waiting to send").first()).toBeVisible();
  await cell(2, "Planned").focus();
  await page.keyboard.press("x");
  await expect(page.getByText("3 waiting to send").first()).toBeVisible();
  await cell(3, "Planned").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("c");
  await expect(page.getByText("5 waiting to send").first()).toBeVisible();
  await expect(said).toHaveText(/^No connection\. 5 changes wait on this page/);

  await page.context().setOffline(false);
  await expect(page.getByText(/^Saved \d/).first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/waiting to send/)).toHaveCount(0);
  expect(await stored(world, "XEA")).toEqual(["agreed 3"]);
  expect(await stored(world, "XEB")).toEqual(["declined 2"]);
  expect(await stored(world, "XED")).toEqual(["considering 2"]);
});

test("what is taken back while it waits counts too, until both have been sent", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const cell = await matrixOf(page, world);
  await page.context().setOffline(true);
  await cell(1, "Planned").focus();
  await page.keyboard.press("a");
  await expect(page.getByText("1 waiting to send").first()).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cell(1, "Planned")).toBeFocused();
  await expect(page.getByText("2 waiting to send").first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^Saved \d/).first()).toBeVisible({ timeout: 15_000 });
  // Called saved only when the last of it is.
  expect(await stored(world, "XEA")).toEqual(["planned 3"]);
});

test("a change whose answer got lost is nobody else's, and is not done twice", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const cell = await matrixOf(page, world);
  let tries = 0;
  await page.route("**/commitments/changes", async (route) => {
    tries += 1;
    if (tries === 1) {
      await route.fetch();
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await cell(2, "Planned").focus();
  await page.keyboard.press("a");
  await expect(page.getByText(/^Saved \d/).first()).toBeVisible({ timeout: 15_000 });
  await expect(cell(2, "Asked")).toBeVisible();
  await expect(page.getByText(/changed by somebody else|Set mine/)).toHaveCount(0);
  expect(tries).toBe(2);
  expect(await stored(world, "XEB")).toEqual(["asked 2"]);
});

test("what a colleague changed while the network was away is asked about", async ({
  signedInAs,
}) => {
  const world = await aKeyboardTracker();
  const page = await signedInAs(world.lead);
  const cell = await matrixOf(page, world);
  await page.context().setOffline(true);
  await cell(1, "Planned").focus();
  await page.keyboard.press("y");
  await expect(page.getByText("1 waiting to send").first()).toBeVisible();
  await asSuperuser().begin(async (tx) => {
    await tx`select app.begin_session(${world.second.secret})`;
    await tx`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select org_id, id, case_id, ${tx.json({ stage: "declined" })} from commitments
      where session_id = ${world.session} and state_code = 'XEA'`;
  });
  await page.context().setOffline(false);
  await expect(page.getByRole("button", { name: /mine/i }).first()).toBeVisible({
    timeout: 15_000,
  });
  expect((await stored(world, "XEA"))[0]).toMatch(/^declined/);
});
