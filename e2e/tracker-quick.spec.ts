import type { Page } from "@playwright/test";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { noteDrawing, touchedIn } from "./drawn";
import { expect, test } from "./fixtures";

/** Asks of six States on so many cases at one session. */
async function aDesk(cases: number) {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const session = await aSession(organisation, { title: "UPR pre-session, Example State 7" });
  for (let n = 0; n < cases; n += 1) {
    const theCase = await aCase(lead, { title: `Case ${n + 1}`, visibility: "organisation" });
    for (const stateCode of ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"]) {
      await aCommitment(theCase, session, { stateCode, stage: "planned" });
    }
  }
  return { lead, session };
}

/** The scripts are there, and nothing is on its way. */
const isQuiet = (page: Page) => page.waitForLoadState("networkidle");

/** The first drawing noted all rows: the scripts are there, and what is looked at is really seen. */
async function firstDrawn(page: Page, rows: number) {
  const drawn = new Set<string>();
  await expect
    .poll(async () => {
      for (const row of (await touchedIn(page)).drawn) {
        drawn.add(row);
      }
      return drawn.size;
    })
    .toBeGreaterThanOrEqual(rows);
  await expect.poll(async () => (await touchedIn(page)).drawn).toEqual([]);
}

const isSaved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

for (const cases of [1, 8]) {
  test(`a key in a table of ${cases * 6} rows draws its own row and no other`, async ({
    signedInAs,
  }) => {
    const { lead, session } = await aDesk(cases);
    const page = await signedInAs(lead);
    await noteDrawing(page);
    await page.goto(`/commitments?session=${session}`);
    await isQuiet(page);
    const rows = page.locator("tr[data-row]");
    await expect(rows).toHaveCount(cases * 6);
    const stage = (row: number) => rows.nth(row).getByRole("link", { name: /^Stage: / });
    const [first = "", second = "", third = "", fourth = ""] = await rows.evaluateAll((all) =>
      all.map((row) => (row as HTMLElement).dataset.row ?? ""),
    );
    await firstDrawn(page, cases * 6);

    await stage(0).focus();
    await page.keyboard.press("a");
    await expect(stage(0)).toHaveAccessibleName("Stage: Asked. Change");
    await isSaved(page);
    expect(await touchedIn(page)).toEqual({ drawn: [first], written: [first] });

    await page.keyboard.press("ArrowDown");
    await expect(stage(1)).toBeFocused();
    expect(await touchedIn(page)).toEqual({ drawn: [], written: [] });

    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.locator("td[data-chosen]")).toHaveCount(2);
    expect((await touchedIn(page)).drawn.toSorted()).toEqual([second, third].toSorted());
    await page.keyboard.press("Escape");
    await expect(page.locator("td[data-chosen]")).toHaveCount(0);
    await touchedIn(page);
    await rows.nth(3).getByRole("checkbox").check();
    await expect(page.getByText("1 row selected")).toBeVisible();
    expect((await touchedIn(page)).drawn).toEqual([fourth]);
  });
}

test("a key in the matrix draws its own State and no other", async ({ signedInAs }) => {
  const { lead, session } = await aDesk(3);
  const page = await signedInAs(lead);
  await noteDrawing(page);
  await page.goto(`/commitments?view=matrix&session=${session}`);
  await isQuiet(page);
  const cell = page.getByRole("gridcell", { name: /^Example State 2, / }).first();
  await cell.focus();
  await firstDrawn(page, 6);
  await page.keyboard.press("a");
  await expect(cell).toHaveAccessibleName(/: Asked$/);
  await isSaved(page);
  expect(await touchedIn(page)).toEqual({ drawn: ["XEB"], written: ["XEB"] });

  // Only the tab stop goes from one cell to the other.
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Example State 2, /);
  expect(await touchedIn(page)).toEqual({ drawn: [], written: ["XEB"] });
});

test("a card that moves leaves the cards of other columns alone", async ({ signedInAs }) => {
  const { lead, session } = await aDesk(2);
  await asSuperuser()`update commitments set stage = 'agreed'
    where session_id = ${session} and state_code in ('XEE', 'XEF')`;
  const page = await signedInAs(lead);
  await noteDrawing(page);
  await page.goto(`/commitments?view=board&session=${session}`);
  await expect(page.locator('[data-stop][tabindex="0"]')).toHaveCount(1);
  await isQuiet(page);
  const column = (stage: string) => page.locator(`[data-column="${stage}"]`);
  const cardsOf = (stage: string) =>
    column(stage)
      .locator("tr[data-stop]")
      .evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.stop ?? ""));
  const agreed = await cardsOf("agreed");
  expect(agreed).toHaveLength(4);
  await firstDrawn(page, 12);
  await column("planned").locator("tr[data-stop]").first().focus();
  await touchedIn(page);
  await page.keyboard.press("a");
  await expect(column("asked").locator("tr[data-stop]")).toHaveCount(1);
  await isSaved(page);
  const { drawn, written } = await touchedIn(page);
  expect(drawn.length).toBeGreaterThan(0);
  expect([...drawn, ...written].filter((id) => agreed.includes(id))).toEqual([]);
});
