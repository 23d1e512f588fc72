import { asSuperuser } from "@/db/testing/superuser";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { storedWords } from "@/lib/alerts/testing";
import { aDesk, open, saving } from "./desk-world";
import { expect, test } from "./fixtures";

const ours = "From the owner these words.";
const theirs = "Partner words here, too.";

for (const [where, start] of [
  ["an empty section", doc()],
  ["an empty line", doc(paragraph("Before."), paragraph())],
] as const) {
  test(`two people who begin at once in ${where} keep their words whole`, async ({
    signedInAs,
  }) => {
    const here = await aDesk("contribute", start);
    const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
    await Promise.all([one, two].map((page) => open(page, here.address)));
    for (const page of [one, two]) {
      await page.locator(".ProseMirror").press("Control+End");
    }
    await Promise.all([
      one.keyboard.type(ours, { delay: 45 }),
      two.keyboard.type(theirs, { delay: 40 }),
    ]);
    for (const page of [one, two]) {
      await expect(saving(page)).toHaveText(/^Saved \d\d:\d\d$/);
    }
    const stored = await storedWords(here.textId, "happened");
    expect(stored).toContain(ours);
    expect(stored).toContain(theirs);
    for (const page of [one, two]) {
      // Whose caret stands where is drawn between the words.
      const shown = await page.locator(".ProseMirror").evaluate((text) => {
        const copy = text.cloneNode(true) as Element;
        for (const caret of copy.querySelectorAll(".others-caret")) {
          caret.remove();
        }
        return (copy.textContent ?? "").replaceAll("\u2060", "");
      });
      expect(shown).toBe(stored.replaceAll("\n", ""));
    }

    // And each takes back what is theirs alone.
    await one.locator(".ProseMirror").press("Control+z");
    await expect(two.locator(".ProseMirror")).not.toContainText(ours);
    await expect(two.locator(".ProseMirror")).toContainText(theirs);
  });
}

test("the name at a caret stays within the text of a narrow screen", async ({ signedInAs }) => {
  const here = await aDesk("contribute", doc(paragraph("Before.")));
  await asSuperuser()`update people set name = 'Somebody With Rather Long Names'
    where id = ${here.colleague.personId}`;
  const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await one.setViewportSize({ width: 390, height: 844 });
  await Promise.all([one, two].map((page) => open(page, here.address)));
  await two.locator(".ProseMirror").press("Control+End");
  const name = one.locator(".others-caret-name");
  for (let words = 1; words <= 12; words += 1) {
    await two.keyboard.type(" word");
    await expect(one.locator(".ProseMirror p")).toContainText(`Before.${" word".repeat(words)}`);
    await expect
      .poll(() => name.evaluate((label) => label.getBoundingClientRect().right))
      .toBeLessThanOrEqual(390 - 8);
    expect(await name.evaluate((label) => label.getBoundingClientRect().left)).toBeGreaterThan(0);
    const beyond = await one.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
  }
});
