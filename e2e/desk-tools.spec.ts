import { aKeptVersion, words } from "@/lib/alerts/testing";
import { aDesk, aDeskWithTalks, choose, open, text } from "./desk-world";
import { expect, test } from "./fixtures";

const phone = { viewport: { width: 390, height: 844 } };

test("the ask form and the link form put in what they promise", async ({ signedInAs }) => {
  const here = await aDesk();
  const [page, other] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(page, here.address), open(other, here.address)]);
  await text(page).press("Control+End");
  await page.getByRole("button", { name: "Add an ask" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Where it is to be raised").selectOption("ga");
  await dialog.getByLabel("Who reads it, at the widest").selectOption("missions");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await page.keyboard.type("Raise the case.");
  await expect(text(other).locator("[data-ask]")).toContainText("Raise the case.");
  await expect(page.getByRole("tabpanel")).toContainText("One ask is not for this audience", {
    timeout: 10_000,
  });

  // A wrong address is said, and nothing that was typed into the form is lost.
  await choose(page, "They were held");
  await page.keyboard.press("Control+Shift+k");
  await dialog.getByLabel("Address").fill("javascript:alert(1)");
  await dialog.getByRole("button", { name: "Set the link" }).click();
  await expect(dialog).toContainText("Only https:// and mailto:");
  await expect(dialog.getByLabel("Address")).toHaveValue("javascript:alert(1)");
  await dialog.getByLabel("Address").fill("https://example.org/report");
  await dialog.getByRole("button", { name: "Set the link" }).click();
  await expect(text(other).getByRole("link")).toHaveAttribute("href", "https://example.org/report");
});

test("the tools stand in one row, and each that protects or asks says so in a word", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const tools = page.getByRole("toolbar", { name: "Writing" });
  const [first, last] = [tools.getByRole("button").first(), tools.getByRole("button").last()];
  expect((await first.boundingBox())?.y).toBe((await last.boundingBox())?.y);
  await expect(tools.getByRole("button", { name: "Add an ask" })).toHaveText("Ask");
  // Nothing is said about the text: it has the whole width.
  expect((await text(page).boundingBox())?.width).toBeGreaterThan(600);
});

for (const [direction, locale] of [
  ["from left to right", "en"],
  ["from right to left, in longer words", "qps"],
] as const) {
  test(`what the row of tools has no room for stands behind one more, ${direction}`, async ({
    signedInAs,
  }) => {
    const here = await aDesk();
    const page = await signedInAs(here.owner, {
      locale,
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(here.address);
    const tools = page.getByRole("toolbar");
    const rows = async () =>
      new Set(
        await tools
          .locator(":scope > fieldset button, :scope > div > button")
          .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().y))),
      ).size;
    await expect(tools).toBeVisible();
    await expect.poll(rows).toBe(1);
    const more = tools.locator("button[aria-expanded]");
    if (locale === "en") {
      await expect(more).toHaveCount(0);
      // Somebody makes the window narrower, and the letters larger.
      await page.setViewportSize({ width: 660, height: 900 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "150%";
      });
    }
    await expect(more).toBeVisible();
    await expect.poll(rows).toBe(1);
    await expect.poll(() => tools.evaluate((row) => row.scrollWidth <= row.clientWidth)).toBe(true);
    const quote = tools.locator('[aria-keyshortcuts~="Meta+Shift+B"]');
    await expect(quote).toHaveCount(0);
    // By the keys alone: in, to the end, open, on to what it holds, and out again.
    await tools.locator('[tabindex="0"]').focus();
    await more.focus();
    await page.keyboard.press("Enter");
    await expect(quote).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("End");
    await expect
      .poll(() => tools.evaluate((row) => row.contains(document.activeElement)))
      .toBe(true);
    await page.keyboard.press("Escape");
    await expect(quote).toHaveCount(0);
    await expect(more).toBeFocused();
    await more.click();
    await quote.click();
    await expect(page.locator(".ProseMirror blockquote")).toHaveCount(1);
    await expect(quote).toHaveCount(0);
  });
}

test("on a phone the current tab is in view, one bar lies below, and the product is in its menu", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner, phone);
  await page.goto(`${here.address}/history`);
  const tabs = page.getByRole("navigation", { name: "Parts of the alert" });
  await expect(tabs.getByRole("link", { name: "History" })).toBeInViewport({ ratio: 1 });
  await open(page, here.address);
  await expect(tabs.getByRole("link", { name: "Write" })).toBeInViewport({ ratio: 1 });
  const places = page.getByRole("navigation", { name: "Places on this page" });
  expect((await places.boundingBox())?.y).toBeGreaterThan(phone.viewport.height - 90);
  await expect(
    page.getByRole("link", { name: "Commitments" }).filter({ visible: true }),
  ).toHaveCount(0);
  await page.getByText("Menu", { exact: true }).click();
  await page.getByRole("link", { name: "Commitments" }).filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/\/commitments/);
  await expect(page.getByRole("link", { name: "Inbox" }).last()).toBeVisible();
});

test("on a phone everything is within reach of one thumb", async ({ signedInAs }) => {
  const here = await aDesk();
  const viewport = { width: 390, height: 844 };
  const page = await signedInAs(here.owner, { viewport });
  await open(page, here.address);
  const bar = page.getByRole("navigation", { name: "Places on this page" });
  for (const name of ["Sections", "Text", "Readers"]) {
    const link = bar.getByRole("link", { name });
    const box = await link.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.y).toBeGreaterThan(viewport.height / 2);
    await link.click();
    await expect(page.locator(`#desk-${name.toLowerCase()}`)).toBeInViewport();
  }
  await bar.getByRole("link", { name: "Sections" }).click();
  await page
    .getByRole("link", { name: /What we ask/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: /What we ask/ })).toBeInViewport();
});

test("a message lies beside the margin, and covers nothing that is pressed there", async ({
  signedInAs,
}) => {
  const here = await aDeskWithTalks(12);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const message = page.getByRole("region", { name: "Last change" }).getByRole("listitem");
  for (const width of [1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await text(page).evaluate((editor) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "word ".repeat(50_000));
      editor.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect(message).toContainText("too long to paste");
    const [bar, margin] = await Promise.all(
      [message, page.getByRole("region", { name: "Comments and suggestions" })].map((one) =>
        one.boundingBox(),
      ),
    );
    expect((bar?.x ?? 0) + (bar?.width ?? width)).toBeLessThan(margin?.x ?? 0);
  }
});

for (const [where, viewport] of [
  ["at a desk", { width: 1440, height: 900 }],
  ["on a phone", { width: 390, height: 844 }],
] as const) {
  test(`what became of the text is said above the tools and not over them, ${where}`, async ({
    signedInAs,
  }) => {
    const long = Array.from({ length: 40 }, (_, n) => `Paragraph ${n} of a long text.`);
    const here = await aDesk("contribute", words(...long));
    await aKeptVersion(here.owner, here.id);
    const page = await signedInAs(here.guest, { viewport });
    await open(page, here.address);
    const restorer = await signedInAs(here.owner);
    await restorer.goto(`${here.address}/history`);
    await restorer.getByRole("link", { name: "Version 1" }).click();
    await restorer.getByRole("button", { name: "Restore version 1 in English" }).click();
    const notice = page.locator("p").filter({ hasText: "restored version 1." });
    await expect(notice).toBeVisible();
    await page.getByText("Paragraph 30 of a long text.").first().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
    const tools = page.getByRole("toolbar", { name: "Writing" });
    await expect(notice).toBeInViewport();
    await expect(tools).toBeInViewport({ ratio: 1 });
    const isOnTop = () =>
      tools
        .getByRole("button")
        .first()
        .evaluate((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        });
    await expect.poll(isOnTop).toBe(true);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice).toHaveCount(0);
    await expect.poll(isOnTop).toBe(true);
  });
}
