import type { Page } from "@playwright/test";
import { asSuperuser } from "@/db/testing/superuser";
import { aKeptVersion, storedWords } from "@/lib/alerts/testing";
import { aDesk, choose, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

const frame = (page: Page) => page.getByRole("complementary");
const spoken = (page: Page) => page.locator("#announce-politely");
/** A sentence where somebody writes, and not only as it is spoken. */
const news = (page: Page, words: string | RegExp) => page.locator("p").filter({ hasText: words });

test("whoever writes while somebody restores a version is told who, and keeps their words", async ({
  signedInAs,
}) => {
  // Three browsers at a desk.
  test.slow();
  const here = await aDesk();
  await aKeptVersion(here.owner, here.id);
  const [one, guest, restorer] = await Promise.all([
    signedInAs(here.owner),
    signedInAs(here.guest),
    signedInAs(here.colleague),
  ]);
  await one.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  await text(one).press("Control+End");
  await one.keyboard.press("Enter");
  await one.keyboard.type("A third line.");
  await expect(saving(one)).toHaveText(/^Saved/);
  await expect(text(guest).locator("p")).toHaveCount(3);
  // The last words have not gone out when a colleague restores what stood there before.
  await one.context().setOffline(true);
  await one.keyboard.type(" Not sent yet.");
  await expect(saving(one)).toHaveText("On this device");
  await restorer.goto(`${here.address}/history`);
  await restorer.getByRole("link", { name: "Version 1" }).click();
  await expect(restorer).toHaveURL(/from=/);
  await restorer.getByRole("button", { name: "Restore version 1 in English" }).click();
  await expect(restorer.getByText("Restored. The text is now what version 1 holds.")).toBeVisible();

  // A partner, who did nothing, reads the organisation's name and learns nobody's.
  const told = `restored version 1.`;
  await expect(news(guest, `${here.organisation.name} ${told}`)).toBeVisible({
    timeout: 15_000,
  });
  await expect(guest.getByText("You typed these words")).toHaveCount(0);
  expect(await guest.content()).not.toContain(here.colleague.personName);
  await expect(text(guest).locator("p")).toHaveCount(2);

  await one.context().setOffline(false);
  await expect(news(one, `${here.colleague.personName} ${told}`)).toBeInViewport({
    timeout: 20_000,
  });
  await expect(spoken(one)).toContainText(`${here.colleague.personName} ${told}`);
  await expect(text(one).locator("p")).toHaveCount(2);
  const own = one.getByRole("region", { name: "Words that you typed" });
  await expect(own).toHaveText("A third line. Not sent yet.");
  await one.getByRole("button", { name: "Copy these words" }).click();
  await expect(one.getByText("The words are copied.").first()).toBeVisible();
  expect(await one.evaluate(() => navigator.clipboard.readText())).toBe(
    "A third line. Not sent yet.",
  );
  // What had been stored stands in the version that was kept, and the history says why there is one.
  const history = one.context().waitForEvent("page");
  await one.getByRole("link", { name: "See what changed" }).click();
  const beside = await history;
  await expect(beside.locator("del").first()).toContainText("A third line.");
  await expect(
    beside.getByText(
      `The text as it stood when ${here.colleague.personName} restored version 1 in English.`,
    ),
  ).toBeVisible();
  await beside.close();
  // The words are put in anew, and the notice goes when it has been read.
  await one.getByRole("button", { name: "Dismiss" }).first().click();
  await expect(own).toHaveCount(0);
  await expect(text(one)).toBeFocused();
  await text(one).press("Control+End");
  await one.keyboard.press("Control+v");
  await expect(saving(one)).toHaveText(/^Saved/);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were held at the airport.\nTwelve States spoke.A third line. Not sent yet.");
  // Whoever comes later is told by the history alone.
  await guest.reload();
  await expect(guest.locator(".ProseMirror[contenteditable=true]")).toBeVisible({
    timeout: 20_000,
  });
  await expect(news(guest, told)).toHaveCount(0);
});

test("whoever goes on typing after a version was restored cuts no word in two", async ({
  signedInAs,
}) => {
  test.slow();
  const here = await aDesk();
  await aKeptVersion(here.owner, here.id);
  const [one, restorer] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await open(one, here.address);
  await choose(one, "States sp");
  await one.keyboard.type("people w");
  for (let n = 0; n < 5; n++) {
    await one.keyboard.press("ArrowLeft");
  }
  await expect(text(one)).toContainText("Twelve people woke.");
  await expect(saving(one)).toHaveText(/^Saved/);
  await restorer.goto(`${here.address}/history`);
  await restorer.getByRole("link", { name: "Version 1" }).click();
  await expect(restorer).toHaveURL(/from=/);
  await restorer.getByRole("button", { name: "Restore version 1 in English" }).click();
  await expect(text(one)).toContainText("Twelve States spoke.", { timeout: 15_000 });

  await one.keyboard.type(" And so on.");
  await expect(saving(one)).toHaveText(/^Saved/);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were held at the airport.\nTwelve States spoke. And so on.");
});

test("keys that come faster than the browser tells of the caret find it where it is", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, here.address);
  await page.evaluate(() => navigator.clipboard.writeText(" And so on."));
  await text(page).press("Control+Home");
  // What is pressed while the page is busy comes in one go.
  const busy = page.evaluate(() => {
    const until = performance.now() + 1_500;
    while (performance.now() < until) {}
  });
  await Promise.all([busy, page.keyboard.press("Control+End"), page.keyboard.press("Control+v")]);
  await expect(text(page).locator("p")).toHaveText([
    "They were held at the airport.",
    "Twelve States spoke. And so on.",
  ]);
});

const shareAs = (here: Awaited<ReturnType<typeof aDesk>>, level: "read" | "contribute") =>
  asSuperuser()`update case_shares set level = ${level} where case_id = ${here.theCase.id}`;

for (const [what, isOffline] of [
  ["while there was no connection", true],
  ["while they were on their way", false],
] as const) {
  test(`words typed ${what} say one true thing when the right ends, and are told when they go in`, async ({
    signedInAs,
  }) => {
    const here = await aDesk();
    const page = await signedInAs(here.guest);
    await open(page, here.address);
    await text(page).press("Control+End");
    await page.keyboard.type(" Sent.");
    await expect(saving(page)).toHaveText(/^Saved/);
    if (isOffline) {
      await page.context().setOffline(true);
      await page.keyboard.type(" These words waited.");
      await expect(saving(page)).toHaveText("On this device");
      await shareAs(here, "read");
      await page.context().setOffline(false);
    } else {
      await asSuperuser().begin(async (tx) => {
        // Nothing can be stored until this ends, and then the right to write is gone.
        await tx`lock table alert_updates in share row exclusive mode`;
        await page.keyboard.type(" These");
        await expect(saving(page)).toHaveText(/^Sending/);
        // What was let in before counts; what comes after it finds no right any more.
        await expect
          .poll(async () => {
            const waiting = await tx`
              select 1 from pg_locks where relation = 'alert_updates'::regclass and not granted`;
            return waiting.length;
          })
          .toBeGreaterThan(0);
        await page.keyboard.type(" words waited.");
        await tx`update case_shares set level = 'read' where case_id = ${here.theCase.id}`;
      });
    }
    const notice = page.getByRole("alert").filter({ hasText: "You may still read this text" });
    await expect(notice).toContainText("goes in if you may write again", { timeout: 15_000 });
    const says = "Not sent. Gone when you leave.";
    await expect(saving(page)).toHaveText(says);
    await expect(frame(page)).toContainText(says);
    await expect(page.locator(".ProseMirror[contenteditable=true]")).toHaveCount(0);
    for (const other of ["Sending", "On this device", "No connection", "Saved", "Up to date"]) {
      await expect(page.getByText(other).filter({ visible: true })).toHaveCount(0);
    }
    expect(await storedWords(here.textId, "happened")).not.toContain("waited");

    await shareAs(here, "contribute");
    const title = /You may write again\. \d words that waited on this device were put in now\./;
    await expect(news(page, title)).toBeInViewport({ timeout: 15_000 });
    await expect(spoken(page)).toHaveText(title);
    await expect(page.getByRole("region", { name: "Words that were put in" })).toContainText(
      "words waited.",
    );
    await expect(notice).toHaveCount(0);
    await expect(saving(page)).toHaveText(/^Saved/);
    await expect(page.locator(".ProseMirror[contenteditable=true]")).toBeVisible();
    expect(await storedWords(here.textId, "happened")).toContain("Sent. These words waited.");
    await page.getByRole("button", { name: "Dismiss" }).first().click();
    await expect(news(page, title)).toHaveCount(0);
  });
}
