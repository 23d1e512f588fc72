import { uuidv7 } from "uuidv7";
import { asSuperuser } from "@/db/testing/superuser";
import { aDesk, aDeskWithTalks, aThread, open } from "./desk-world";
import { expect, test } from "./fixtures";

/** Whether the middle of an element is to be seen, and not only in the window. */
const isOnTop = (element: Element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
};

for (const [where, viewport] of [
  ["at a desk", { width: 1440, height: 620 }],
  ["on a phone", { width: 390, height: 620 }],
] as const) {
  for (const [direction, locale] of [
    ["from left to right", "en"],
    ["from right to left", "qps"],
  ] as const) {
    test(`the list of those who may be spoken to is in sight ${where}, ${direction}`, async ({
      signedInAs,
    }) => {
      const here = await aDeskWithTalks(4);
      const page = await signedInAs(here.owner, { locale, viewport });
      await open(page, here.address);
      const cards = page.locator("#desk-talk article");
      await expect(cards).toHaveCount(4, { timeout: 20_000 });
      // The second card has another below it, and stands at the window's lower edge.
      const card = cards.nth(1);
      await card.locator("p button").first().click();
      const box = card.getByRole("textbox");
      await expect(box).toBeFocused();
      await page.setViewportSize({ ...viewport, height: 500 });
      for (const block of ["end", "start", "center"] as const) {
        await box.fill("");
        await box.evaluate((one, at) => one.scrollIntoView({ block: at }), block);
        await box.pressSequentially("Ask @");
        const list = page.getByRole("listbox");
        await expect(list).toBeInViewport({ ratio: 1 });
        const options = list.getByRole("option");
        await expect(options).not.toHaveCount(0);
        for (const option of await options.all()) {
          expect(await option.evaluate(isOnTop), `an option while the box is at ${block}`).toBe(
            true,
          );
        }
        const [shown, typed] = [await list.boundingBox(), await box.boundingBox()];
        const overlaps =
          (shown?.y ?? 0) < (typed?.y ?? 0) + (typed?.height ?? 0) &&
          (shown?.y ?? 0) + (shown?.height ?? 0) > (typed?.y ?? 0);
        expect(overlaps, "the list covers the box").toBe(false);
        // Above or below it, and not somewhere else on the page.
        expect(shown?.x ?? 0).toBeLessThan((typed?.x ?? 0) + (typed?.width ?? 0));
        expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeGreaterThan(typed?.x ?? 0);
      }
      await box.press("Enter");
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await expect(box).toHaveValue(/^Ask @\S/);
    });
  }
}

test("a reply box pushes the cards below it down", async ({ signedInAs }) => {
  const here = await aDeskWithTalks(4);
  const page = await signedInAs(here.owner, { viewport: { width: 1440, height: 900 } });
  await open(page, here.address);
  const cards = page.locator("#desk-talk [data-card]");
  await expect(cards).toHaveCount(4, { timeout: 20_000 });
  await cards.first().getByRole("button", { name: "Reply" }).click();
  await expect
    .poll(async () => {
      const [above, below] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
      return (above?.y ?? 0) + (above?.height ?? 0) <= (below?.y ?? 0);
    })
    .toBe(true);
});

/** A discussion with so many replies about words of the text. */
async function aLongTalk(replies: number) {
  const here = await aDesk();
  const id = uuidv7();
  await aThread(here, here.guest, id, "", "Remark 0");
  for (let n = 1; n <= replies; n += 1) {
    await asSuperuser()`
      insert into alert_comments (org_id, case_id, alert_id, text_id, id, thread_id, body, written_by, actor_org_id, at)
      values (${here.orgId}, ${here.caseId}, ${here.id}, ${here.textId}, ${uuidv7()}, ${id}, ${`Remark ${n}.`},
        ${here.owner.membershipId}, ${here.owner.organisationId}, now() + ${n} * interval '1 second')`;
  }
  return here;
}

test("of a long discussion the first and the newest are read, and the others are one key away", async ({
  signedInAs,
}) => {
  const here = await aLongTalk(17);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const card = page.locator("#desk-talk article");
  const remark = (n: number) => card.getByText(`Remark ${n}${n ? "." : ""}`, { exact: true });
  await expect(remark(0)).toBeVisible({ timeout: 20_000 });
  for (const n of [15, 16, 17]) {
    await expect(remark(n)).toBeVisible();
  }
  for (const n of [1, 7, 14]) {
    await expect(remark(n)).toBeHidden();
  }
  const more = card.locator("summary");
  await expect(more).toHaveText(/Show 14 earlier replies/);
  await more.focus();
  await page.keyboard.press("Enter");
  for (const n of [1, 7, 14]) {
    await expect(remark(n)).toBeVisible();
  }
  await expect(card.getByText("Hide 14 earlier replies")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(remark(7)).toBeHidden();
});

test("a long discussion opens without scripts, too", async ({ signedInAs }) => {
  const here = await aLongTalk(9);
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("Remark 9.")).toBeVisible();
  await expect(page.getByText("Remark 3.")).toBeHidden();
  await page.locator("summary", { hasText: "Show 6 earlier replies" }).click();
  await expect(page.getByText("Remark 3.")).toBeVisible();
});

test("a short discussion folds nothing", async ({ signedInAs }) => {
  const here = await aLongTalk(4);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await expect(page.locator("#desk-talk article").getByRole("listitem")).toHaveCount(5, {
    timeout: 20_000,
  });
  await expect(page.locator("#desk-talk summary")).toHaveCount(0);
});
