import type { Page } from "@playwright/test";
import { administrator, expect, test } from "./fixtures";
import { everyPage } from "./walk";

test("no page breaks its own content policy or complains in the console", async ({
  signedInAs,
  signedOut,
}) => {
  test.setTimeout(240_000);
  const complaints: string[] = [];
  const prepare = (page: Page) => {
    page.on("console", (message) => {
      // A page that is not there says so by its status, which the browser repeats here.
      const isItsStatus = page.url().endsWith("/missing") && message.text().includes("404");
      // A feature that no browser knows is a warning, on every page.
      const isWrongHeader = message.text().includes("Permissions-Policy");
      if ((message.type() === "error" && !isItsStatus) || isWrongHeader) {
        complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  };
  const walk = { signedInAs, signedOut, who: administrator, prepare };
  for await (const _ of everyPage({ ...walk, waitUntil: "networkidle" })) {
    // Opening it is all.
  }
  expect(complaints).toEqual([]);
});

test("turns red when a script is slipped into a page", async ({ signedInAs }) => {
  const page = await signedInAs(administrator);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto("/settings", { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.setAttribute("src", "data:text/javascript,window.slipped=1");
    // Beside what is there: drawing all of it anew would be a fault of the page where scripts are still waking up.
    document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.slipped=1">');
    document.body.append(script);
  });
  await page.waitForTimeout(300);
  expect(complaints.join("\n")).toContain("Content Security Policy");
});
