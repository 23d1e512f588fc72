import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { readBytes } from "@/lib/imports/reading/read-bytes";
import { advocate, expect, reader, test } from "./fixtures";

/** An organisation with one session, a case open to all of it and one that its lead alone reads. */
async function aRoom() {
  const ours = await anOrganisation();
  const [lead, colleague] = [await aMember(ours), await aMember(ours)];
  const session = await aSession(ours, { title: "The room of charts", startsOn: "2026-06-15" });
  const open = await aCase(lead, { visibility: "organisation", title: "An open case" });
  const held = await aCase(lead, { title: "A case held close" });
  await aCommitment(open, session, { stateCode: "NOR", stage: "agreed" });
  await aCommitment(open, session, { stateCode: "FJI", stage: "agreed" });
  await anIntervention(open, session, lead, { stateCode: "NOR" });
  await aCommitment(held, session, { stateCode: "GHA", stage: "agreed" });
  return { lead, colleague, session, open, held };
}

const finding = (page: Page, chart: string) => page.locator(`#${chart}-finding`);

async function download(page: Page, name: string, press: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  expect(file.suggestedFilename()).toMatch(new RegExp(name));
  return readFile(await file.path(), "utf8");
}

test("says of the example what its sources say, figures before pictures", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Insights" }).first().click();
  await expect(page).toHaveTitle("Insights · Plenary");
  const [cuba] =
    await asSuperuser()`select id from sessions where title like 'UPR pre-session, Cuba%'`;
  await page.goto(`/insights?session=${cuba?.id}`);
  await expect(finding(page, "regional-balance")).toHaveText(
    "No State from Africa or Asia-Pacific",
  );
  const balance = page.locator("#regional-balance");
  for (const [group, raised] of [
    ["African", "0"],
    ["Asia-Pacific", "0"],
    ["Eastern European", "3"],
    ["Latin American and Caribbean", "1"],
    ["Western European and other", "8"],
  ] as const) {
    const row = balance.getByRole("row", { name: new RegExp(`^${group} `) });
    await expect(row.getByRole("cell").first()).toHaveText(raised);
  }
  await expect(balance).toContainText("as for elections");
  await expect(finding(page, "promised-raised")).toHaveText(
    "12 times a State spoke, without a promise on record",
  );
  await expect(page.locator("#promised-raised")).toContainText("12 different States spoke");
  const isFirst = await page.evaluate(() =>
    [...document.querySelectorAll(".chart")].every((chart) => {
      const [table, picture] = [chart.querySelector("table"), chart.querySelector("svg[role=img]")];
      return (
        !table ||
        !picture ||
        Boolean(table.compareDocumentPosition(picture) & Node.DOCUMENT_POSITION_FOLLOWING)
      );
    }),
  );
  expect(isFirst).toBe(true);
  const picture = balance.getByRole("img").first();
  await expect(picture).toHaveAccessibleName(
    /No State from Africa or Asia-Pacific.*Eastern European: 3 of 23/,
  );
});

test("counts for two readers what each of them reads, and its files too", async ({
  signedInAs,
}) => {
  const { lead, colleague, held } = await aRoom();
  const [mine, theirs] = [await signedInAs(lead), await signedInAs(colleague)];
  await Promise.all([mine.goto("/insights"), theirs.goto("/insights")]);
  await expect(finding(mine, "promised-raised")).toHaveText("Of 3 promises, one was raised");
  await expect(finding(theirs, "promised-raised")).toHaveText("Of 2 promises, one was raised");
  await expect(theirs.getByText("A case held close")).toHaveCount(0);

  // A case that is not theirs is like one that is not there.
  expect((await theirs.goto(`/insights?case=${held.id}`))?.status()).toBe(404);
  await expect(finding(theirs, "promised-raised")).toHaveCount(0);
  await mine.goto(`/insights?case=${held.id}`);
  await expect(finding(mine, "promised-raised")).toHaveText("The one promise has not been raised");

  const text = await (await theirs.request.get("/insights/stage-ladder.csv")).text();
  expect(text.split("\r\n").filter((line) => line.startsWith('"PL-'))).toHaveLength(1);
});

test("narrows by session and case in the address, by ids alone and with the keyboard", async ({
  signedInAs,
}) => {
  const { lead, session, open } = await aRoom();
  const page = await signedInAs(lead);
  await page.goto("/insights");
  const choice = page.getByRole("combobox", { name: "Case" });
  await choice.focus();
  await choice.selectOption(open.id);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`case=${open.id}`));
  expect(page.url()).not.toMatch(/An|open case|PL-/);
  await expect(finding(page, "promised-raised")).toHaveText("Of 2 promises, one was raised");
  await expect(page.getByText(/^Only: PL-/)).toBeVisible();

  await page.goto(`/sessions/${session}`);
  await page.getByRole("link", { name: "Charts of this session" }).click();
  await expect(page).toHaveURL(new RegExp(`/insights\\?session=${session}`));
  await expect(finding(page, "promised-raised")).toHaveText("Of 3 promises, one was raised");
  await page.goto(`/cases/${open.id}/commitments`);
  await page.getByRole("link", { name: "Charts of this case" }).click();
  await expect(page).toHaveURL(new RegExp(`case=${open.id}`));
});

test("shows every State as a square that the keyboard reaches and a screen reader names", async ({
  signedInAs,
}) => {
  const { lead, session } = await aRoom();
  const page = await signedInAs(lead);
  await page.goto("/insights/tile-map");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Of 195 States, one raised, 2 have agreed and 192 were never approached",
  );
  const grid = page.getByRole("list", { name: "States by regional group" });
  await expect(grid.getByRole("link")).toHaveCount(195);
  const sizes = await grid
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => `${link.clientWidth} ${link.clientHeight}`));
  expect(new Set(sizes).size).toBe(1);
  const norway = grid.getByRole("link", { name: "Norway: Raised" });
  await norway.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Norway");

  await page.goto(`/insights/tile-map?session=${session}`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip the squares" });
  await skip.focus();
  await expect(skip).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /^Workbook \(XLSX\)/ })).toBeFocused();
  await grid.getByRole("link", { name: "Fiji: Agreed" }).click();
  await expect(page).toHaveURL(new RegExp(`/commitments\\?.*session=${session}`));
});

test("hands out data and picture that stand alone, without a title, and notes it with each case", async ({
  signedInAs,
}) => {
  const { lead, open, held } = await aRoom();
  const page = await signedInAs(lead);
  await page.goto("/insights/stage-ladder");
  const csv = await download(page, "^stage-ladder-\\d{4}-\\d\\d-\\d\\d\\.csv$", () =>
    page.getByRole("link", { name: /^Data \(CSV\)/ }).click(),
  );
  expect(csv.startsWith("\ufeff")).toBe(true);
  const svg = await download(page, "^stage-ladder-\\d{4}-\\d\\d-\\d\\d\\.svg$", () =>
    page.getByRole("link", { name: /^Picture \(SVG\)/ }).click(),
  );
  for (const file of [csv, svg]) {
    expect(file).toContain("Of 3 asks, 3 were agreed or raised");
    expect(file).toContain("An ask is one State, one case and one session");
    expect(file).not.toMatch(/An open case|A case held close/);
  }
  expect(svg).not.toMatch(/href|url\(|<style|<script|var\(|class=/);
  const parsed = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement.nodeName,
    svg,
  );
  expect(parsed).toBe("svg");
  const notes = await asSuperuser()`select audience from disclosures
    where case_id = ${open.id} or case_id = ${held.id} order by audience, case_id`;
  expect(notes.map(({ audience }) => audience)).toEqual(["csv", "csv", "svg", "svg"]);

  // A session's name that a spreadsheet would run is shown.
  await asSuperuser()`update sessions set title = '=HYPERLINK("https://elsewhere.invalid")'
    where org_id = ${lead.organisationId}`;
  const table = await (await page.request.get("/insights/promised-raised.csv")).text();
  expect(table).toContain(`"'=HYPERLINK(""https://elsewhere.invalid"")"`);
});

test("hands out a workbook of numbers, which the importer reads again", async ({ signedInAs }) => {
  const { lead, open, held } = await aRoom();
  const page = await signedInAs(lead);
  await page.goto("/insights/stage-ladder");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Workbook \(XLSX\)/ }).press("Enter");
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^stage-ladder-\d{4}-\d\d-\d\d\.xlsx$/);
  const { sheets } = await readBytes(await readFile(await file.path()));
  const [figures, counted] = sheets;
  expect(figures?.rows[0]?.map((cell) => cell?.text)).toEqual(["Case", "Asks", "Raised", "Agreed"]);
  expect(figures?.rows.slice(1).map((cells) => cells.slice(1).map((cell) => cell?.text))).toEqual([
    ["2", "1", "1"],
    ["1", "0", "1"],
  ]);
  expect(counted?.name).toBe("How it was counted");
  const words = counted?.rows.map(([cell]) => cell?.text).join(" ") ?? "";
  expect(words).toContain("Of 3 asks, 3 were agreed or raised");
  expect(words).not.toMatch(/An open case|A case held close/);
  const notes = await asSuperuser()`select audience from disclosures
    where case_id = ${open.id} or case_id = ${held.id}`;
  expect(notes.map(({ audience }) => audience)).toEqual(["xlsx", "xlsx"]);
});

test("begins with what the charts show, and leads to each with the keyboard", async ({
  signedInAs,
}) => {
  const { lead } = await aRoom();
  const page = await signedInAs(lead, { viewport: { width: 390, height: 844 } });
  await page.goto("/insights");
  const findings = page.getByRole("navigation", { name: "What the charts show" });
  await expect(findings.getByRole("link")).toHaveCount(6);
  await findings.getByRole("link", { name: /Regional balance/ }).press("Enter");
  await expect(page).toHaveURL(/#regional-balance$/);
  await expect(finding(page, "regional-balance")).toBeInViewport();
});

test("answers no other site, and no chart that is none", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  const get = (path: string, headers = {}) => page.request.get(path, { headers, maxRedirects: 0 });
  expect((await get("/insights/tile-map.csv")).status()).toBe(200);
  const foreign = await get("/insights/tile-map.csv", { "sec-fetch-site": "cross-site" });
  expect([403, 404]).toContain(foreign.status());
  expect((await get("/insights/secrets.csv")).status()).toBe(404);
  expect((await get("/insights/secrets")).status()).toBe(404);
});

test("of a session or a case that is none there is no figure, on no page and in no file", async ({
  signedInAs,
}) => {
  const { lead, session } = await aRoom();
  const page = await signedInAs(lead);
  const status = async (path: string) => (await page.request.get(path)).status();
  const theirs = await aSession(await anOrganisation());
  const someone = await aMember(await anOrganisation());
  const foreign = await aCase(someone);
  for (const narrowed of ["session=zzz", `session=${theirs}`, `case=${foreign.id}`, "case=1"]) {
    for (const chart of ["promised-raised", "tile-map"]) {
      for (const as of ["csv", "xlsx", "svg"]) {
        expect(await status(`/insights/${chart}.${as}?${narrowed}`), narrowed).toBe(404);
      }
      expect(await status(`/insights/${chart}?${narrowed}`), narrowed).toBe(404);
    }
    expect(await status(`/insights?${narrowed}`), narrowed).toBe(404);
  }
  // A form that chose nothing is of everything.
  expect(await status("/insights/promised-raised.csv?session=&case=")).toBe(200);
  expect(await status(`/insights/promised-raised.csv?session=${session}`)).toBe(200);
});

test("keeps a colleague's words for exactly these figures", async ({ signedInAs }) => {
  const { lead, colleague, session, open } = await aRoom();
  const page = await signedInAs(lead);
  const address = `/insights/regional-balance?case=${open.id}`;
  await page.goto(address);
  await page.getByText("In words").focus();
  await page.keyboard.press("Enter");
  const words = page.getByLabel("What the picture shows, for whoever does not see it");
  await words.fill("Norway kept its word; Fiji has not spoken yet.");
  await page.getByRole("button", { name: "Keep these words" }).press("Enter");
  await expect(page.getByRole("img").first()).toHaveAccessibleName(
    "Norway kept its word; Fiji has not spoken yet.",
  );
  const theirs = await signedInAs(colleague);
  await theirs.goto(address);
  await expect(theirs.getByRole("img").first()).toHaveAccessibleName(/^Norway kept its word/);
  await aCommitment(open, session, { stateCode: "GHA", stage: "agreed" });
  await theirs.reload();
  await expect(theirs.getByRole("img").first()).toHaveAccessibleName(/^Bar chart\./);
});

test("works without scripts, and readers are offered no words to change", async ({
  signedInAs,
}) => {
  const page = await signedInAs(reader, { javaScriptEnabled: false });
  await page.goto("/insights/quiet-cases");
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByRole("combobox", { name: "Case" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/case=/);
  await expect(page.getByRole("button", { name: "Keep these words" })).toHaveCount(0);
});

test("prints one chart a sheet, in colours that hold in grey", async ({ signedInAs }) => {
  const { lead } = await aRoom();
  const page = await signedInAs(lead);
  await page.goto("/insights");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(6);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("link", { name: /^Data \(CSV\)/ }).first()).toBeHidden();
  await expect(page.locator("#regional-balance table")).toBeVisible();
});
