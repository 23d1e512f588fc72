import { asSuperuser } from "@/db/testing/superuser";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { storedWords } from "@/lib/alerts/testing";
import { aDesk, open, saving } from "./desk-world";
import { expect, test } from "./fixtures";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

test("words are seen before they are stored, and gone when they can't be", async ({
  signedInAs,
}) => {
  const here = await aDesk("contribute", doc(paragraph("Before.")));
  const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([one, two].map((page) => open(page, here.address)));
  const shown = one.locator(".ProseMirror p");
  await two.locator(".ProseMirror").press("Control+End");
  await asSuperuser().begin(async (tx) => {
    // Nothing can be stored until this ends, and then the right to write is gone.
    await tx`lock table alert_updates in share row exclusive mode`;
    await two.keyboard.type("!");
    await expect(shown).toContainText("Before.!");
    await two.keyboard.type(" Forbidden");
    await expect(shown).toContainText("Before.! Forbidden");
    await expect(saving(two)).toHaveText(/^Sending/);
    await tx`update case_shares set revoked_at = now() where case_id = ${here.theCase.id}`;
  });
  // The first letter was under way when the right still stood, and may have come through.
  await expect(shown).not.toContainText("bidden");
  await expect(one.getByText("could not be stored")).toHaveCount(0);
  await one.locator(".ProseMirror").press("Control+End");
  await one.keyboard.type(" Allowed.");
  await expect(saving(one)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(shown).toContainText("Allowed.");
  const stored = await storedWords(here.textId, "happened");
  expect(stored).toContain("Allowed.");
  expect(stored).not.toContain("bidden");
});

test("what was typed upon words that are called back can be carried away, and put in anew", async ({
  signedInAs,
}) => {
  const here = await aDesk("contribute", doc(paragraph("Before.")));
  const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await one.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await Promise.all([one, two].map((page) => open(page, here.address)));
  const shown = one.locator(".ProseMirror p");
  await two.locator(".ProseMirror").press("Control+End");
  await asSuperuser().begin(async (tx) => {
    await tx`lock table alert_updates in share row exclusive mode`;
    await two.keyboard.type("!");
    await expect(shown).toContainText("Before.!");
    await two.keyboard.type(" Forbidden");
    await expect(shown).toContainText("Before.! Forbidden");
    await one.locator(".ProseMirror").press("Control+End");
    await one.keyboard.type(" Mine.");
    await expect(two.locator(".ProseMirror p")).toContainText("Forbidden Mine.");
    await tx`update case_shares set revoked_at = now() where case_id = ${here.theCase.id}`;
  });
  const notice = one.getByRole("alert").filter({ hasText: "could not be stored, and are gone" });
  await expect(notice).toContainText("Copy it, open the text anew");
  await notice.getByRole("button", { name: "Copy your unsent words" }).click();
  await expect(one.getByText("The words are copied.").first()).toBeVisible();
  expect((await one.evaluate(() => navigator.clipboard.readText())).trim()).toBe("Mine.");
  await notice.getByRole("button", { name: "Open the text anew" }).click();
  await expect(notice).toBeHidden();
  await expect(shown).not.toContainText("bidden");
  await expect(shown).not.toContainText("Mine.");
  await one.locator(".ProseMirror").press("Control+End");
  await one.keyboard.press("Control+v");
  await expect(saving(one)).toHaveText(/^Saved \d\d:\d\d$/);
  const stored = await storedWords(here.textId, "happened");
  expect(stored).toContain("Mine.");
  expect(stored).not.toContain("bidden");
});
