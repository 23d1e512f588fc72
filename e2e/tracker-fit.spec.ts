import { aCommitment, type Case } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aTracker } from "./tracker-world";

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

for (const locale of ["en", "qps"] as const) {
  test(`on a screen of 1280 the table fits its frame, and says in full what will be said, in ${locale}`, async ({
    signedInAs,
  }) => {
    const { lead, cases, session } = await aTracker();
    const ask = await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" });
    await asSuperuser()`update commitments set naming = 'country' where id = ${ask}`;
    const page = await signedInAs(lead, { locale, viewport: { width: 1280, height: 900 } });
    await page.goto("/commitments");
    const table = page.locator("table.commitments");
    await expect(table).toBeVisible();
    const { frame, room, beyond } = await table.evaluate((element) => {
      const frame = element.closest("section") as HTMLElement;
      const page = document.documentElement;
      return {
        frame: frame.scrollWidth,
        room: frame.clientWidth,
        beyond: page.scrollWidth - page.clientWidth,
      };
    });
    // The pseudo-language is longer than any: its headings alone may stand out.
    expect(frame - room).toBeLessThanOrEqual(locale === "en" ? 0 : 24);
    expect(beyond).toBeLessThanOrEqual(0);
    const cut = await table
      .locator('td[data-cell="what"] .line-clamp-2')
      .evaluateAll((all) =>
        all
          .filter(
            (label) =>
              label.scrollHeight > label.clientHeight + 1 ||
              label.scrollWidth > label.clientWidth + 1,
          )
          .map((label) => label.textContent),
      );
    expect(cut).toEqual([]);
  });
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
