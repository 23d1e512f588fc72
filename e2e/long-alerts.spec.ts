import type { Page } from "@playwright/test";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { storedWords } from "@/lib/alerts/testing";
import { aDesk, aDeskWithTalks, open, saving, text } from "./desk-world";
import { expect, type Fixtures, test } from "./fixtures";

/**
 * A key in a long text may take so much longer than one in a short text beside it. What grows
 * with the text, as a drawing of all of it does, is many times over that.
 */
const timesLonger = 4;
/** Stops shorter than this nobody notices, and the browser tells none under 50. */
const unnoticed = 100;

const mostBeside = (short: number) => timesLonger * Math.max(unnoticed, short);

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

/**
 * Types the same into a short text and into a long one, a key here and a key there, so that both meet the same machine.
 * How long a key kept each, but for the one in thirty that may meet what the machine does besides.
 */
async function typedInBoth(here: Page, words: string, stops: Stops, short: Beside) {
  await Promise.all([stops(), short.stops()]);
  const kept = { long: [] as number[], short: [] as number[] };
  const press = async (page: Page, letter: string, read: Stops) => {
    await page.keyboard.type(letter);
    await page.waitForTimeout(60);
    return Math.max(0, ...(await read()));
  };
  for (const letter of words) {
    kept.short.push(await press(short.page, letter, short.stops));
    kept.long.push(await press(here, letter, stops));
  }
  const mostly = (all: number[]) => all.sort((a, b) => a - b).at(-2) ?? 0;
  return { long: mostly(kept.long), short: mostly(kept.short) };
}

type Stops = () => Promise<number[]>;
interface Beside {
  page: Page;
  stops: Stops;
}

/** A text of two lines, open at its end. */
async function aShortText(signedInAs: Fixtures["signedInAs"]): Promise<Beside> {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  const stops = await watchStops(page);
  await open(page, here.address);
  await text(page).press("Control+End");
  return { page, stops };
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
  const short = await aShortText(signedInAs);
  await open(page, here.address);
  await text(page).press("Control+End");
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 60_000 });
  const keys = await typedInBoth(page, " And so it ends, with these words.", stops, short);
  expect(keys.long).toBeLessThan(mostBeside(keys.short));
  await expect(saving(page)).toHaveText(/^Saved/, { timeout: 30_000 });
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 60_000 });
  await text(page).hover();
  await stops();
  for (let n = 0; n < 15; n += 1) {
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(50);
  }
  expect((await stops()).sort((a, b) => a - b).at(-2) ?? 0).toBeLessThan(mostBeside(keys.short));
  await expect(page.getByRole("toolbar")).toBeInViewport();
  expect(await storedWords(here.textId, "happened")).toMatch(/with these words\.$/);
});

test("two hundred discussions stay in reach, and keys are quick beside them", async ({
  signedInAs,
}) => {
  test.setTimeout(120_000);
  const here = await aDeskWithTalks(200);
  const short = await aShortText(signedInAs);
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
  const keys = await typedInBoth(page, " Typed at the end.", stops, short);
  expect(keys.long).toBeLessThan(mostBeside(keys.short));
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
