import { axeFaults } from "./axe";
import { administrator, expect, type Setting, test } from "./fixtures";
import { everyPage } from "./walk";

const settings: [string, Setting][] = [
  ["wide, light, left-to-right", { viewport: { width: 1280, height: 900 }, theme: "light" }],
  [
    "wide, dark, right-to-left",
    { viewport: { width: 1280, height: 900 }, theme: "dark", locale: "qps" },
  ],
  [
    "phone, light, right-to-left",
    { viewport: { width: 390, height: 844 }, theme: "light", locale: "qps" },
  ],
  ["phone, dark, left-to-right", { viewport: { width: 390, height: 844 }, theme: "dark" }],
];

for (const [name, setting] of settings) {
  test(`axe finds nothing on any page: ${name}`, async ({ signedInAs, signedOut }) => {
    test.setTimeout(600_000);
    const found: string[] = [];
    for await (const { route, page } of everyPage({
      signedInAs,
      signedOut,
      who: administrator,
      setting,
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
