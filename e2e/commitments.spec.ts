import { readFileSync } from "node:fs";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { readBytes } from "@/lib/imports/reading/read-bytes";
import { expect, test } from "./fixtures";

interface Tracker {
  lead: Member;
  colleague: Member;
  session: string;
  cases: Case[];
  references: string[];
}

/** Two cases, Example States 1 to 4, one occasion; Example State 7 is the State concerned. */
async function aTracker(): Promise<Tracker> {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const colleague = await aMember(organisation);
  const session = await aSession(organisation, { title: "UPR pre-session, Example State 7" });
  const cases = [
    await aCase(lead, { title: "Stopped at the border", visibility: "organisation" }),
    await aCase(lead, { title: "Office searched", visibility: "organisation" }),
  ];
  const [first, second] = cases as [Case, Case];
  await aCommitment(first, session, { stateCode: "XEA", stage: "asked" });
  await aCommitment(first, session, { stateCode: "XEB", stage: "agreed" });
  await aCommitment(second, session, { stateCode: "XEC", stage: "agreed" });
  await anIntervention(second, session, lead, { stateCode: "XEC" });
  await aCommitment(second, session, { stateCode: "XED", stage: "declined" });
  const found = await asSuperuser()<{ reference: string }[]>`
    select reference from cases where org_id = ${organisation.id} order by id`;
  return { lead, colleague, session, cases, references: found.map((row) => row.reference) };
}

test("a stage set by one colleague is there for another, with its author", async ({
  signedInAs,
}) => {
  const { lead, colleague, references } = await aTracker();
  const desk = await signedInAs(lead);
  await desk.goto("/commitments");
  const cell = desk
    .getByRole("row", { name: new RegExp(`Example State 1, ${references[0]}`) })
    .getByRole("link", { name: /^Stage: / });
  await cell.focus();
  await desk.keyboard.press("y");
  // Shown at once, called saved when it is.
  await expect(cell).toHaveAccessibleName("Stage: Agreed. Change", { timeout: 500 });
  await expect(desk.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

  const other = await signedInAs(colleague);
  await other.goto("/commitments");
  const row = other.getByRole("row", { name: new RegExp(`Example State 1, ${references[0]}`) });
  await expect(row.getByText("Agreed")).toBeVisible();
  // A colleague outside the team reads and has nothing to press.
  await expect(row.getByRole("link", { name: /^Stage: / })).toHaveCount(0);
  await row.getByRole("link", { name: /: open$/ }).click();
  await expect(other.getByText("Stage: Asked → Agreed")).toBeVisible();
  await expect(other.getByText(lead.personName)).toBeVisible();
});

test("a change is taken back from the bar", async ({ signedInAs }) => {
  const { lead, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments");
  const row = page.getByRole("row", { name: new RegExp(`Example State 2, ${references[0]}`) });
  await row.getByRole("link", { name: /^Stage: / }).click();
  await row.getByRole("combobox", { name: "Stage" }).selectOption("declined");
  await expect(row.getByRole("link", { name: "Stage: Declined. Change" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row.getByRole("link", { name: "Stage: Agreed. Change" })).toBeVisible();
  await expect(page.getByText(/: taken back\.$/).first()).toBeVisible();
  await page.reload();
  await expect(row.getByRole("link", { name: "Stage: Agreed. Change" })).toBeVisible();
});

test("two people who change one ask see both values and decide", async ({ signedInAs }) => {
  const { lead, references } = await aTracker();
  const name = new RegExp(`Example State 1, ${references[0]}`);
  const [one, two] = [await signedInAs(lead), await signedInAs(lead)];
  await one.goto("/commitments");
  await two.goto("/commitments");
  await one
    .getByRole("row", { name })
    .getByRole("link", { name: /^Stage: / })
    .focus();
  await one.keyboard.press("c");
  await expect(one.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await two
    .getByRole("row", { name })
    .getByRole("link", { name: /^Stage: / })
    .focus();
  await two.keyboard.press("x");
  const notice = two.getByRole("alert").filter({ hasText: "in the meantime" });
  await expect(notice).toContainText("It stands at: Considering");
  await expect(notice).toContainText("You wanted: Declined");
  await notice.getByRole("button", { name: "Set mine" }).click();
  await expect(
    two.getByRole("row", { name }).getByRole("link", { name: "Stage: Declined. Change" }),
  ).toBeVisible();
});

test("filter, order and group stand in the address and go back with it", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments");
  await page.getByRole("searchbox").fill("border");
  await expect(page).toHaveURL(/q=border/);
  await expect(page.getByRole("row")).toHaveCount(2 + 2);
  await page.getByRole("columnheader", { name: "State" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "State" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=state/);
  await page.goto("/commitments?group=case");
  await expect(page.getByRole("columnheader", { name: /Office searched/ })).toBeVisible();
  await expect(page.getByText("Still to come 1 · raised 1")).toBeVisible();
  await expect(page.getByText("Still to come: promised and not yet raised.")).toBeVisible();
});

test("what is grouped keeps its order within each group, and is sorted there", async ({
  signedInAs,
}) => {
  const { lead, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?group=case&sort=state");
  const lines = () =>
    page
      .locator("table.commitments tbody tr")
      .evaluateAll((all) =>
        all.map((line) => /Example State \d|PL-[^ ]+/.exec((line as HTMLElement).innerText)?.[0]),
      );
  const [border, office] = references;
  await expect
    .poll(lines)
    .toEqual([
      office,
      "Example State 3",
      "Example State 4",
      border,
      "Example State 1",
      "Example State 2",
    ]);
  await page.getByRole("columnheader", { name: "State" }).getByRole("link").click();
  await expect(page).toHaveURL(/group=case/);
  await expect
    .poll(lines)
    .toEqual([
      office,
      "Example State 4",
      "Example State 3",
      border,
      "Example State 2",
      "Example State 1",
    ]);
});

for (const width of [390, 640, 700, 768, 900, 1024, 1280, 1440]) {
  for (const locale of ["en", "qps"] as const) {
    test(`the search says in full what it looks for, beside its icon, at ${width} px in ${locale}`, async ({
      signedInAs,
    }) => {
      const { lead } = await aTracker();
      const page = await signedInAs(lead, { locale, viewport: { width, height: 900 } });
      await page.goto("/commitments");
      const field = page.getByRole("searchbox");
      await expect(field).toBeVisible();
      const { hint, room, icon, box } = await field.evaluate((input: HTMLInputElement) => {
        const pen = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
        pen.font = getComputedStyle(input).font;
        const label = input.closest("label") as HTMLElement;
        const bounds = (element: Element) => {
          const { left, right } = element.getBoundingClientRect();
          return { left, right };
        };
        return {
          hint: pen.measureText(input.placeholder).width,
          room: input.clientWidth,
          icon: bounds(label.querySelector("svg") as Element),
          box: bounds(input),
        };
      });
      expect(room).toBeGreaterThanOrEqual(Math.floor(hint));
      expect(icon.right <= box.left || icon.left >= box.right).toBe(true);
    });
  }
}

test("from right to left, what is cut of a title is its end, and a stage stays in its box", async ({
  signedInAs,
}) => {
  const { lead, cases, session } = await aTracker();
  await asSuperuser()`update cases set title = 'Held at the airport before a flight to a session of the working group, and asked about everybody whom he knew there'
    where id = ${(cases[0] as Case).id}`;
  await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "considering" });
  const page = await signedInAs(lead, { locale: "qps" });
  for (const width of [800, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/commitments?stage=considering&sort=state");
    const title = page.locator('td[data-cell="case"] .line-clamp-2').first();
    await expect(title).toBeVisible();
    const { direction, start } = await title.evaluate((element) => ({
      direction: getComputedStyle(element).direction,
      // Flush with the side on which its column begins.
      start: getComputedStyle(element).textAlign,
    }));
    expect(direction).toBe("ltr");
    expect(start).toMatch(/right|match-parent/);
    for (const address of [
      "/commitments?stage=considering",
      "/commitments?stage=considering&widths=stage:64",
      "/commitments?view=board&stage=considering,asked",
    ]) {
      await page.goto(address);
      const over = await page
        .locator('main [data-stage="considering"]:visible')
        .evaluateAll((all) =>
          all
            .filter((chip) => chip.scrollWidth > chip.clientWidth + 1)
            .map((chip) => chip.outerHTML),
        );
      expect(over).toEqual([]);
    }
  }
});

test("the filter works without scripts", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead, { javaScriptEnabled: false });
  await page.goto("/commitments");
  await page.getByText("All stages").click();
  await page.getByRole("checkbox", { name: "Agreed" }).check();
  await page.getByRole("checkbox", { name: "Declined" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/stage=agreed%2Cdeclined/);
  await expect(page.getByRole("row", { name: /Example State/ })).toHaveCount(2);
});

test("the matrix is worked with the keyboard alone", async ({ signedInAs }) => {
  const { lead, session, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto(`/commitments?view=matrix&session=${session}`);
  const grid = page.getByRole("grid");
  const cell = (name: string) => grid.getByRole("gridcell", { name });
  await expect(cell(`Example State 3, ${references[1]}: Raised`)).toBeVisible();
  await expect(cell(`Example State 1, ${references[1]}: Not approached`)).toBeVisible();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
  expect(await grid.locator("td button, td a, td input").count()).toBe(0);

  await cell(`Example State 1, ${references[1]}: Not approached`).focus();
  await page.keyboard.press("a");
  await expect(cell(`Example State 1, ${references[1]}: Asked`)).toBeFocused();
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await page.keyboard.press("4");
  await expect(cell(`Example State 1, ${references[1]}: Asked, in writing`)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cell(`Example State 1, ${references[0]}: Asked`)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(`Example State 2, ${references[0]}: Agreed`)).toBeFocused();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);

  // Raised is never set by hand.
  await cell(`Example State 3, ${references[1]}: Raised`).focus();
  await page.keyboard.press("x");
  await expect(
    page.getByText("Raised is not changed here", { exact: false }).first(),
  ).toBeVisible();
  await expect(cell(`Example State 3, ${references[1]}: Raised`)).toBeVisible();

  await cell(`Example State 2, ${references[0]}: Agreed`).focus();
  await page.keyboard.press("Enter");
  const detail = page.getByRole("complementary", { name: "Detail" });
  await expect(detail.getByRole("heading", { name: "Stopped at the border" })).toBeFocused();
  await expect(detail.getByText("Nobody may be named")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cell(`Example State 2, ${references[0]}: Agreed`)).toBeFocused();
});

test("the State concerned has an empty cell that says so", async ({ signedInAs }) => {
  const { lead, session, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto(`/commitments?view=matrix&session=${session}`);
  const heading = page.getByRole("rowheader", { name: /group D/ });
  await heading.click();
  const own = page.getByRole("gridcell", {
    name: `Example State 7, ${references[0]}: State concerned, not asked`,
  });
  await own.focus();
  await page.keyboard.press("a");
  await expect(page.getByText("A State is not asked about itself.").first()).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`States are asked by pasted names, and an unclear one is asked about, ${how}`, async ({
    signedInAs,
  }) => {
    const { lead, cases, session } = await aTracker();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/commitments/new?case=${cases[0]?.id}&session=${session}`);
    await expect(page.getByRole("radio", { name: "Names the person" })).toHaveCount(0);
    await page.getByLabel(/^Paste names/).fill("Norway, Korea\nthe Czech Republic");
    await page.getByRole("button", { name: "Open the asks" }).click();
    const asked = page.getByLabel(/“Korea” fits more than one State/);
    await expect(asked).toBeVisible();
    if (javaScriptEnabled) {
      // The button stands far below what it brings up.
      await expect(asked).toBeInViewport();
    }
    await expect(page.getByLabel(/^Paste names/)).toHaveValue("Norway, Korea\nthe Czech Republic");
    await page.getByLabel(/“Korea” fits/).selectOption({ label: "Republic of Korea" });
    await page.getByRole("button", { name: "Open the asks" }).click();
    await expect(page.getByText("3 asks opened")).toBeVisible();
  });

  test(`what was said makes a commitment raised, ${how}`, async ({ signedInAs }) => {
    const { lead, cases, session } = await aTracker();
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEA'`;
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(
      `/commitments/record?case=${cases[0]?.id}&session=${session}&state=${state?.key}`,
    );
    await page.getByLabel("Source", { exact: true }).fill("Recording of the meeting");
    await page.getByLabel("Kind of evidence").selectOption("webcast");
    await page.getByLabel("Grade").selectOption("B");
    await page.getByLabel(/^The exact words/).fill("We are concerned.");
    await page.getByRole("button", { name: "Record the intervention" }).click();
    await expect(
      page.getByText("Recorded. The commitment is shown as raised.").first(),
    ).toBeVisible();
    await page.goto("/commitments?q=border&stage=raised");
    await page.getByRole("link", { name: /Example State 1, .*: open/ }).click();
    await expect(page.getByText("We are concerned.")).toBeVisible();
    await expect(page.getByText(/B, the State's own text or video/).first()).toBeVisible();
  });

  test(`a commitment is changed by its own forms, ${how}`, async ({ signedInAs }) => {
    const { lead, cases, session } = await aTracker();
    const [id] = [
      await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" }),
    ];
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/commitments/${id}`);
    await page.getByRole("radio", { name: "Considering" }).check();
    await page.getByLabel("With the capital").check();
    await page.getByRole("button", { name: "Save the stage" }).click();
    await expect(page.getByText("Stage: Asked → Considering")).toBeVisible();
    await page.getByRole("button", { name: /^Take this back/ }).click();
    await expect(page.getByText("Taken back")).toBeVisible();
    await expect(page.getByRole("radio", { name: "Asked" })).toBeChecked();
  });
}

test("a text that is longer than its field keeps is not cut: it stays, and its length is said", async ({
  signedInAs,
}) => {
  const { lead, cases, session } = await aTracker();
  const id = await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" });
  const long = "x".repeat(507);
  const says = "7 characters too long: 500 are kept at most. Nothing is lost";
  // Without scripts the server says it, and gives the text back.
  const plain = await signedInAs(lead, { javaScriptEnabled: false });
  await plain.goto(`/commitments/${id}`);
  const field = plain.getByRole("textbox", { name: /^Next step/ });
  const unfold = (of: typeof plain) => of.getByRole("heading", { name: "Follow-up" }).click();
  await unfold(plain);
  await field.fill(long);
  await plain.getByRole("button", { name: "Save the follow-up" }).click();
  await unfold(plain);
  await expect(plain.getByText(says).first()).toBeVisible();
  await expect(field).toHaveValue(long);
  await field.fill("x".repeat(500));
  await plain.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(plain.getByText(says)).toHaveCount(0);
  // With scripts it is said as it is pasted.
  const page = await signedInAs(lead);
  await page.goto(`/commitments/${id}`);
  await unfold(page);
  await page.getByRole("textbox", { name: /^Next step/ }).fill(long);
  await expect(page.getByText(says)).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Next step/ })).toHaveValue(long);
  // In the table, too: what is too long is not sent, and stays to be shortened.
  await page.goto("/commitments?q=Example State 5");
  await page.locator('td[data-cell="nextStep"] a').first().click();
  const cell = page.locator('td[data-cell="nextStep"] input');
  await cell.fill(long);
  await cell.press("Enter");
  await expect(page.getByText(says)).toBeVisible();
  await expect(cell).toHaveValue(long);
  await cell.fill("Call the desk");
  await cell.press("Enter");
  await expect(page.locator('td[data-cell="nextStep"]').first()).toContainText("Call the desk");
});

test("a day keeps its order where everything else runs from right to left", async ({
  signedInAs,
}) => {
  const { lead, cases, session } = await aTracker();
  const id = await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" });
  await asSuperuser()`update commitments set due_on = '2027-01-26' where id = ${id}`;
  const page = await signedInAs(lead, { locale: "qps" });
  await page.goto("/commitments?stage=asked&cols=state,due,changed");
  for (const day of [
    page.locator('td[data-cell="due"] bdi').filter({ hasText: "26" }).first(),
    page.locator('td[data-cell="changed"] time').first(),
  ]) {
    await expect(day).toBeVisible();
    // The number of the day stands before the year, as it is read.
    const isInOrder = await day.evaluate((element) => {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const at = (sign: number) => {
        const range = document.createRange();
        range.setStart(text, sign);
        range.setEnd(text, sign + 1);
        return range.getBoundingClientRect().left;
      };
      const first = text.data.search(/\d/);
      const last = text.data.length - 1 - [...text.data].reverse().join("").search(/\d/);
      return at(first) < at(last);
    });
    expect(isInOrder).toBe(true);
  }
});

test("the file holds what the filter shows, and leaves a note", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^commitments-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(text).toContain("Example State 4");
  expect(text).not.toContain("Example State 1");
  // No consent: the reference stands where the title would.
  expect(text).not.toContain("Office searched");
  // Nor a text: the heading says why it is empty.
  expect(text).toContain("Next step (where consent allows)");
  expect(text).toMatch(/,"title of the case"\r?\n/);
  const notes = await asSuperuser()`select 1 from disclosures where person_id = ${lead.personId}`;
  expect(notes).toHaveLength(1);
});

test("the workbook holds the same rows under a name that says nothing", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as a workbook" }).press("Enter");
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^commitments-\d{4}-\d\d-\d\d\.xlsx$/);
  const [sheet] = (await readBytes(readFileSync(await download.path()))).sheets;
  expect(sheet?.rows.map(([cell]) => cell?.text)).toEqual(["State", "Example State 4"]);
  const changed = sheet?.rows[0]?.findIndex((cell) => cell?.text === "Changed") ?? -1;
  expect(sheet?.rows[1]?.[changed]).toMatchObject({ date: true });
  const notes = await asSuperuser()`
    select audience from disclosures where person_id = ${lead.personId}`;
  expect(notes.map(({ audience }) => audience)).toEqual(["xlsx"]);
});

test("nothing in address or title names a State or a case", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?sort=state");
  await page
    .getByRole("link", { name: /: open$/ })
    .first()
    .click();
  await expect(page).toHaveTitle("Commitment · Plenary");
  expect(page.url()).not.toMatch(/XE[A-G]|PL-|Example/);
});

test("on a phone each stage is written in full", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead, { viewport: { width: 390, height: 844 } });
  await page.goto("/commitments");
  const stages = page.locator('td[data-cell="stage"] [data-stage] > span');
  await expect(stages).toHaveCount(4);
  for (const stage of await stages.all()) {
    const [shown, whole] = await stage.evaluate((name) => [name.clientWidth, name.scrollWidth]);
    expect(shown).toBe(whole);
  }
});

for (const javaScriptEnabled of [true, false]) {
  test(`on a phone the first rows stand on the first screen, and the filter is a press away, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const { lead } = await aTracker();
    const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled };
    const page = await signedInAs(lead, phone);
    await page.goto("/commitments");
    const first = page.locator("tr[data-row]").first();
    // Above the bar at the bottom of the screen.
    const bar = await page.getByRole("navigation", { name: "Main" }).last().boundingBox();
    const card = await first.boundingBox();
    expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    const filter = page.getByRole("form", { name: "Filter" });
    const state = filter.locator("select[name=state]");
    await expect(state).toBeHidden();
    await filter.locator("summary").filter({ hasText: "Filter" }).first().click();
    await state.selectOption({ label: "Example State 2" });
    await filter.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/state=/);
    await expect(page.locator("tr[data-row]")).toHaveCount(1);
    await expect(filter.getByText("Filter (1)")).toBeVisible();
    await expect(page.getByRole("link", { name: "Clear the filter" })).toBeVisible();
  });
}

test("owners are told apart in their column, and a partner's ask says whose it is", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const partner = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id in (${organisation.id}, ${partner.id})`;
  const [lead, second, guest] = [
    await aMember(organisation),
    await aMember(organisation),
    await aMember(partner),
  ];
  await asSuperuser()`update people set name = 'Example Network, advocate' where id = ${lead.personId}`;
  await asSuperuser()`update people set name = 'Example Network, reader' where id = ${second.personId}`;
  const session = await aSession(organisation);
  const shared = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
  for (const [stateCode, owner] of [
    ["XEA", lead],
    ["XEB", second],
  ] as const) {
    const id = await aCommitment(shared, session, { stateCode, visibility: "partners" });
    await asSuperuser()`update commitments set owner_id = ${owner.membershipId} where id = ${id}`;
  }
  const page = await signedInAs(lead);
  await page.goto("/commitments?sort=state&dir=asc");
  const owner = (on: typeof page, row: number) => on.locator('td[data-cell="owner"]').nth(row);
  await expect(owner(page, 0).getByText("You", { exact: true })).toBeVisible();
  await expect(owner(page, 1).getByText("reader", { exact: true })).toBeVisible();
  const link = owner(page, 1).getByRole("link");
  await expect(link).toHaveAccessibleName("Owner: Example Network, reader. Change");
  // The whole name is shown where the cell has the focus.
  await link.focus();
  const whole = await owner(page, 1).getByText("Example Network, reader").boundingBox();
  expect(whole?.width).toBeGreaterThan(100);

  const theirs = await signedInAs(guest);
  await theirs.goto("/commitments?sort=state&dir=asc");
  await expect(owner(theirs, 0)).toContainText(organisation.name);
  await expect(theirs.getByRole("main")).not.toContainText("Example Network");
});

test("the number beside Commitments says that it counts what needs one", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  await asSuperuser()`update commitments set owner_id = ${lead.membershipId}
    where org_id = ${lead.organisationId} and stage = 'asked'`;
  const [counted] = await asSuperuser()`select count(*)::int as n from commitments
    where org_id = ${lead.organisationId} and owner_id = ${lead.membershipId} and not is_raised`;
  const page = await signedInAs(lead);
  await page.goto("/");
  const words = new RegExp(`^Commitments ?${counted?.n} asks? that needs? you$`);
  await expect(page.getByRole("link", { name: words }).first()).toBeVisible();
});

test("an address with a stage that there is none of shows all", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=hello");
  await expect(page.getByText("All stages", { exact: true })).toBeVisible();
  await expect(page.locator('td[data-cell="stage"]')).toHaveCount(4);
});

test("the matrix of a session prints on one sheet across, with its letters", async ({
  signedInAs,
}) => {
  const { lead, session } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto(`/commitments?view=matrix&session=${session}`);
  await expect(page.getByRole("grid")).toBeVisible();
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A4 lies across: 842 by 595 points.
  expect(sheets).toMatch(/\/MediaBox\s*\[0 0 84[12][.\d]* 59[45]/);
});

test("a partner who contributes reads who sees an ask, and can't choose it; its organisation can", async ({
  signedInAs,
}) => {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(organisation);
  const shared = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
  const id = await aCommitment(shared, await aSession(organisation), {
    stateCode: "DNK",
    visibility: "partners",
  });
  const theirs = await signedInAs(await aMember(partner));
  await theirs.goto(`/commitments/${id}`);
  await theirs.getByRole("heading", { name: "Follow-up" }).click();
  await expect(
    theirs.getByText(/^The organisation whose case it is says who reads this ask/),
  ).toBeVisible();
  await expect(theirs.getByLabel("Who may see it")).toHaveCount(0);
  await theirs.getByRole("textbox", { name: /^Next step/ }).fill("Call the desk");
  await theirs.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(theirs.getByText("Saved.").first()).toBeVisible();

  const page = await signedInAs(lead);
  await page.goto(`/commitments/${id}`);
  await page.getByRole("heading", { name: "Follow-up" }).click();
  await expect(page.getByRole("textbox", { name: /^Next step/ })).toHaveValue("Call the desk");
  await page.getByLabel("Who may see it").selectOption({ label: "Our organisation" });
  await page.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  expect((await theirs.goto(`/commitments/${id}`))?.status()).toBe(404);

  // How far a position may be told closes nothing, and says so.
  await page.getByRole("heading", { name: "Content" }).click();
  const told = page.getByLabel("How far it may be told");
  await expect(told).toHaveAccessibleDescription(/It closes nothing here/);
  await expect(told.getByRole("option").last()).toHaveText("No further than the case’s team");
});
