import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { aCase, aMember, anOrganisation } from "@/db/testing/factories";
import { doc } from "@/lib/alerts/shared-text";
import { aWrittenAlert, storedWords } from "@/lib/alerts/testing";
import { expect, test } from "./fixtures";

const sample = (name: string) =>
  readFileSync(join(import.meta.dirname, "clipboard", `${name}.html`), "utf8");

async function paste(page: Page, html: string, plain = "") {
  await page.locator(".ProseMirror").focus();
  await page.evaluate(
    ([rich, text]) => {
      const data = new DataTransfer();
      data.setData("text/html", rich);
      data.setData("text/plain", text);
      document
        .querySelector(".ProseMirror")
        ?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
    },
    [html, plain] as const,
  );
}

/** What stands in the editor, tag by tag, without what the editor itself adds. */
const structure = (page: Page) =>
  page.locator(".ProseMirror").evaluate((root) => {
    const read = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) {
        return node.textContent ?? "";
      }
      const element = node as HTMLElement;
      const inside = [...node.childNodes].map(read).join("");
      const tag = element.tagName.toLowerCase();
      const href = element.getAttribute("href");
      return tag === "br" ? "" : `<${tag}${href ? ` ${href}` : ""}>${inside}</${tag}>`;
    };
    return [...root.childNodes].map(read).join("\n").replaceAll("\u00a0", " ");
  });

async function anEmptyText(signedInAs: (who: never) => Promise<Page>) {
  const owner = await aMember(await anOrganisation());
  const theCase = await aCase(owner);
  const { address, textId } = await aWrittenAlert(theCase, owner, { en: { happened: doc() } });
  const page = await signedInAs(owner as never);
  const outside: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "localhost") {
      outside.push(request.url());
    }
  });
  await page.goto(`${address}?section=happened`);
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toBeVisible({ timeout: 20_000 });
  return { page, textId, outside };
}

test("keeps the structure of Word and drops what it hides", async ({ signedInAs }) => {
  const { page, textId, outside } = await anEmptyText(signedInAs as never);
  await paste(page, sample("word"));
  expect(await structure(page)).toBe(
    [
      "<h3>What happened</h3>",
      "<p>Two people were <strong>detained</strong> at the <em>airport</em>. They wrote.</p>",
      "<ul><li><p>First point</p><ul><li><p>Under the first</p></li></ul></li><li><p>Second point</p></li></ul>",
      "<ol><li><p>Numbered</p></li></ol>",
      "<p>See <a https://example.org/report?id=7>the report</a> and this.</p>",
    ].join("\n"),
  );
  expect(await page.evaluate(() => "slipped" in window)).toBe(false);
  expect(outside).toEqual([]);
  await expect
    .poll(() => storedWords(textId, "happened"))
    .toContain("Two people were detained at the airport. They wrote.");
});

test("keeps the structure of Google Docs and drops what it hides", async ({ signedInAs }) => {
  const { page, outside } = await anEmptyText(signedInAs as never);
  await paste(page, sample("google-docs"));
  expect(await structure(page)).toBe(
    [
      "<h3>What we ask</h3>",
      "<p>We ask for <strong>their release</strong><em> at once</em>, see <a https://example.org/statement>the statement</a>.</p>",
      "<ul><li><p>Raise it in the review</p><ul><li><p>By name, where agreed</p></li></ul></li></ul>",
      "<ol><li><p>First</p></li></ol>",
      "<p>احتُجز اثنان</p>",
    ].join("\n"),
  );
  expect(outside).toEqual([]);
});

test("refuses ten megabytes with a sentence, at once, and changes nothing", async ({
  signedInAs,
}) => {
  const { page } = await anEmptyText(signedInAs as never);
  await page.locator(".ProseMirror").focus();
  await page.keyboard.type("Mine.");
  const took = await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/html", `<p>${"word ".repeat(2_000_000)}</p>`);
    const started = performance.now();
    document
      .querySelector(".ProseMirror")
      ?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    return performance.now() - started;
  });
  expect(took).toBeLessThan(1_000);
  await expect(page.getByText("That is too long to paste at once.").first()).toBeVisible();
  await expect(page.locator(".ProseMirror")).toHaveText("Mine.");
});

test("leaves out what would turn words round for some who read them", async ({ signedInAs }) => {
  const { page, textId } = await anEmptyText(signedInAs as never);
  await paste(page, "<p>Held \u202e21\u202c days</p>");
  await page.keyboard.insertText(" and \u202d12 hours");
  await expect
    .poll(() => storedWords(textId, "happened"))
    .toContain("Held 21\u202c days and 12 hours");
  await expect(page.locator(".ProseMirror")).toBeEditable();
});

test("pastes into a title as one line", async ({ signedInAs }) => {
  const { page } = await anEmptyText(signedInAs as never);
  await page.getByRole("link", { name: "Change the title" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toBeVisible();
  await paste(page, "<h1>One</h1><p>two</p>");
  await page.keyboard.press("Enter");
  expect(await structure(page)).toBe("<p>One two</p>");
});
