import { anIntervention, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { storedWords, words } from "@/lib/alerts/testing";
import { aDesk, aDeskWithTalks, aThread, choose, listenIn, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

const frame = (page: import("@playwright/test").Page) => page.getByRole("complementary");

test("colleagues are there by name, partners by their organisation alone", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const [one, colleague, guest] = await Promise.all([
    signedInAs(here.owner),
    signedInAs(here.colleague),
    signedInAs(here.guest),
  ]);
  const heard = listenIn(guest);
  await Promise.all([one, colleague, guest].map((page) => open(page, here.address)));
  await text(one).press("Control+End");
  await one.keyboard.type(" More.");
  await expect(colleague.getByText(here.owner.personName).first()).toBeVisible();
  await expect(colleague.getByText(`${here.partner.name}`, { exact: false }).first()).toBeVisible();
  await expect(colleague.locator(`[data-name="${here.owner.personName}"]`)).toBeAttached();
  await expect(guest.getByText(`${here.organisation.name} is here`)).toBeVisible();
  await expect(guest.locator(`[data-name="${here.organisation.name}"]`).first()).toBeAttached();
  expect(heard()).toContain(here.owner.membershipId);
  for (const { personName } of [here.owner, here.colleague]) {
    expect(heard()).not.toContain(personName);
    expect(await guest.content()).not.toContain(personName);
  }
});

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

test("words typed while the sign-in had ended go out after signing in again", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.context().setOffline(true);
  await text(page).press("Control+End");
  await page.keyboard.type(" Typed in between.");
  await asSuperuser()`update sign_ins set revoked_at = now() where person_id = ${here.owner.personId}`;
  await page.context().setOffline(false);
  const notice = page.getByRole("alert").filter({ hasText: "You are signed out" });
  await expect(notice).toContainText("goes out by itself", { timeout: 15_000 });
  await expect(notice.getByRole("link", { name: "Sign in again" })).toHaveAttribute(
    "target",
    "_blank",
  );
  await expect(text(page)).toContainText("Typed in between.");
  await asSuperuser()`update sign_ins set revoked_at = null where person_id = ${here.owner.personId}`;
  await expect(saving(page)).toHaveText(/^Saved/, { timeout: 20_000 });
  await expect(notice).toHaveCount(0);
  expect(await storedWords(here.textId, "happened")).toContain("Typed in between.");
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toBeVisible();
});

test("the frame and the desk say the same of saving, and the truth", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.context().setOffline(true);
  await expect(saving(page)).toContainText("No connection");
  await expect(frame(page)).toContainText("No connection");
  await expect(frame(page)).not.toContainText("Up to date");
  await text(page).press("Control+End");
  await page.keyboard.type(" Offline.");
  await expect(saving(page)).toHaveText("On this device");
  await expect(frame(page)).toContainText("On this device");
  await expect(page.getByTestId("behind")).toHaveText(/have not been sent/);
  await page.context().setOffline(false);
  await expect(saving(page)).toHaveText(/^Saved \d\d:\d\d$/, { timeout: 15_000 });
  await expect(frame(page)).toContainText(await saving(page).innerText());
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 10_000 });
  await expect(page.getByRole("tabpanel")).toContainText("Offline.");
});

test("what an audience reads is never called current while it is behind", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 10_000 });
  // Every moment in which the panel neither has the last words nor says so is a lie.
  await page.evaluate(() => {
    const seen = { lies: 0, behind: 0 };
    Object.assign(window, { seen });
    const look = () => {
      const typed = document.querySelector(".ProseMirror")?.textContent ?? "";
      const panel = document.querySelector('[role="tabpanel"]');
      const isBehind = panel?.querySelector('[data-testid="behind"]') !== null;
      const reads = [...(panel?.querySelectorAll(".prose p") ?? [])].map((p) => p.textContent);
      seen.behind += isBehind ? 1 : 0;
      // The page hears of a key a frame after the editor has drawn it.
      seen.lies += !isBehind && typed !== reads.join("") ? 1 : 0;
      setTimeout(() => requestAnimationFrame(look), 40);
    };
    look();
  });
  await text(page).press("Control+End");
  for (const word of " These words are read a moment later by everybody".split(/(?= )/)) {
    await page.keyboard.type(word);
    await page.waitForTimeout(120);
  }
  await expect(page.getByRole("tabpanel")).toContainText("moment later by everybody", {
    timeout: 10_000,
  });
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { lies: number; behind: number } }).seen,
  );
  expect(seen.behind).toBeGreaterThan(5);
  expect(seen.lies).toBeLessThanOrEqual(1);
});

test("facts of the case and its sources stand at their section, also without scripts", async ({
  signedInAs,
}) => {
  const here = await aDesk("read");
  const session = await aSession(here.organisation);
  await anIntervention(here.theCase, session, here.owner);
  await asSuperuser()`update cases set reprisal_on = '2018-04-13', reprisal_precision = 'about'
    where id = ${here.theCase.id}`;
  for (const who of [here.owner, here.guest]) {
    const page = await signedInAs(who, { javaScriptEnabled: false });
    await page.goto(`${here.address}?section=happened`);
    const facts = page.getByRole("definition");
    await expect(facts).toHaveText([/about 13 April 2018/, "About", /Example State/]);
    const sources = page.getByRole("region", { name: "Sources behind this section" });
    if (who === here.owner) {
      await expect(sources.getByRole("listitem")).toContainText(["Note"]);
      await expect(sources).toContainText("Grade D");
    } else {
      // What States said is the organisation's own: a partner reads nothing of it, and no false "none".
      await expect(sources).toHaveCount(0);
    }
    await expect(page.getByRole("link", { name: "Change it in the case" })).toHaveCount(
      who === here.owner ? 1 : 0,
    );
    await page.goto(`${here.address}?section=all`);
    await expect(page.getByRole("definition").first()).toContainText("13 April 2018");
  }
  await asSuperuser()`update cases set reprisal_on = null, reprisal_precision = 'unknown'
    where id = ${here.theCase.id}`;
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByRole("definition")).toHaveText([
    "Not known",
    "Not known",
    /Example State/,
  ]);
});

test("with little data nothing is open until somebody writes", async ({ signedInAs }) => {
  const here = await aDesk();
  const [page, other] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await page.context().setExtraHTTPHeaders({ "save-data": "on" });
  let sockets = 0;
  page.on("websocket", () => {
    sockets += 1;
  });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("They were held at the airport.").first()).toBeVisible();
  await open(other, here.address);
  await text(other).press("Control+End");
  await other.keyboard.type(" From elsewhere.");
  await expect(saving(other)).toHaveText(/^Saved/);
  await other.waitForTimeout(2_500);
  expect(await page.locator(".ProseMirror").count()).toBe(0);
  expect(sockets).toBe(0);
  await expect(page.getByText("From elsewhere.")).toHaveCount(0);
  // It is read again when somebody comes back to the page.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("From elsewhere.").first()).toBeVisible();
  await page.getByRole("button", { name: "Write", exact: true }).click();
  await expect(text(page)).toContainText("From elsewhere.");
  await text(page).press("Control+End");
  await page.keyboard.type(" Written here.");
  await expect(text(other)).toContainText("Written here.");
  expect(sockets).toBe(1);
});

test("the ask form and the link form put in what they promise", async ({ signedInAs }) => {
  const here = await aDesk();
  const [page, other] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(page, here.address), open(other, here.address)]);
  await text(page).press("Control+End");
  await page.getByRole("button", { name: "Add an ask" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Where it is to be raised").selectOption("ga");
  await dialog.getByLabel("Who reads it, at the widest").selectOption("missions");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await page.keyboard.type("Raise the case.");
  await expect(text(other).locator("[data-ask]")).toContainText("Raise the case.");
  await expect(page.getByRole("tabpanel")).toContainText("One ask is not for this audience", {
    timeout: 10_000,
  });

  // A wrong address is said, and nothing that was typed into the form is lost.
  await choose(page, "They were held");
  await page.keyboard.press("Control+Shift+k");
  await dialog.getByLabel("Address").fill("javascript:alert(1)");
  await dialog.getByRole("button", { name: "Set the link" }).click();
  await expect(dialog).toContainText("Only https:// and mailto:");
  await expect(dialog.getByLabel("Address")).toHaveValue("javascript:alert(1)");
  await dialog.getByLabel("Address").fill("https://example.org/report");
  await dialog.getByRole("button", { name: "Set the link" }).click();
  await expect(text(other).getByRole("link")).toHaveAttribute("href", "https://example.org/report");
});

test("a mention leads to its own discussion", async ({ signedInAs }) => {
  const here = await aDesk();
  const ids = Array.from(
    { length: 12 },
    (_, n) =>
      `0198c0de-0000-7000-8000-${String(Date.now() + n)
        .padStart(12, "0")
        .slice(-12)}`,
  );
  for (const [n, id] of ids.entries()) {
    await aThread(here, here.owner, id, "", `Remark ${n}`);
  }
  const wanted = ids[9] as string;
  const page = await signedInAs(here.colleague);
  // From another section: the discussion knows where it stands.
  await page.goto(`${here.address}?section=affected&thread=${wanted}`);
  await expect(page.getByRole("heading", { level: 2, name: /What happened/ })).toBeVisible();
  const card = page.locator(`[data-card="${wanted}"]`);
  await expect(card).toContainText("Remark 9", { timeout: 20_000 });
  await expect(card).toBeInViewport();
  await expect(card.getByRole("button", { name: "Reply" })).toBeVisible();
});

test("another organisation is spoken to as a whole, and those of it who take part hear of it", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const id = `0198c0de-0001-7000-8000-${String(Date.now()).slice(-12).padStart(12, "0")}`;
  await aThread(here, here.guest, id, "", "Who says so?");
  const page = await signedInAs(here.owner);
  await page.goto(`${here.address}?thread=${id}`);
  const card = page.locator(`[data-card="${id}"]`);
  await card.getByRole("button", { name: "Reply" }).click();
  const box = card.getByRole("textbox", { name: "Reply" });
  await box.pressSequentially(`@${here.partner.name.slice(0, 12)}`);
  const option = page.getByRole("option", { name: here.partner.name });
  await expect(option).toHaveCount(1);
  await expect(option).not.toContainText(here.guest.personName);
  await option.click();
  await box.pressSequentially("do you?");
  await page.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(2);

  const theirs = await signedInAs(here.guest);
  await theirs.goto("/inbox");
  const notice = theirs.getByRole("link", { name: /mentions you in a discussion/ });
  await expect(notice).toContainText(here.owner.organisationName);
  await notice.click();
  await expect(theirs.locator(`[data-card="${id}"]`)).toContainText("do you?");
});

test("whoever keeps words back sees what the others read, and the review names what leaves a gap", async ({
  signedInAs,
}) => {
  const here = await aDesk(
    "contribute",
    words("They were held. A clerk at the airport said it; the files are gone. Nobody came."),
  );
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await choose(page, "A clerk at the airport said it");
  await page.getByRole("button", { name: "Keep within" }).click();
  const prompt = page.getByRole("dialog");
  const read = prompt.getByTestId("as-read");
  await expect(read).toContainText("Missions and the public will read:");
  await expect(read).toContainText("They were held.; the files are gone.");
  await expect(read).not.toContainText("Nobody came");
  await expect(read).toContainText("Nothing stands in the place of these words");
  await prompt.getByLabel("What the others read instead").fill("Somebody saw it");
  await expect(read).toContainText("They were held. Somebody saw it; the files are gone.");
  await expect(read).not.toContainText("Nothing stands in the place");
  await prompt.getByLabel("Coalition and missions").check();
  await expect(read).toContainText("The public will read:");
  await prompt.getByLabel("What the others read instead").fill("");
  await prompt.getByRole("button", { name: "Keep within" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("They were held.; the files are gone.", {
    timeout: 20_000,
  });
  const guest = await signedInAs(here.guest);
  for (const one of [page, guest]) {
    await one.goto(`${here.address}/review`);
    await expect(one.getByText("A passage is kept back here")).toBeVisible();
    await one.getByRole("link", { name: "What happened, English" }).click();
    await expect(one).toHaveURL(/language=en&section=happened/);
  }
  await page.goto(`${here.address}/review`);
  await expect(page.getByRole("button", { name: "Send for review" })).toBeEnabled();
});

test("the tools stand in one row, and each that protects or asks says so in a word", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const tools = page.getByRole("toolbar", { name: "Writing" });
  const [first, last] = [tools.getByRole("button").first(), tools.getByRole("button").last()];
  expect((await first.boundingBox())?.y).toBe((await last.boundingBox())?.y);
  await expect(tools.getByRole("button", { name: "Add an ask" })).toHaveText("Ask");
  // Nothing is said about the text: it has the whole width.
  expect((await text(page).boundingBox())?.width).toBeGreaterThan(600);
});

for (const [direction, locale] of [
  ["from left to right", "en"],
  ["from right to left, in longer words", "qps"],
] as const) {
  test(`what the row of tools has no room for stands behind one more, ${direction}`, async ({
    signedInAs,
  }) => {
    const here = await aDesk();
    const page = await signedInAs(here.owner, {
      locale,
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(here.address);
    const tools = page.getByRole("toolbar");
    const rows = async () =>
      new Set(
        await tools
          .locator(":scope > fieldset button, :scope > div > button")
          .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().y))),
      ).size;
    await expect(tools).toBeVisible();
    await expect.poll(rows).toBe(1);
    const more = tools.locator("button[aria-expanded]");
    if (locale === "en") {
      await expect(more).toHaveCount(0);
      // Somebody makes the window narrower, and the letters larger.
      await page.setViewportSize({ width: 660, height: 900 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "150%";
      });
    }
    await expect(more).toBeVisible();
    await expect.poll(rows).toBe(1);
    await expect.poll(() => tools.evaluate((row) => row.scrollWidth <= row.clientWidth)).toBe(true);
    const quote = tools.locator('[aria-keyshortcuts~="Meta+Shift+B"]');
    await expect(quote).toHaveCount(0);
    // By the keys alone: in, to the end, open, on to what it holds, and out again.
    await tools.locator('[tabindex="0"]').focus();
    await more.focus();
    await page.keyboard.press("Enter");
    await expect(quote).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("End");
    await expect
      .poll(() => tools.evaluate((row) => row.contains(document.activeElement)))
      .toBe(true);
    await page.keyboard.press("Escape");
    await expect(quote).toHaveCount(0);
    await expect(more).toBeFocused();
    await more.click();
    await quote.click();
    await expect(page.locator(".ProseMirror blockquote")).toHaveCount(1);
    await expect(quote).toHaveCount(0);
  });
}

test("on a phone the current tab is in view, one bar lies below, and the product is in its menu", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner, phone);
  await page.goto(`${here.address}/history`);
  const tabs = page.getByRole("navigation", { name: "Parts of the alert" });
  await expect(tabs.getByRole("link", { name: "History" })).toBeInViewport({ ratio: 1 });
  await open(page, here.address);
  await expect(tabs.getByRole("link", { name: "Write" })).toBeInViewport({ ratio: 1 });
  const places = page.getByRole("navigation", { name: "Places on this page" });
  expect((await places.boundingBox())?.y).toBeGreaterThan(phone.viewport.height - 90);
  await expect(
    page.getByRole("link", { name: "Commitments" }).filter({ visible: true }),
  ).toHaveCount(0);
  await page.getByText("Menu", { exact: true }).click();
  await page.getByRole("link", { name: "Commitments" }).filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/\/commitments/);
  await expect(page.getByRole("link", { name: "Inbox" }).last()).toBeVisible();
});

test("on a phone everything is within reach of one thumb", async ({ signedInAs }) => {
  const here = await aDesk();
  const viewport = { width: 390, height: 844 };
  const page = await signedInAs(here.owner, { viewport });
  await open(page, here.address);
  const bar = page.getByRole("navigation", { name: "Places on this page" });
  for (const name of ["Sections", "Text", "Readers"]) {
    const link = bar.getByRole("link", { name });
    const box = await link.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.y).toBeGreaterThan(viewport.height / 2);
    await link.click();
    await expect(page.locator(`#desk-${name.toLowerCase()}`)).toBeInViewport();
  }
  await bar.getByRole("link", { name: "Sections" }).click();
  await page
    .getByRole("link", { name: /What we ask/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: /What we ask/ })).toBeInViewport();
});

test("suggestions of a partner are answered one by one, and all at once", async ({
  signedInAs,
}) => {
  const here = await aDesk("comment");
  const [one, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  const suggest = async (word: string, instead: string) => {
    await text(guest).getByText(word).first().waitFor();
    await choose(guest, word);
    await guest.keyboard.type(instead);
    await expect(saving(guest)).toHaveText(/^Saved/);
  };
  const cards = one.getByRole("article").filter({ hasText: "suggests a change" });
  await suggest("airport", "harbour");
  await suggest("Twelve", "Eleven");
  await suggest("spoke", "objected");
  await expect(cards).toHaveCount(3);
  await cards.filter({ hasText: "harbour" }).getByRole("button", { name: "Accept" }).click();
  await cards.filter({ hasText: "Eleven" }).getByRole("button", { name: "Keep mine" }).click();
  await expect(cards).toHaveCount(1);
  await expect(text(guest).locator("p")).toHaveText([
    "They were held at the harbour.",
    "Twelve States spokeobjected.",
  ]);
  await suggest("held", "kept");
  await one.getByRole("button", { name: "Accept all" }).click();
  await expect(text(guest).locator("ins, del")).toHaveCount(0);
  await expect(text(guest).locator("p")).toHaveText([
    "They were kept at the harbour.",
    "Twelve States objected.",
  ]);
  // The partner can't answer, and takes back what is their own.
  await suggest("kept", "seized");
  await expect(guest.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await guest.getByRole("button", { name: "Take back" }).click();
  await expect(text(one).locator("ins, del")).toHaveCount(0);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were kept at the harbour.\nTwelve States objected.");
});

test("a message lies beside the margin, and covers nothing that is pressed there", async ({
  signedInAs,
}) => {
  const here = await aDeskWithTalks(12);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const message = page.getByRole("region", { name: "Last change" }).getByRole("listitem");
  for (const width of [1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await text(page).evaluate((editor) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "word ".repeat(50_000));
      editor.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect(message).toContainText("too long to paste");
    const [bar, margin] = await Promise.all(
      [message, page.getByRole("region", { name: "Comments and suggestions" })].map((one) =>
        one.boundingBox(),
      ),
    );
    expect((bar?.x ?? 0) + (bar?.width ?? width)).toBeLessThan(margin?.x ?? 0);
  }
});
