import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { axeFaults } from "./axe";
import { expect, test } from "./fixtures";
import { tabThrough } from "./tab-walk";

interface Desk {
  officer: Member;
  colleague: Member;
  reader: Member;
  week: string;
  /** Of the officer's team alone. */
  hidden: { id: string; title: string };
}

const hiddenTitle = "A family that must not be found";

/** Two sessions; two cases, of which colleagues read one; two regions; Example States. */
async function aDesk(): Promise<Desk> {
  const organisation = await anOrganisation();
  const sql = asSuperuser();
  await sql`update organisations set has_example = true where id = ${organisation.id}`;
  const officer = await aMember(organisation);
  const colleague = await aMember(organisation);
  const reader = await aMember(organisation, "reader");
  const week = await aSession(organisation, { title: "Week of the interactive dialogue" });
  const later = await aSession(organisation, { title: "Another occasion" });
  const open = await aCase(officer, { title: "Office searched", visibility: "organisation" });
  const hidden = await aCase(officer, { title: hiddenTitle });
  await aCommitment(open, week, { stateCode: "XEA", stage: "asked" });
  await aCommitment(open, week, { stateCode: "XEC", stage: "agreed" });
  await aCommitment(hidden, week, { stateCode: "XED", stage: "agreed" });
  await aCommitment(open, later, { stateCode: "XEE", stage: "asked" });
  return { officer, colleague, reader, week, hidden: { id: hidden.id, title: hiddenTitle } };
}

const headings = (page: Page) =>
  page
    .locator("table.commitments thead th:not(:has(.sr-only))")
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.trim()));

const rows = (page: Page) => page.locator("table.commitments tbody tr[data-row]");
const bar = (page: Page) => page.getByRole("region", { name: "Saved view" });
const fold = (page: Page, name: RegExp | string) =>
  page.locator("summary").filter({ hasText: name });

/** Scripts have taken over once the table answers to them. */
async function isReady(page: Page) {
  await page.waitForLoadState("networkidle");
}

async function press(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

/** Opens a fold of the head with the keyboard. */
async function unfold(page: Page, name: RegExp | string) {
  await fold(page, name).focus();
  await page.keyboard.press("Enter");
}

async function saveAs(page: Page, name: string, choices: string[] = []) {
  await unfold(page, /^Save as/);
  await page.keyboard.press("Tab");
  await page.keyboard.type(name);
  for (const choice of choices) {
    await page.getByRole("checkbox", { name: choice }).focus();
    await page.keyboard.press("Space");
  }
  await press(page, "Save the view");
  await expect(page).toHaveURL(/\?saved=[0-9a-f-]{36}$/);
}

const viewOf = (page: Page) => new URL(page.url()).searchParams.get("saved") ?? "";

test("an officer makes a view with the keyboard alone, and a colleague works from it", async ({
  signedInAs,
}) => {
  test.setTimeout(180_000);
  const { officer, colleague, week } = await aDesk();
  const page = await signedInAs(officer);
  await page.goto("/commitments");
  await isReady(page);

  // Narrowed to a session, grouped by region.
  await page.getByRole("combobox", { name: "Session" }).focus();
  await page.keyboard.type("Week");
  await expect(page).toHaveURL(new RegExp(`session=${week}`));
  await unfold(page, /^Columns/);
  await page.getByRole("combobox", { name: "Group by" }).focus();
  await page.keyboard.type("Region");
  await expect(page.getByRole("columnheader", { name: "Example States, group B" })).toBeVisible();
  // Two columns left out, one widened, Case pinned beside State, Due put before Stage.
  for (const name of ["Owner", "Changed"]) {
    await page.getByRole("checkbox", { name, exact: true }).focus();
    await page.keyboard.press("Space");
    await expect(page.getByRole("checkbox", { name, exact: true })).toBeFocused();
  }
  await press(page, "Make Next step wider");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Make Next step wider" })).toBeFocused();
  await press(page, "Keep Case in sight");
  await expect(page.getByRole("button", { name: "Let Case scroll" })).toBeFocused();
  await press(page, "Move Due forward");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Move Due forward" })).toBeFocused();
  await page.getByRole("checkbox", { name: "Agreed" }).last().focus();
  await page.keyboard.press("Space");
  const columns = [
    "State",
    "Case",
    "Session",
    "Stage",
    "Word",
    "Due",
    "What will be said",
    "Next step",
  ];
  await expect.poll(() => headings(page)).toEqual(columns);
  await page.keyboard.press("Escape");

  await saveAs(page, "Week of 3 March", [
    "Open the tracker with it from now on",
    "Show it to the whole organisation",
  ]);
  const id = viewOf(page);
  await expect(bar(page).getByText("Week of 3 March").first()).toBeVisible();
  expect(await headings(page)).toEqual(columns);
  await expect(rows(page)).toHaveCount(3);
  // Counted over all that the officer reads.
  await expect(page.locator("tfoot")).toContainText("Agreed2");
  const nextStep = page.getByRole("columnheader", { name: "Next step" });
  expect(await nextStep.evaluate((cell) => cell.style.width)).toBe("7.25rem");
  // No name stands in what a browser keeps.
  expect(`${page.url()} ${await page.title()}`).not.toMatch(/Week|March/);

  // It opens by itself now, and everything is one press away.
  await page.goto("/commitments");
  await expect(page).toHaveURL(new RegExp(`saved=${id}$`));
  await unfold(page, "Week of 3 March");
  await page.getByRole("link", { name: "All commitments" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/saved=none$/);
  await expect(rows(page)).toHaveCount(4);

  // The colleague sees the same columns over what they may read.
  const other = await signedInAs(colleague);
  await other.goto(`/commitments?saved=${id}`);
  await isReady(other);
  expect(await headings(other)).toEqual(columns);
  await expect(rows(other)).toHaveCount(2);
  await expect(other.locator("tfoot")).toContainText("Agreed1");
  await expect(other.getByText(hiddenTitle)).toHaveCount(0);
  // What they change is theirs, and nobody else's.
  await other.getByRole("columnheader", { name: "Due" }).getByRole("link").focus();
  await other.keyboard.press("Enter");
  await expect(bar(other).getByText("Changed", { exact: true })).toBeVisible();
  await expect(bar(other).getByRole("button", { name: "Save the changes" })).toHaveCount(0);
  await expect(other).toHaveURL(/edited=1/);
  await other.reload();
  await expect(bar(other).getByText("Changed", { exact: true })).toBeVisible();
  await isReady(other);
  await saveAs(other, "Mine by date");
  await unfold(other, "Mine by date");
  await other.getByRole("link", { name: /^Week of 3 March/ }).focus();
  await other.keyboard.press("Enter");
  await expect(bar(other).getByText("Changed", { exact: true })).toHaveCount(0);
  await expect(other.getByRole("columnheader", { name: "Example States, group B" })).toBeVisible();

  // The owner changes it, puts it back, changes it for good.
  await page.goto(`/commitments?saved=${id}`);
  await isReady(page);
  await page.getByRole("checkbox", { name: "Only what needs me" }).focus();
  await page.keyboard.press("Space");
  await expect(bar(page).getByText("Changed", { exact: true })).toBeVisible();
  await bar(page).getByRole("link", { name: "Put it back" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`saved=${id}$`));
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "Session" }).focus();
  await page.keyboard.type("Another");
  await expect(rows(page)).toHaveCount(1);
  await press(page, "Save the changes");
  await expect(page).toHaveURL(new RegExp(`saved=${id}$`));
  await expect(rows(page)).toHaveCount(1);

  // Named anew, shared no more, deleted.
  await unfold(page, "This view");
  await page.getByRole("textbox", { name: "Name" }).first().fill("Week of 10 March");
  await press(page, "Rename it");
  await expect(fold(page, "Week of 10 March")).toBeVisible();
  if (!(await page.getByRole("button", { name: "Stop sharing it" }).isVisible())) {
    await unfold(page, "This view");
  }
  await press(page, "Stop sharing it");
  await expect(bar(page).getByText("shared", { exact: true })).toHaveCount(0);
  await other.goto(`/commitments?saved=${id}`);
  await expect(other.getByText(/This view is not there, or is not shared with you/)).toBeVisible();
  await expect(other.getByText("March")).toHaveCount(0);
  await unfold(page, "This view");
  await page.getByText("Delete it", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await press(page, "Delete the view");
  await expect(page).toHaveURL(/saved=none$/);
  await page.goto("/commitments");
  await expect(page).toHaveURL(/\/commitments$/);
});

test("a view is saved, opened and deleted without scripts", async ({ signedInAs }) => {
  const { officer } = await aDesk();
  const page = await signedInAs(officer, { javaScriptEnabled: false });
  await page.goto("/commitments?stage=agreed&group=region&cols=stage,state,case,word");
  await fold(page, "Save as a view").click();
  await page.getByRole("button", { name: "Save the view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Who agreed");
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page).toHaveURL(/\?saved=/);
  const id = viewOf(page);
  await expect(rows(page)).toHaveCount(2);
  expect(await headings(page)).toEqual(["State", "Stage", "Case", "Word"]);

  // The form of the filter goes on from it.
  await page.getByRole("checkbox", { name: "Only what needs me" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(new RegExp(`saved=${id}&edited=1`));
  await expect(bar(page).getByText("Changed", { exact: true })).toBeVisible();
  expect(await headings(page)).toEqual(["State", "Stage", "Case", "Word"]);
  await bar(page).getByRole("link", { name: "Put it back" }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.goto("/commitments");
  await fold(page, "All commitments").click();
  await page.getByRole("link", { name: "Who agreed" }).click();
  await fold(page, "This view").click();
  await page.getByText("Delete it", { exact: true }).click();
  await page.getByRole("button", { name: "Delete the view" }).click();
  await expect(page).toHaveURL(/saved=none/);
  await page.goto(`/commitments?saved=${id}`);
  await expect(page.getByText(/This view is not there/)).toBeVisible();
});

test("two views of one's own are not called the same, and the form keeps what was typed", async ({
  signedInAs,
}) => {
  const { officer } = await aDesk();
  const page = await signedInAs(officer);
  const save = async (name: string) => {
    await page.goto("/commitments?stage=agreed");
    await fold(page, "Save as a view").click();
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("button", { name: "Save the view" }).click();
  };
  await save("Who agreed");
  await expect(page).toHaveURL(/\?saved=/);
  await save("who AGREED");
  await expect(page.getByText("Another view of yours is called so already.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("who AGREED");
  // What is too long is said once, whether by the page or by the answer.
  await page.getByRole("textbox", { name: "Name" }).fill("a".repeat(90));
  await page.getByRole("button", { name: "Save the view" }).click();
  const name = page.getByRole("textbox", { name: "Name" });
  const tooLong = page.getByText(/too long/);
  await expect(tooLong).toHaveCount(1);
  // Of another text as long as that one both are said, until it is judged, too.
  await name.fill("b".repeat(90));
  await expect(tooLong).toHaveCount(2);
  await name.fill("a".repeat(90));
  await expect(tooLong).toHaveCount(1);
  await name.fill("b".repeat(90));
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(tooLong).toHaveCount(1);
  await expect(name).toHaveValue("b".repeat(90));
  await name.fill("Who agreed, again");
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page).toHaveURL(/\?saved=/);
});

test("whoever opened the tracker with a view that is gone hears of it once", async ({
  signedInAs,
}) => {
  const { officer, colleague } = await aDesk();
  const page = await signedInAs(officer);
  await page.goto("/commitments?stage=agreed");
  await fold(page, "Save as a view").click();
  await page.getByRole("textbox", { name: "Name" }).fill("Who agreed");
  await page.getByRole("checkbox", { name: "Show it to the whole organisation" }).check();
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page).toHaveURL(/\?saved=/);
  const id = viewOf(page);
  const other = await signedInAs(colleague);
  await other.goto(`/commitments?saved=${id}`);
  await fold(other, "This view").click();
  await other.getByRole("button", { name: "Open the tracker with it" }).click();
  await expect(bar(other).getByText("opens by itself", { exact: true })).toBeVisible();
  await fold(page, "This view").click();
  await page.getByText("Delete it", { exact: true }).click();
  await page.getByRole("button", { name: "Delete the view" }).click();
  await expect(page).toHaveURL(/saved=none/);
  // Not before the tracker is opened, whatever is fetched ahead of that.
  await other.goto("/");
  await other.getByRole("link", { name: "Commitments" }).first().click();
  const sentence = other.getByText("The view that the tracker opened with is gone");
  await expect(sentence).toBeVisible();
  await other.goto("/commitments");
  await expect(bar(other)).toBeVisible();
  await expect(sentence).toHaveCount(0);
});

test("a view of what somebody may not read finds nothing, and looks like one of what is gone", async ({
  signedInAs,
}) => {
  const { officer, colleague, hidden } = await aDesk();
  const page = await signedInAs(officer);
  const gone = "0198a6f0-0000-7000-8000-000000000000";
  const seen: string[] = [];
  const other = await signedInAs(colleague);
  for (const [name, theCase] of [
    ["Case one", hidden.id],
    ["Case two", gone],
  ] as const) {
    await page.goto(`/commitments?case=${theCase}`);
    await isReady(page);
    await saveAs(page, name, ["Show it to the whole organisation"]);
    await other.goto(`/commitments?saved=${viewOf(page)}`);
    await isReady(other);
    await expect(other.getByText("Nothing fits this filter.")).toBeVisible();
    await expect(other.getByText("The case that it looks at is gone")).toBeVisible();
    seen.push(
      (await other.locator("main").innerText()).replaceAll(theCase, "ID").replaceAll(name, ""),
    );
    expect(await other.content()).not.toContain(hidden.title);
    if (theCase === hidden.id) {
      await expect(rows(page)).toHaveCount(1);
    }
  }
  expect(seen[0]).toBe(seen[1]);
});

test("a reader keeps views and shares none", async ({ signedInAs }) => {
  const { reader } = await aDesk();
  const page = await signedInAs(reader);
  await page.goto("/commitments?group=region");
  await isReady(page);
  await unfold(page, "Save as a view");
  await expect(page.getByRole("checkbox", { name: /whole organisation/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await saveAs(page, "By region");
  await unfold(page, "This view");
  await expect(page.getByRole("button", { name: /Share it/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open the tracker with it" })).toBeVisible();
});

test("words in a panel of the head may be pressed, and rows are as high as was chosen", async ({
  signedInAs,
}) => {
  const { officer } = await aDesk();
  const page = await signedInAs(officer);
  const heights: number[] = [];
  for (const density of ["comfortable", "normal", "compact"]) {
    await page.goto(`/commitments?density=${density}`);
    await isReady(page);
    const rows = page.locator(".commitments tbody tr[aria-rowindex], .commitments tbody tr");
    heights.push(
      (
        await rows
          .filter({ has: page.getByRole("checkbox") })
          .first()
          .boundingBox()
      )?.height ?? 0,
    );
  }
  const [comfortable = 0, normal = 0, compact = 0] = heights;
  expect(comfortable).toBeGreaterThan(normal);
  expect(normal).toBeGreaterThan(compact);
  expect(compact).toBeLessThan(34);

  // Not only on the box: on the words beside it, and on words that do nothing.
  await unfold(page, "All stages");
  const agreed = page.getByRole("checkbox", { name: "Agreed", exact: true });
  await page.locator("label").filter({ has: agreed }).getByText("Agreed", { exact: true }).click();
  await expect(agreed).toBeChecked();
  await expect(agreed).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(agreed).toBeHidden();
});

test("board and matrix keep the view's filters and rows, and change it where they are chosen", async ({
  signedInAs,
}) => {
  const { officer } = await aDesk();
  const page = await signedInAs(officer);
  await page.goto("/commitments?stage=agreed&density=compact&cols=state,case,stage");
  await isReady(page);
  await saveAs(page, "Agreed");
  const id = viewOf(page);
  await page.getByRole("link", { name: "Matrix" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.locator(".matrix tr[data-s]")).toHaveCount(2);
  await expect(page.locator(".matrix-frame")).toHaveAttribute("data-density", "compact");
  await expect(bar(page).getByText("Changed", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Board" }).click();
  await expect(page.locator(".board-frame")).toHaveAttribute("data-density", "compact");
  await expect(page.locator(".board-card")).toHaveCount(2);
  await page.getByRole("link", { name: "Table", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`saved=${id}$`));
  await expect(bar(page).getByText("Changed", { exact: true })).toHaveCount(0);
  expect(await headings(page)).toEqual(["State", "Case", "Stage"]);
});

for (const locale of ["en", "qps"] as const) {
  test(`columns are widened, put elsewhere and kept in sight by hand: ${locale}`, async ({
    signedInAs,
  }) => {
    const { officer } = await aDesk();
    const page = await signedInAs(officer, { locale, viewport: { width: 900, height: 900 } });
    await page.goto("/commitments?pin=state,case");
    await isReady(page);
    const heading = (id: string) => page.locator(`th:has(> [data-grip="${id}"])`);
    const grip = page.locator('[data-grip="case"]');
    const before = await heading("case").boundingBox();
    const at = await grip.boundingBox();
    if (!before || !at) {
      throw new Error("The heading is not there.");
    }
    const outward = locale === "en" ? 1 : -1;
    await page.mouse.move(at.x + at.width / 2, at.y + 8);
    await page.mouse.down();
    await page.mouse.move(at.x + at.width / 2 + outward * 60, at.y + 8, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/widths=case:\d+/);
    const after = await heading("case").boundingBox();
    expect(after?.width).toBeGreaterThan(before.width + 40);

    // What is pinned stays where it is, side by side, while the others scroll by.
    const region = page.locator("section:has(> table.commitments)");
    const places = () =>
      Promise.all(
        ["state", "case", "owner"].map(async (id) => (await heading(id).boundingBox())?.x ?? 0),
      );
    const [state, theCase, owner] = await places();
    await region.evaluate((area, by) => area.scrollBy(by, 0), outward * 200);
    const [stateThen, caseThen, ownerThen] = await places();
    expect(stateThen).toBeCloseTo(state as number, 0);
    expect(caseThen).toBeCloseTo(theCase as number, 0);
    expect(Math.abs((ownerThen as number) - (owner as number))).toBeGreaterThan(50);
    await region.evaluate((area) => area.scrollTo(0, 0));

    await heading("word").dragTo(heading("stage"));
    await expect(page).toHaveURL(/cols=state,case,session,word,stage/);
  });
}

for (const [name, setting] of [
  ["wide, light, left-to-right", { viewport: { width: 1440, height: 900 } }],
  [
    "phone, dark, right-to-left",
    { viewport: { width: 390, height: 844 }, theme: "dark", locale: "qps" },
  ],
] as const) {
  test(`axe and the Tab key find nothing wrong in what the views open: ${name}`, async ({
    signedInAs,
  }) => {
    test.setTimeout(120_000);
    const { officer } = await aDesk();
    const sql = asSuperuser();
    const id = "0198a6f0-0000-7000-8000-".concat(officer.membershipId.slice(-12));
    await sql`insert into saved_views (org_id, id, owner_id, name, is_shared, settings)
      values (${officer.organisationId}, ${id}, ${officer.membershipId}, 'Week of 3 March', true,
        ${sql.json({ group: "region", counts: "agreed,late,word4", pin: "state,case" })})`;
    const page = await signedInAs(officer, setting);
    await page.goto(`/commitments?saved=${id}&edited=1&group=session&counts=agreed,late`);
    await isReady(page);
    const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
    // A phone folds the filter once more around them.
    const around = page.locator("main details.filter-fold > summary");
    if (await around.isVisible()) {
      await around.click();
    }
    const folds = page.locator("main details.tracker-fold > summary");
    for (let index = 0; index < (await folds.count()); index += 1) {
      await folds.nth(index).click();
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(isWide)).toBe(false);
      const panel = folds.nth(index).locator("xpath=following-sibling::div");
      const box = await panel.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= setting.viewport.width).toBe(true);
      await page.keyboard.press("Escape");
    }
    expect((await tabThrough(page)).faults).toEqual([]);
  });
}
