import { advocate, expect, test } from "./fixtures";
import { pages } from "./pages";
import { addressOf, placesOfTheExample } from "./places";

/*
 * The pseudo-language stands for Arabic: every string of the catalogue comes longer, accented and in ⟦ ⟧, and the page
 * runs from right to left. A text without the marks did not come from the catalogue. What people wrote and what the
 * United Nations call a State is data, and is marked in the page as such or taken from the database here.
 */

test("every word of every page comes from the catalogue, and the page mirrors", async ({
  signedInAs,
}) => {
  test.setTimeout(300_000);
  const places = await placesOfTheExample();
  const page = await signedInAs(advocate, { locale: "qps" });
  const found: string[] = [];
  for (const route of pages()) {
    await page.goto(addressOf(route, places), { waitUntil: "load" });
    expect(await page.evaluate(() => document.documentElement.dir)).toBe("rtl");
    const texts = await page.evaluate(unmarkedTexts);
    const strangers = texts.filter((text) => !isData(text));
    found.push(...strangers.map((text) => `${route}: ${text}`));
  }
  expect([...new Set(found)]).toEqual([]);
});

test("nothing is pushed out of the page when words are longer and run the other way", async ({
  signedInAs,
}) => {
  test.setTimeout(180_000);
  const places = await placesOfTheExample();
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const page = await signedInAs(advocate, { locale: "qps", viewport });
    for (const route of pages()) {
      await page.goto(addressOf(route, places), { waitUntil: "load" });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${route} at ${viewport.width} px`).toBeLessThanOrEqual(1);
    }
  }
});

test("turns red when a word is hard-coded", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { locale: "qps" });
  await page.goto("/settings");
  await page.evaluate(() => document.querySelector("main")?.append("Hard-coded words"));
  const texts = await page.evaluate(unmarkedTexts);
  expect(texts.filter((text) => !isData(text))).toEqual(["Hard-coded words"]);
});

/** Runs in the page: its visible texts and spoken names that lie outside the marks of the catalogue. */
function unmarkedTexts(): string[] {
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isShown = (element: Element | null) =>
    element !== null &&
    !element.closest("script, style, [data-written], [data-name], textarea, noscript");
  let depth = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // A message with rich parts is spread over several nodes: the marks open in one and close in another.
    const text = node.textContent ?? "";
    let outside = "";
    for (const letter of text) {
      if (letter === "⟦") {
        depth++;
      } else if (letter === "⟧") {
        depth--;
      } else if (depth === 0) {
        outside += letter;
      }
    }
    if (/\p{L}{2,}/u.test(outside) && isShown(node.parentElement)) {
      found.add(outside.trim());
    }
  }
  for (const element of document.querySelectorAll(
    "[aria-label], [placeholder], [title], img[alt]",
  )) {
    for (const name of ["aria-label", "placeholder", "title", "alt"]) {
      const text = element.getAttribute(name) ?? "";
      if (/\p{L}{2,}/u.test(text) && !text.includes("⟦") && isShown(element)) {
        found.add(text);
      }
    }
  }
  return [...found];
}

/** References, dates made by the platform in the pseudo-language's own locale, and the product's name. */
function isData(text: string): boolean {
  return (
    /^PL-\d{4}-[0-9A-Z]+$/.test(text) || text === "Plenary" || /^(https?:\/\/|[\w.]+@)/.test(text)
  );
}
