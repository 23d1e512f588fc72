import type { Page } from "@playwright/test";
import { advocate, expect, test } from "./fixtures";
import { placesOfTheExample } from "./places";
import { tabThrough } from "./tab-walk";
import { everyPage, inHalf } from "./walk";

// Half of the pages wide and the other half on a phone (decision 66).
for (const [frame, half, viewport] of [
  ["wide", 0, { width: 1440, height: 900 }],
  ["phone", 1, { width: 390, height: 844 }],
] as const) {
  test(`the Tab key reaches everything on every page, in order and in sight: ${frame}`, async ({
    signedInAs,
    signedOut,
  }) => {
    test.setTimeout(600_000);
    const found: string[] = [];
    for await (const { route, page } of everyPage({
      signedInAs,
      signedOut,
      who: advocate,
      setting: { viewport },
      waitUntil: "networkidle",
      opens: inHalf(half),
    })) {
      const { faults, stops } = await tabThrough(page);
      found.push(...faults.map((fault) => `${route}: ${fault}`));
      // The month to which one leaves has nothing to press.
      if (stops === 0 && route !== "/away") {
        found.push(`${route}: nothing is reached`);
      }
    }
    expect(found).toEqual([]);
  });
}

test("the first stop skips to the content", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  for (const address of ["/", "/cases", "/states", "/settings"]) {
    await page.goto(address, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const isInMain = () => document.querySelector("main")?.contains(document.activeElement);
    expect(await page.evaluate(isInMain), address).toBe(true);
  }
});

for (const [frame, viewport] of [
  ["wide", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test(`Escape closes what opens and gives the focus back: ${frame}`, async ({ signedInAs }) => {
    test.setTimeout(400_000);
    const { caseId, sessionId } = await placesOfTheExample();
    const page = await signedInAs(advocate, { viewport });
    for (const address of [
      "/",
      "/commitments",
      "/states",
      `/cases/${caseId}`,
      `/sessions/${sessionId}`,
    ]) {
      await page.goto(address, { waitUntil: "networkidle" });
      const openers = await page
        .locator(`[aria-haspopup], ${menus} > summary`)
        .filter({ visible: true })
        .all();
      expect(openers.length, address).toBeGreaterThan(0);
      for (const opener of openers) {
        await opener.focus();
        await page.keyboard.press("Enter");
        await expect.poll(() => opens(page), { message: address }).toBe(1);
        await page.keyboard.press("Tab");
        expect(await page.evaluate(isInside, menus), address).toBe(true);
        await page.keyboard.press("Escape");
        await expect.poll(() => opens(page), { message: address }).toBe(0);
        await expect(opener).toBeFocused();
      }
    }
  });
}

test("the palette opens by its keys, keeps the focus in and gives it back", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/cases", { waitUntil: "networkidle" });
  const link = page.getByRole("main").getByRole("link").first();
  await link.focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await expect(palette).toBeVisible();
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press("Tab");
    const isIn = () => document.querySelector("[role=dialog]")?.contains(document.activeElement);
    expect(await page.evaluate(isIn)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await expect(link).toBeFocused();
});

test("inside the matrix the arrow keys go on, and the focus shows in every kind of cell", async ({
  signedInAs,
}) => {
  const { sessionId } = await placesOfTheExample();
  const page = await signedInAs(advocate);
  await page.goto(`/commitments?view=matrix&session=${sessionId}`, { waitUntil: "networkidle" });
  expect((await tabThrough(page)).faults).toEqual([]);
  await page.locator("[role=grid] [tabindex='0']").first().focus();
  const seen = new Set<string>();
  for (const key of [
    "ArrowDown",
    "ArrowDown",
    "ArrowRight",
    "ArrowRight",
    "End",
    "Home",
    "ArrowUp",
  ]) {
    await page.keyboard.press(key);
    const { name, ring } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        name: `${element.localName} ${element.closest("[role=grid]") ? "in" : "out"}`,
        ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0,
      };
    });
    expect(ring, `${key}: ${name}`).toBe(true);
    expect(name).toMatch(/in$/);
    seen.add(name);
  }
  expect([...seen].sort()).toEqual(["td in", "th in"]);
});

test.describe("turns red", () => {
  const broken: [string, () => void, RegExp][] = [
    [
      "when the ring is taken away",
      () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          ":focus-visible { outline: none !important; box-shadow: none !important }",
        );
        document.adoptedStyleSheets.push(sheet);
      },
      /does not show/,
    ],
    [
      "when something is pressed that is no button",
      () => {
        const box = Object.assign(document.createElement("div"), { textContent: "Press" });
        box.onclick = () => undefined;
        document.querySelector("main")?.append(box);
      },
      /div “Press” can be pressed, but not with the keyboard/,
    ],
    [
      "when a button is taken out of the order",
      () => document.querySelector("main button")?.setAttribute("tabindex", "-1"),
      /never reached/,
    ],
    [
      "when one comes before its turn",
      () => document.querySelector("main button")?.setAttribute("tabindex", "1"),
      /pushes itself forward/,
    ],
    [
      "when something lies over everything",
      () => {
        const cover = document.createElement("div");
        cover.style.cssText = "position: fixed; inset: 0; z-index: 99";
        document.body.append(cover);
      },
      /covered or out of sight/,
    ],
    [
      "when the focus can't leave",
      () =>
        document.querySelector("main")?.addEventListener("keydown", (event) => {
          event.preventDefault();
          (document.querySelector("main button") as HTMLElement).focus();
        }),
      /does not let go/,
    ],
  ];
  for (const [when, breakIt, expected] of broken) {
    test(when, async ({ signedInAs }) => {
      const page = await signedInAs(advocate);
      await page.goto("/settings", { waitUntil: "networkidle" });
      expect((await tabThrough(page)).faults).toEqual([]);
      await page.evaluate(breakIt);
      expect((await tabThrough(page)).faults.join("\n")).toMatch(expected);
    });
  }
});

/** A `<details>` whose content lies over the page; others fold a part of it, which stays open. */
const menus = "details:is(:has(> .absolute), .tracker-fold)";

/** In the page: whether the focus is in what has opened. */
const isInside = (menus: string) =>
  document.activeElement?.closest(`[role=dialog], ${menus}[open]`) !== null;

/** How many menus and dialogs are open. */
const opens = (page: Page) =>
  page.locator(`[role=dialog], ${menus}[open]`).filter({ visible: true }).count();
