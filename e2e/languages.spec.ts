import { asSuperuser } from "@/db/testing/superuser";
import { advocate, expect, test } from "./fixtures";
import { everyPage } from "./walk";

/*
 * The pseudo-language stands for Arabic: every string of the catalogue comes longer, accented and in ⟦ ⟧, and the page
 * runs from right to left. A text without the marks did not come from the catalogue. What people wrote, what the
 * United Nations call a State and what a source says is data: it stands in the database word for word.
 */

test("every word of every page comes from the catalogue, and the page mirrors", async ({
  signedInAs,
  signedOut,
}) => {
  test.setTimeout(600_000);
  const found: { route: string; text: string }[] = [];
  const setting = { locale: "qps" } as const;
  for await (const { route, page } of everyPage({
    signedInAs,
    signedOut,
    who: advocate,
    setting,
  })) {
    if ((await page.locator("html").getAttribute("dir")) !== "rtl") {
      found.push({ route, text: "Runs from left to right" });
    }
    found.push(...(await page.evaluate(unmarkedTexts)).map((text) => ({ route, text })));
  }
  // Read at the end: it holds what the walk itself made.
  const data = await allData();
  const strangers = found.filter(({ text }) => !isData(text, data));
  expect([...new Set(strangers.map(({ route, text }) => `${route}: ${text}`))]).toEqual([]);
});

test("nothing is pushed out of the page when words are longer and run the other way", async ({
  signedInAs,
  signedOut,
}) => {
  test.setTimeout(400_000);
  const found: string[] = [];
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const setting = { locale: "qps", viewport } as const;
    for await (const { route, page } of everyPage({
      signedInAs,
      signedOut,
      who: advocate,
      setting,
    })) {
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 1) {
        found.push(`${route} at ${viewport.width} px: ${overflow} px too wide`);
      }
    }
  }
  expect(found).toEqual([]);
});

test("turns red when a word is hard-coded", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { locale: "qps" });
  // What is appended before the scripts took the page over, they take away.
  await page.goto("/settings", { waitUntil: "networkidle" });
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main h1") ?? {}).some((name) => name.startsWith("__react")),
  );
  await page.evaluate(() => document.querySelector("main")?.append("Hard-coded words"));
  const texts = await page.evaluate(unmarkedTexts);
  const data = await allData();
  expect(texts.filter((text) => !isData(text, data))).toEqual(["Hard-coded words"]);
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

/** Every text that stands in the database, longest first. */
async function allData(): Promise<string[]> {
  const sql = asSuperuser();
  const columns = await sql<{ table: string; column: string }[]>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    where c.table_schema = 'public' and c.data_type in ('text', 'jsonb', 'ARRAY')
      and c.table_name not in ('audit_log', 'commitment_events', 'state_aliases', 'sign_ins')`;
  const found = new Set<string>();
  for (const { table, column } of columns) {
    const rows = await sql.unsafe<{ value: string }[]>(
      `select distinct "${column}"::text as value from "${table}" where "${column}" is not null limit 2000`,
    );
    for (const { value } of rows) {
      if (/\p{L}{2,}/u.test(value)) {
        found.add(plain(value));
      }
    }
  }
  return [...found].sort((one, other) => other.length - one.length);
}

const plain = (text: string) =>
  text
    .replace(/\\?["“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** What the platform writes in dates and lists; the pseudo-language has no such words of its own. */
const platformWords = new RegExp(
  `\\b(and|or|${["long", "short"]
    .flatMap((style) => [
      ...Array.from({ length: 12 }, (_, month) =>
        new Date(2026, month, 1).toLocaleDateString("en", { month: style as "long" }),
      ),
      ...Array.from({ length: 7 }, (_, day) =>
        new Date(2026, 0, day + 1).toLocaleDateString("en", { weekday: style as "long" }),
      ),
      "Sept",
    ])
    .join("|")})\\b`,
  "g",
);

/** In the database, or made of such texts and signs alone; or the product's name, a language's or a time zone's own. */
function isData(text: string, data: readonly string[]): boolean {
  const shown = plain(text);
  if (
    ["Plenary", "UTC", "Ctrl K"].includes(shown) ||
    /^[A-Z][\w-]+(\/[\w -]+)+$/.test(shown) ||
    data.some((value) => value.includes(shown))
  ) {
    return true;
  }
  const rest = data.reduce(
    (left, value) => (value.length > 2 ? left.replaceAll(value, " ") : left),
    shown,
  );
  return !/\p{L}{2,}/u.test(rest.replace(platformWords, " "));
}
