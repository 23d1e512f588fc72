import { chromium, type Page } from "@playwright/test";
import { cookieName } from "@/lib/auth/cookie-names";
import { launchOptions } from "../browser";
import { percentile, printFigure, rounded } from "../figures";
import { startProduct } from "../tracker/product";
import { record, type Seen, seenBy, shortestTold } from "./recorder";
import { type Desk, startDesk } from "./world";

/** Letters that set a stage, none of them the one that stands. */
const letters = ["c", "y", "x", "p"];
const keys = 60;
const warmUp = 6;
/** Between two keys, in milliseconds: a quick hand. */
const pause = 120;

interface View {
  name: string;
  path(desk: Desk): string;
  /** Comes to where the keys are pressed. */
  enter(page: Page): Promise<void>;
}

const views: View[] = [
  {
    name: "table",
    path: ({ session }) => `/commitments?session=${session}`,
    enter: (page) =>
      page
        .getByRole("link", { name: /^Stage: / })
        .first()
        .focus(),
  },
  {
    name: "matrix",
    path: ({ session }) => `/commitments?view=matrix&session=${session}`,
    enter: (page) => page.getByRole("grid").locator('[tabindex="0"]').first().focus(),
  },
  {
    name: "board",
    path: ({ session }) => `/commitments?view=board&session=${session}`,
    enter: focusFirstCard,
  },
  {
    // Somebody asked for more until all the thousand cards were there.
    name: "board-whole",
    path: ({ session }) => `/commitments?view=board&session=${session}`,
    async enter(page) {
      const cards = page.locator("tr[data-stop]");
      const more = page.locator('[data-stop^="more "]').first();
      while (await more.isVisible()) {
        const before = await cards.count();
        await more.click();
        await page.waitForFunction(
          (n) => document.querySelectorAll("tr[data-stop]").length > n,
          before,
        );
      }
      await focusFirstCard(page);
    },
  },
];

function focusFirstCard(page: Page): Promise<void> {
  return page.locator("tr[data-stop]").first().focus();
}

/**
 * Works with the keyboard in table, matrix and board in a real Chromium, against the production build: a letter, an
 * arrow, sixty times. At a quarter of the processor, from a key to the next frame; at all of it, from a letter to the
 * frame that shows the stage which it set, before any server has heard of it.
 */
export async function runInteraction({ only }: { only?: string }): Promise<void> {
  const desk = await startDesk();
  const product = await startProduct(desk.ownerUrl);
  const browser = await chromium.launch(await launchOptions());
  try {
    const origin = `http://localhost:${product.port}`;
    for (const view of views.filter(({ name }) => !only || name.startsWith(only))) {
      for (const [turn, slowdown] of [1, 4].entries()) {
        const context = await browser.newContext({
          locale: "en-GB",
          viewport: { width: 1440, height: 900 },
        });
        await context.addCookies([
          { name: cookieName("session"), value: desk.secret, url: origin },
        ]);
        const page = await context.newPage();
        await record(page);
        await page.goto(`${origin}${view.path(desk)}`, { waitUntil: "networkidle" });
        await view.enter(page);
        const devtools = await context.newCDPSession(page);
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
        await work(page, warmUp, turn);
        await seenBy(page);
        print(view.name, slowdown, await work(page, keys, turn));
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await product.stop();
    await desk.stop();
  }
}

/** Each turn begins with another letter: one that sets what stands already is seen by nobody. */
async function work(page: Page, times: number, turn: number): Promise<Seen> {
  for (let n = 0; n < times; n += 1) {
    await page.keyboard.press(letters[(n + turn) % letters.length] ?? "c");
    await page.waitForTimeout(pause);
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(pause);
  }
  await page.waitForTimeout(1_000);
  return seenBy(page);
}

function print(name: string, slowdown: number, { interactions, painted }: Seen): void {
  // Two interactions for each turn; those that are not told took less than a frame.
  const told = interactions.toSorted((a, b) => b - a).slice(0, keys * 2);
  const all = [...told, ...Array(keys * 2 - told.length).fill(shortestTold)];
  for (const [what, samples] of [
    ["next-frame", all],
    ["painted", painted],
  ] as const) {
    printFigure({
      suite: "interaction",
      name: `${name}-${what}`,
      rows: null,
      n: samples.length,
      p50: rounded(percentile(samples, 0.5)),
      p95: rounded(percentile(samples, 0.95)),
      p98: rounded(percentile(samples, 0.98)),
      unit: "ms",
      against: null,
      ratio: null,
      slowdown,
    });
  }
}
