import { asSuperuser } from "@/db/testing/superuser";
import { storedWords, words } from "@/lib/alerts/testing";
import { aDesk, frame, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

const phone = { viewport: { width: 390, height: 844 } };
const unshare = (here: Awaited<ReturnType<typeof aDesk>>) =>
  asSuperuser()`update case_shares set revoked_at = now() where case_id = ${here.theCase.id}`;
const accessEnded = "Your access to this alert has ended";

/** Nothing of the text, its title or what is said about it can be seen. */
async function expectNoText(page: import("@playwright/test").Page) {
  for (const words of ["They were held at the airport.", "Twelve States spoke.", "An alert"]) {
    await expect(page.getByText(words).filter({ visible: true })).toHaveCount(0);
  }
  await expect(page.locator(".ProseMirror")).toHaveCount(0);
  await expect(page.locator("#desk-readers")).toHaveCount(0);
}

for (const [where, look] of [
  ["at a desk", {}],
  ["on a phone", phone],
] as const) {
  test(`a partner who is removed while writing is told so ${where}, and the text is gone`, async ({
    signedInAs,
  }) => {
    const here = await aDesk();
    const page = await signedInAs(here.guest, look);
    await open(page, here.address);
    await text(page).press("Control+End");
    await page.keyboard.type(" Sent.");
    await expect(saving(page)).toHaveText(/^Saved/);
    await unshare(here);
    const notice = page.getByRole("alert").filter({ hasText: accessEnded });
    await expect(notice).toBeInViewport({ timeout: 10_000, ratio: 1 });
    await expect(notice).toContainText("Everything that you typed was saved.");
    await expect(notice.getByRole("button")).toHaveCount(0);
    await expectNoText(page);
    await expect(page.getByText("No connection").filter({ visible: true })).toHaveCount(0);
    await notice.getByRole("link", { name: "Go to your cases" }).click();
    await expect(page).toHaveURL(/\/cases$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cases");
    expect(await storedWords(here.textId, "happened")).toContain("Sent.");
  });
}

test("a partner who is removed while writing keeps their own words, and can carry them away", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.guest);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, here.address);
  await page.context().setOffline(true);
  await text(page).press("Control+End");
  await page.keyboard.type(" Words that were not sent.");
  await unshare(here);
  await page.context().setOffline(false);
  const notice = page.getByRole("alert").filter({ hasText: accessEnded });
  await expect(notice).toContainText("It stands below", { timeout: 15_000 });
  await expectNoText(page);
  await expect(frame(page)).toContainText("Not sent. Gone when you leave.");
  const own = page.getByRole("region", { name: "Your unsent words" });
  await expect(own).toContainText("Words that were not sent.");
  await notice.getByRole("button", { name: "Copy your unsent words" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "Words that were not sent.",
  );
  // Leaving by a link of the page asks first.
  const asked = page.waitForEvent("dialog");
  const click = page.getByRole("link", { name: "Today" }).first().click();
  const dialog = await asked;
  expect(dialog.message()).toContain("was not sent");
  await dialog.dismiss();
  await click;
  await expect(own).toContainText("Words that were not sent.");
  expect(await storedWords(here.textId, "happened")).not.toContain("Words that were not sent");
});

test("a comment that was being written stays when the access ends", async ({ signedInAs }) => {
  const here = await aDesk("comment");
  const page = await signedInAs(here.guest);
  await open(page, here.address);
  await text(page).press("Control+a");
  await page.keyboard.press("Control+Alt+m");
  await page.getByRole("textbox", { name: "Comment" }).fill("An unsent remark");
  await unshare(here);
  const notice = page.getByRole("alert").filter({ hasText: accessEnded });
  await expect(notice).toBeInViewport({ timeout: 10_000 });
  await expectNoText(page);
  await expect(page.getByRole("region", { name: "Your unsent words" })).toHaveText(
    /An unsent remark$/,
  );
});

test("whoever may only read from now on keeps the text, and is told so where they are", async ({
  signedInAs,
}) => {
  const lines = Array.from({ length: 40 }, (_, n) => `This is line ${n} of what happened.`);
  const here = await aDesk("contribute", words(...lines));
  const page = await signedInAs(here.guest, phone);
  await open(page, here.address);
  await text(page).press("Control+End");
  await page.keyboard.type(" Sent.");
  await expect(saving(page)).toHaveText(/^Saved/);
  await asSuperuser()`update case_shares set level = 'read' where case_id = ${here.theCase.id}`;
  const notice = page.getByRole("alert").filter({ hasText: "You may still read this text" });
  await expect(notice).toBeInViewport({ timeout: 10_000, ratio: 1 });
  await expect(notice).toContainText("Everything that you typed was saved.");
  await expect(text(page)).toContainText("This is line 39 of what happened. Sent.");
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toHaveCount(0);
  await expect(page.getByText("No connection").filter({ visible: true })).toHaveCount(0);
  for (const name of ["Bold", "Comment", "Mark as done"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
});

test("whoever only reads is told, too, when that ends", async ({ signedInAs }) => {
  const here = await aDesk("read");
  const page = await signedInAs(here.guest);
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("They were held at the airport.").first()).toBeVisible();
  await unshare(here);
  await expect(page.getByRole("alert").filter({ hasText: accessEnded })).toBeVisible({
    timeout: 30_000,
  });
  await expectNoText(page);
});

for (const [what, end, says] of [
  [
    "the alert is withdrawn",
    (here: Awaited<ReturnType<typeof aDesk>>) =>
      asSuperuser()`update alerts set stage = 'withdrawn' where id = ${here.id}`,
    "This alert is over",
  ],
  [
    "the case becomes restricted",
    (here: Awaited<ReturnType<typeof aDesk>>) =>
      asSuperuser()`update cases set security_level = 'restricted' where id = ${here.theCase.id}`,
    null,
  ],
] as const) {
  test(`says in one sentence that ${what}`, async ({ signedInAs }) => {
    const here = await aDesk();
    const page = await signedInAs(here.owner);
    await open(page, here.address);
    await text(page).press("Control+End");
    await page.keyboard.type(" Kept.");
    await expect(saving(page)).toHaveText(/^Saved/);
    await end(here);
    if (says) {
      await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible({
        timeout: 10_000,
      });
      await expect(page.locator(".ProseMirror[contenteditable=true]")).toHaveCount(0);
    } else {
      // Who is there is shown no more; the team goes on writing in the same text.
      await expect(page.getByText("Who is here is not shown")).toBeVisible({ timeout: 10_000 });
      await page.keyboard.type(" More.");
      await expect(saving(page)).toHaveText(/^Saved/);
      expect(await storedWords(here.textId, "happened")).toContain("Kept. More.");
    }
    await expect(text(page)).toContainText("Kept.");
  });
}
