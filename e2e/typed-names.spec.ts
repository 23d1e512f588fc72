import type { Page } from "@playwright/test";
import {
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aWrittenAlert, storedWords, words } from "@/lib/alerts/testing";
import { aDesk, open, text } from "./desk-world";
import { expect, test } from "./fixtures";
import { inThreeDays } from "./sign-on-world";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

const name = "Amina Example";

/** A desk of a case in which somebody's name is sealed; opened through its own form, which makes the key. */
async function aNamedDesk(signedInAs: (member: Member) => Promise<Page>, called = name) {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const [owner, guest] = [await aMember(organisation), await aMember(partner)];
  const page = await signedInAs(owner);
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two members stopped");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("They are reported to be stopped.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
  const caseId = new URL(page.url()).pathname.split("/")[2] ?? "";
  const theCase = { orgId: owner.organisationId, id: caseId, countryCode: "NOR" };
  const defender = await aDefender(theCase);
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  await aConsent(theCase, defender, owner, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  await aShare(theCase, owner, partner, "contribute");
  await page.goto(`/cases/${caseId}/people`);
  const card = page.getByRole("region", { name: "A lawyer" });
  await card.getByText("Enter an identity").click();
  await card.getByLabel("Name").fill(called);
  await card.getByRole("button", { name: "Seal it" }).click();
  await expect(card.getByText("Sealed. The case team alone")).toBeVisible();
  const alert = await aWrittenAlert(theCase, owner, {
    en: { title: words("An alert"), happened: words("They were held at the airport.") },
  });
  // As after each thing that is typed: looked at with the names of now, of which it holds none.
  await asSuperuser()`update alert_parts set typed_names = '[]' where text_id = ${alert.textId}`;
  return { ...alert, owner, guest, page, theCase, defender };
}

test("a name becomes the protected name as it is typed by whoever opened it", async ({
  signedInAs,
}) => {
  const { page, textId, address } = await aNamedDesk(signedInAs);
  await open(page, address);
  await page.getByRole("button", { name: "Show the names to me" }).click();
  await expect(page.getByRole("button", { name: "Hide the names" })).toBeVisible();
  await text(page).press("Control+End");
  await page.keyboard.type(" Then amina example, a lawyer");
  await expect(page.getByText("Replaced by the protected name").first()).toBeVisible();
  await expect(text(page).locator("bdi").first()).toHaveText(name);
  await expect
    .poll(() => storedWords(textId, "happened"))
    .toBe("They were held at the airport. Then \ufffc, a lawyer");
  // Taking it back gives the words, underlined and with a press to replace them.
  await text(page).press("Control+z");
  await text(page).press("Control+z");
  await expect(text(page)).toContainText("amina example");
  await expect
    .poll(async () => {
      const [part] = await asSuperuser()`select jsonb_array_length(typed_names) as n
        from alert_parts where text_id = ${textId} and section = 'happened'`;
      return part?.n;
    })
    .toBe(1);
  await page.getByRole("button", { name: "Replace by the protected name" }).click();
  await expect.poll(() => storedWords(textId, "happened")).not.toContain("amina");
  await expect
    .poll(async () => {
      const [left] = await asSuperuser()`select count(*)::int as n from (
        select body from alert_updates where text_id = ${textId}
        union all select body from alert_states where text_id = ${textId}) kept
        where position(convert_to('amina', 'UTF8') in body) > 0`;
      return left?.n;
    })
    .toBe(0);
});

test("a name is found in each spelling it was entered in, and in the address of a link", async ({
  signedInAs,
}) => {
  const { page, textId, address, guest } = await aNamedDesk(signedInAs, `أمينة مثال (${name})`);
  await open(page, address);
  await text(page).press("Control+End");
  await page.keyboard.type(" أَمينة مثال and amina example.");
  await text(page).evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      "text/html",
      '<a href="https://news.example/amina-example">As was reported</a>',
    );
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  await expect(page.getByText("3 protected names stand in the words")).toBeVisible();
  // Whoever reads it without having it open reads the label.
  const theirs = await signedInAs(guest, { javaScriptEnabled: false });
  await theirs.goto(`${address}?section=happened`);
  await expect(theirs.getByText("A lawyer and A lawyer").first()).toBeVisible();
  await page.getByRole("button", { name: "Replace by the protected name" }).click();
  await expect
    .poll(() => storedWords(textId, "happened"))
    .toContain("\ufffc and \ufffc.As was reported");
  await expect(text(page).locator("a")).toHaveCount(0);
});

test("the team is told of a name that a partner typed, and the partner is told nothing", async ({
  signedInAs,
}) => {
  const here = await aNamedDesk(signedInAs);
  const guest = await signedInAs(here.guest);
  await Promise.all([open(here.page, here.address), open(guest, here.address)]);
  await text(guest).press("Control+End");
  await guest.keyboard.type(` It was ${name} there. `);
  const warning = here.page.getByRole("status").filter({ hasText: "A protected name stands" });
  await expect(warning).toBeVisible({ timeout: 20_000 });
  await expect(here.page.locator(".typed-name")).toHaveText(name);
  await expect(
    here.page
      .getByRole("navigation", { name: "Sections" })
      .getByRole("link", { name: /What happened.*A protected name stands in the words/ }),
  ).toBeVisible();
  await expect(guest.getByText("A protected name")).toHaveCount(0);
  await expect(guest.locator(".typed-name")).toHaveCount(0);
  const preview = guest.locator("#desk-readers");
  await expect(preview).toContainText(`It was ${name} there`, { timeout: 20_000 });
  // The review says it to the team, with the way there; to whoever typed it, it says what it says to everybody.
  const typed = "A protected name is typed in the words";
  const review = await here.page.context().newPage();
  await review.goto(`${here.address}/review`);
  await expect(review.getByText(typed)).toBeVisible();
  await guest.goto(`${here.address}/review`);
  await expect(guest.getByRole("heading", { name: "What is missing" })).toBeVisible();
  expect(await guest.content()).not.toContain(typed);
  await guest.goto(`${here.address}?section=happened`);
  await review.getByRole("link", { name: "What happened, English" }).click();
  await expect(review).toHaveURL(/section=happened/);
  await review.close();
  await here.page.getByRole("button", { name: "Replace by the protected name" }).click();
  await expect(warning).toHaveCount(0, { timeout: 20_000 });
  await expect(text(guest)).toContainText("It was");
  await expect(text(guest)).not.toContainText(name);
  await expect(async () => {
    await here.page.goto(`${here.address}/review`);
    await expect(here.page.getByRole("heading", { name: "What is missing" })).toBeVisible();
    await expect(here.page.getByText(typed)).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test("a name that runs from one paragraph into the next is underlined in both, and replaced as one", async ({
  signedInAs,
}) => {
  const here = await aNamedDesk(signedInAs);
  const guest = await signedInAs(here.guest);
  await Promise.all([open(here.page, here.address), open(guest, here.address)]);
  await text(guest).press("Control+End");
  await guest.keyboard.type(" There was Amina");
  await guest.keyboard.press("Enter");
  await guest.keyboard.type("Example with others.");
  await expect(here.page.locator(".typed-name")).toHaveText(["Amina", "Example"], {
    timeout: 20_000,
  });
  await expect(
    here.page.getByRole("status").filter({ hasText: "A protected name stands" }),
  ).toBeVisible();
  // As what the others read, where the label stands where it begins.
  await expect(here.page.locator("#desk-readers")).toContainText("There was A lawyer", {
    timeout: 20_000,
  });
  await expect(guest.locator(".typed-name")).toHaveCount(0);
  await here.page.getByRole("button", { name: "Replace by the protected name" }).click();
  await expect(here.page.locator(".typed-name")).toHaveCount(0);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were held at the airport. There was \ufffc\n with others.");
});

/** From now on, every moment in which what an audience reads holds these words is counted, and each in which it waits. */
async function watchReaders(page: Page, words: string) {
  await page.evaluate((wanted) => {
    const seen = { name: 0, waiting: 0 };
    Object.assign(window, { seen });
    const look = () => {
      const panel = document.querySelector("#desk-readers");
      seen.name += panel?.textContent?.toLowerCase().includes(wanted.toLowerCase()) ? 1 : 0;
      seen.waiting += panel?.textContent?.includes("Reading the last words") ? 1 : 0;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    look();
  }, words);
  return () =>
    page.evaluate(() => (window as unknown as { seen: { name: number; waiting: number } }).seen);
}

for (const audience of ["Public", "Coalition"]) {
  test(`what is typed is never shown as what ${audience} reads before it was looked at`, async ({
    signedInAs,
  }) => {
    const { page, textId, address } = await aNamedDesk(signedInAs);
    await open(page, address);
    const tab = page.getByRole("tab", { name: audience, exact: true });
    await tab.click();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    const panel = page.getByRole("tabpanel");
    await expect(panel).toContainText("They were held at the airport.");
    const seen = await watchReaders(page, name);
    // The names are not opened: nothing here replaces what is typed.
    await text(page).press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type(`Then came ${name}, with others.`, { delay: 40 });
    await expect(panel).toContainText("Reading the last words");
    // What was not written in stays where it is.
    await expect(panel).toContainText("They were held at the airport.");
    await expect.poll(() => storedWords(textId, "happened")).toContain(name);
    await expect(panel).toContainText("Then came A lawyer, with others.", { timeout: 20_000 });
    await expect(panel).not.toContainText("Reading the last words");
    await page.getByRole("button", { name: "Replace by the protected name" }).click();
    await expect.poll(() => storedWords(textId, "happened")).not.toContain(name);
    await expect(panel).toContainText("Then came A lawyer, with others.", { timeout: 20_000 });
    const { name: named, waiting } = await seen();
    expect(named).toBe(0);
    expect(waiting).toBeGreaterThan(0);
    await page.getByRole("tab", { name: "Internal", exact: true }).click();
    await expect(panel).toContainText("Then came A lawyer");
  });
}

test("words that can't be sent are not shown as what anybody reads", async ({ signedInAs }) => {
  const { page, address } = await aNamedDesk(signedInAs);
  await open(page, address);
  const panel = page.getByRole("tabpanel");
  await expect(panel).toContainText("They were held at the airport.");
  const seen = await watchReaders(page, name);
  await page.context().setOffline(true);
  await text(page).press("Control+End");
  await page.keyboard.type(` ${name} was there.`);
  await expect(panel).toContainText("The last words here have not been sent.");
  await expect(panel).not.toContainText("They were held at the airport.");
  await page.context().setOffline(false);
  await expect(panel).toContainText("A lawyer was there.", { timeout: 20_000 });
  expect((await seen()).name).toBe(0);
});

test("what may be a part of a name is judged by whoever checks consent, and its author waves nothing through", async ({
  signedInAs,
}) => {
  const desk = await aNamedDesk(signedInAs);
  const { owner, page, address, theCase, defender } = desk;
  await aConsent(theCase, defender, owner, "public_statement", "anonymous");
  const checker = await aMember({ id: owner.organisationId, name: "" });
  await inTeam(theCase, checker, "editor");
  await open(page, address);
  await text(page).press("Control+End");
  await page.keyboard.type(" Amina was with them.");
  await expect(page.getByTestId("saving")).toContainText("Saved");
  await page.goto(`${address}/review`);
  await page.getByRole("button", { name: "Send for review" }).click();
  const theirs = await signedInAs(checker);
  await theirs.goto(`${address}/review`);
  await theirs.getByRole("button", { name: "Approve version 1" }).click();
  const covers = theirs.getByRole("button", { name: "Consent covers version 1" });
  await covers.click();
  const stopped = theirs.getByRole("alert").filter({ hasText: "A part of the protected name" });
  await expect(stopped).toContainText("What happened");
  await page.reload();
  await expect(page.getByRole("button", { name: "Open for sign-on" })).toHaveCount(0);
  await theirs.getByRole("checkbox", { name: /I have looked/ }).check();
  await covers.click();
  await expect(covers).toHaveCount(0);
  await page.reload();
  await page.getByLabel("Sign by (day and time in Geneva)").first().fill(inThreeDays());
  await page.getByRole("button", { name: "Open for sign-on" }).click();
  await expect(page.locator("h1").locator("..").getByText("Open for sign-on")).toBeVisible();
});

const refusal = "A protected name stands in these words. Write the label instead.";

test("a comment takes no protected name from the team, which keeps what it typed; a partner is told nothing", async ({
  signedInAs,
}) => {
  const here = await aNamedDesk(signedInAs);
  await open(here.page, here.address);
  await text(here.page).press("Control+a");
  await here.page.keyboard.press("Control+Alt+m");
  const box = here.page.getByRole("textbox", { name: "Comment" });
  await box.fill(`Is it ${name}?`);
  await here.page.getByRole("button", { name: "Send" }).click();
  await expect(here.page.getByText(refusal).first()).toBeVisible();
  await expect(box).toHaveValue(`Is it ${name}?`);
  await box.fill("Is it the lawyer?");
  await here.page.getByRole("button", { name: "Send" }).click();
  const card = here.page.getByRole("article", { name: /^Discussion of/ });
  await expect(card).toContainText("Is it the lawyer?");

  const guest = await signedInAs(here.guest);
  await open(guest, here.address);
  const theirs = guest.getByRole("article", { name: /^Discussion of/ });
  await theirs.getByRole("button", { name: "Reply" }).click();
  await theirs.getByRole("textbox", { name: "Reply" }).fill(`It is ${name}.`);
  await guest.keyboard.press("Control+Enter");
  await expect(theirs.getByRole("listitem").last()).toContainText(`It is ${name}.`);
  await expect(guest.getByText(refusal)).toHaveCount(0);
  await expect(card.getByRole("listitem").last()).toContainText(`It is ${name}.`, {
    timeout: 15_000,
  });
});

test("a note takes no protected name from the team without scripts, either", async ({
  signedInAs,
}) => {
  const here = await aNamedDesk(signedInAs);
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}/review`);
  const note = page.getByLabel("A word to the reviewer");
  await note.fill(`Look at ${name}.`);
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page.getByText(refusal)).toBeVisible();
  await expect(note).toHaveValue(`Look at ${name}.`);
});

test("words kept within the coalition take a protected name with them, also after a reload", async ({
  signedInAs,
}) => {
  const here = await aDesk("contribute", words("Told by ."));
  const defender = await aDefender(here.theCase);
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await text(page).press("Control+End");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByLabel("A lawyer").check();
  await page.getByRole("button", { name: "Put in" }).click();
  await expect(text(page)).toContainText("A lawyer");
  await text(page).press("Control+a");
  await page.getByRole("button", { name: "Keep within" }).click();
  const prompt = page.getByRole("dialog");
  await prompt.getByLabel("The coalition").check();
  await prompt.getByRole("button", { name: "Keep within" }).click();
  const publicReads = page.locator("#desk-readers");
  await expect(publicReads).not.toContainText("Told by", { timeout: 20_000 });
  await page.reload();
  await expect(text(page)).toContainText("A lawyer", { timeout: 20_000 });
  await expect(publicReads).not.toContainText("Told by");
  const [kept] = await asSuperuser()`
    select app.plain_of(app.reduce_node(content, 'public', ${asSuperuser().json({ [defender]: "A lawyer" })}, '{}')) as words
    from alert_parts where text_id = ${here.textId} and section = 'happened'`;
  expect(kept?.words.trim()).toBe("");
});
