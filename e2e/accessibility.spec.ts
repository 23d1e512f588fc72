import { axeFaults } from "./axe";
import { administrator, expect, type Setting, test } from "./fixtures";
import { everyPage, inHalf } from "./walk";

const wide = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** Every page is looked at wide and on a phone, light and dark, in both directions, in two settings of four (decision 66). */
const settings: [string, 0 | 1, Setting][] = [
  ["wide, light, left-to-right", 0, { viewport: wide, theme: "light" }],
  ["phone, dark, right-to-left", 0, { viewport: phone, theme: "dark", locale: "qps" }],
  ["wide, dark, right-to-left", 1, { viewport: wide, theme: "dark", locale: "qps" }],
  ["phone, light, left-to-right", 1, { viewport: phone, theme: "light" }],
];

for (const [name, half, setting] of settings) {
  test(`axe finds nothing on any page: ${name}`, async ({ signedInAs, signedOut }) => {
    test.setTimeout(600_000);
    const found: string[] = [];
    for await (const { route, page } of everyPage({
      signedInAs,
      signedOut,
      who: administrator,
      setting,
      opens: inHalf(half),
    })) {
      found.push(...(await axeFaults(page)).map((fault) => `${route}: ${fault}`));
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
      );
      if (isWide) {
        found.push(`${route}: scrolls sideways`);
      }
    }
    expect(found).toEqual([]);
  });
}

test("turns red when a page has a picture without words", async ({ signedInAs }) => {
  const page = await signedInAs(administrator);
  await page.goto("/settings", { waitUntil: "networkidle" });
  await page.evaluate(() => {
    document
      .querySelector("main")
      ?.append(Object.assign(document.createElement("img"), { src: "/icon.svg" }));
  });
  expect((await axeFaults(page)).join()).toContain("image-alt");
});
