import type { Page } from "@playwright/test";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { storedWords } from "@/lib/alerts/testing";
import { aDesk, aDeskWithTalks, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

/** A key must be on the screen before anybody notices; the machines of tests are slower than a desk and share it. */
const longestKey = 200;

/** What stopped the page, in milliseconds, since it was asked last. */
async function watchStops(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const stops: number[] = [];
    Object.assign(window, { stops });
    new PerformanceObserver((list) => {
      stops.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
    }).observe({ type: "longtask" });
  });
  return () =>
    page.evaluate(() => (window as unknown as { stops: number[] }).stops.splice(0, Infinity));
}

/** Types as somebody does, and says how long each key kept the page, the longest last. */
async function typed(page: Page, words: string, stops: () => Promise<number[]>) {
  await stops();
  const kept: number[] = [];
  for (const letter of words) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(60);
    kept.push((await stops()).reduce((sum, stop) => Math.max(sum, stop), 0));
  }
  return kept.sort((a, b) => a - b);
}

test("a hundred pages are opened, typed in, scrolled and saved", async ({ signedInAs }) => {
  test.setTimeout(180_000);
  const sentence =
    "They were held at the airport for six hours, were not told why, and nobody was let in to see them. ";
  const here = await aDesk(
    "contribute",
    doc(...Array.from({ length: 900 }, (_, n) => paragraph(`${n}. ${sentence.repeat(3)}`))),
  );
  const page = await signedInAs(here.owner);
  const stops = await watchStops(page);
  await open(page, here.address);
  await text(page).press("Control+End");
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 60_000 });
  const keys = await typed(page, " And so it ends, with these words.", stops);
  // One key in thirty may meet what the machine does besides.
  expect(keys.at(-2)).toBeLessThan(longestKey);
  await expect(saving(page)).toHaveText(/^Saved/, { timeout: 30_000 });
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 60_000 });
  await text(page).hover();
  await stops();
  for (let n = 0; n < 15; n += 1) {
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(50);
  }
  expect(Math.max(0, ...(await stops()))).toBeLessThan(longestKey);
  await expect(page.getByRole("toolbar")).toBeInViewport();
  expect(await storedWords(here.textId, "happened")).toMatch(/with these words\.$/);
});

test("two hundred discussions stay in reach, and keys are quick beside them", async ({
  signedInAs,
}) => {
  test.setTimeout(120_000);
  const here = await aDeskWithTalks(200);
  const page = await signedInAs(here.owner);
  const stops = await watchStops(page);
  await open(page, here.address);
  const steps = page.getByRole("group", { name: "From one comment to the next" });
  await expect(steps).toContainText("200 open", { timeout: 20_000 });
  // One line each, and only those near the ones that are looked at.
  const cards = page.locator("[data-card]");
  expect(await cards.count()).toBeLessThan(40);
  await expect(cards.first().getByRole("button", { expanded: false })).toHaveText(/Remark 0/);
  await steps.getByRole("button", { name: "Next" }).click();
  await steps.getByRole("button", { name: "Next" }).click();
  await expect(steps).toContainText("2 of 200");
  const second = page.locator(`[data-card="${here.threads[1]}"]`);
  await expect(second.getByRole("button", { name: "Reply" })).toBeVisible();
  // Beside its words.
  const [words, card] = await Promise.all([
    text(page).getByText("word1", { exact: true }).boundingBox(),
    second.boundingBox(),
  ]);
  expect(Math.abs((words?.y ?? 0) - (card?.y ?? 1_000))).toBeLessThan(60);

  await text(page).press("Control+End");
  const keys = await typed(page, " Typed at the end.", stops);
  expect(keys.at(-2)).toBeLessThan(longestKey);
  // Cards follow what is on the screen.
  await expect(page.locator(`[data-card="${here.threads[199]}"]`)).toBeInViewport();

  // Settled, one is out of the way.
  await page
    .locator(`[data-card="${here.threads[199]}"]`)
    .getByRole("button", { expanded: false })
    .click();
  await page.getByRole("button", { name: "Mark as settled" }).click();
  await expect(page.locator(`[data-card="${here.threads[199]}"]`)).toHaveCount(0);
  await expect(steps).toContainText("199");
});

test("on a phone two hundred discussions are a short list below the text", async ({
  signedInAs,
}) => {
  const here = await aDeskWithTalks(200);
  const page = await signedInAs(here.owner, { viewport: { width: 390, height: 844 } });
  await open(page, here.address);
  await page.getByRole("link", { name: "Talk 200" }).click();
  const steps = page.getByRole("group", { name: "From one comment to the next" });
  await expect(steps).toBeInViewport();
  expect(await page.locator("[data-card]").count()).toBeLessThan(40);
  await page.getByRole("button", { name: /Remark 3/ }).click();
  await expect(steps).toContainText("4 of 200");
});
