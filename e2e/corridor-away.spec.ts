import {
  aCorridorWorld,
  cut,
  inCorridor,
  mend,
  moved,
  note,
  phone,
  stored,
  words,
} from "./corridor-world";
import { expect, test } from "./fixtures";
import { onDevice } from "./on-device";

test("with the network cut, notes wait on the device where nobody reads them, and go when it is back", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { answer: "Considering", said: words });
  await expect(page.getByRole("banner")).toContainText("Offline · 1 waiting to send");
  await note(page, { answer: "Agreed", sure: "In writing" });
  await expect(page.getByRole("banner")).toContainText("Offline · 2 waiting to send");
  await expect(page.getByText("Saved", { exact: false })).toHaveCount(0);

  const kept = await onDevice(page);
  expect(kept).toHaveLength(2);
  for (const { text, extractable } of kept) {
    expect(extractable).toEqual([false]);
    for (const secret of [words, "Fiji", world.key, world.ask, "agreed", "considering"]) {
      expect(text).not.toContain(secret);
    }
  }
  expect(await stored(world)).toEqual([]);

  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ said: words }, { said: "", stage: "agreed" }]);
  expect(await onDevice(page)).toEqual([]);
});

test("Back leads to the choice without a network, and to what was typed to find a State", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  const who = page.getByRole("heading", { name: "Who did you speak with?" });
  const another = page.getByLabel("Another State").first();
  await another.fill("de");
  await page.getByRole("link", { name: "Denmark" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Denmark" })).toBeVisible();
  await page.goBack();
  await expect(who).toBeVisible();
  await expect(another).toHaveValue("de");
  await another.fill("");
  await cut(page);
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await page.getByRole("radio", { name: "Declined", exact: true }).check();
  await page.goBack();
  await expect(who).toBeVisible();
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await expect(page.getByRole("radio", { name: "Declined", exact: true })).toBeChecked();
});

test("a State that the page does not know takes words without a network", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await page.getByLabel("Another State").first().fill("de");
  await page.getByRole("link", { name: "Denmark" }).click();
  await expect(page.getByText(/^Its asks are not on this page/)).toBeVisible();
  await page.getByLabel(/^A few words/).fill(words);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ said: words, stage: "planned" }]);
});

test("what arrived although its answer was lost is kept once", async ({ signedInAs }) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  let sent = 0;
  await page.route("**/corridor/notes", async (route) => {
    sent++;
    // The first time the server has done its work, and nobody hears of it.
    if (sent === 1) {
      await route.fetch();
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await note(page, { said: words });
  await expect.poll(() => stored(world)).toHaveLength(1);
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await cut(page);
  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(sent).toBeGreaterThan(1);
  expect(await stored(world)).toEqual([{ said: words, stage: "agreed", taken: false }]);
});

test("it is sent from whichever page of ours is opened next", async ({ signedInAs }) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { said: words });
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await page.close();
  const context = page.context();
  await context.setOffline(false);
  const another = await context.newPage();
  await another.goto("/sessions");
  await expect.poll(() => stored(world)).toHaveLength(1);
});

test("where somebody moved the ask meanwhile it asks, and nothing is lost", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { said: words });
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await moved(world, "declined");
  await mend(page);
  const question = page.getByRole("alert").filter({ hasText: "was changed in the meantime" });
  await expect(question).toContainText(`Declined, set by ${world.colleague.personName}`);
  await expect(question).toContainText(words);
  // It waits for an answer, also after the page was left.
  await page.reload({ waitUntil: "networkidle" });
  await expect(question).toContainText(words);
  expect(await stored(world)).toEqual([]);
  await question.getByRole("button", { name: /^Keep what stands/ }).click();
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toEqual([{ said: words, stage: "declined", taken: false }]);

  await note(page, { answer: "Considering" });
  await expect.poll(() => stored(world)).toMatchObject([{ stage: "considering" }, {}]);
});

test("what is pinned is there without a network, with its asks, and can't be unpinned then", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await signedInAs(world.me, { viewport: phone });
  await page.goto(`/corridor?state=${world.key}`);
  await page.getByRole("button", { name: "Pin to the top" }).click();
  await expect(page.getByRole("button", { name: "Unpin" })).toBeVisible();
  await page.goto("/corridor", { waitUntil: "networkidle" });
  await page.context().setOffline(true);
  await page.getByRole("region", { name: "Pinned" }).getByRole("link", { name: "Fiji" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fiji" })).toBeVisible();
  await expect(page.getByText("Two stopped at the border").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Unpin" })).toHaveCount(0);
  await page.context().setOffline(false);
});
