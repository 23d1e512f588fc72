import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { expect, test } from "./fixtures";

/** A pre-session of Example State 7, a case that may be spoken of in public, and one that may not. */
async function aWorld() {
  const own = await anOrganisation();
  const lead = await aMember(own);
  const sessionId = await aSession(own, { title: "Pre-session of the spring" });
  await asSuperuser()`update sessions set states_under_review = '{XEG}' where id = ${sessionId}`;
  const theCase = await aCase(lead, { title: "Two panellists" });
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "public_statement", "anonymous");
  await asSuperuser()`update cases set summary = 'Stopped at the airport.', do_not_mention = 'The sister',
    reprisal_types = '{detention}' where id = ${theCase.id}`;
  const kept = await aCase(lead, { title: "Nobody was asked" });
  await aDefender(kept);
  return { lead, sessionId, theCase, consentId };
}

async function write(page: Page, sessionId: string) {
  await page.goto(`/sessions/${sessionId}`);
  await page.getByRole("link", { name: "Pre-session brief" }).click();
  await expect(page.getByRole("checkbox", { name: /Nobody was asked/ })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: /Two panellists/ })).toBeChecked();
  await page.getByRole("button", { name: "Write the brief" }).click();
  await expect(page.getByText("The ask is not written.")).toBeVisible();
  await page
    .getByLabel("The ask, in one sentence")
    .fill("In the review, please raise the two panellists who were kept from speaking.");
  const first = page.getByRole("group", { name: "Sentence 1" });
  await first.getByLabel("Place").fill("2");
  await first.getByLabel("What it is").selectOption("Advance question");
  await first.getByLabel("The words").fill("What was done so that all can travel?");
  const second = page.getByRole("group", { name: "Sentence 2" });
  await second.getByLabel("Place").fill("1");
  await second.getByLabel("The words").fill("Let everybody cooperate with the United Nations.");
  await page.getByRole("textbox", { name: /^Contact/ }).fill("brief@ours.example");
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(theSheet(page)).toContainText("brief@ours.example");
}

const theSheet = (page: Page) => page.getByRole("article", { name: "The brief" });

async function take(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(
    /^pre-session-brief-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/,
  );
  const format = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(format, new Uint8Array(await readFile(await file.path())));
  return [...opened.lines, ...opened.frame].join("\n");
}

for (const javaScriptEnabled of [true, false]) {
  test(`from the page of a session to the four files, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId } = await aWorld();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await write(page, sessionId);

    // As the State under review will read it, in the order of the places.
    await expect(theSheet(page)).toContainText(
      /please raise the two panellists.*Let everybody cooperate.*What was done so that all/s,
    );
    await expect(theSheet(page)).not.toContainText(/airport|sister/);
    await expect(page.getByText("PL-", { exact: false }).first()).toBeVisible();
    await expect(page.getByText(/: The sister$/)).toBeVisible();
    await expect(page.getByText("Keeps to two pages")).toBeVisible();
    await page.reload();
    await expect(
      page.getByRole("group", { name: "Sentence 1" }).getByLabel("The words"),
    ).toHaveValue("Let everybody cooperate with the United Nations.");

    await page.getByRole("button", { name: "Make the brief" }).click();
    await expect(page.getByText("Look at it as its reader will, and say so").first()).toBeVisible();
    await page.getByRole("checkbox", { name: /The State under review can read/ }).check();
    await page.getByRole("button", { name: "Make the brief" }).click();

    await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await expect(page.getByText("pre-session 6")).toBeVisible();
    for (const format of ["PDF, to print", "DOCX, to edit", "A page", "Plain text"]) {
      const text = await take(page, format);
      expect(text, format).toContain("In the review, please raise the two panellists");
      expect(text, format).toContain("Let everybody cooperate with the United Nations.");
      expect(text, format).not.toMatch(/airport|sister|Nobody was asked/);
    }
    await page.goto("/briefs");
    await expect(
      page.getByRole("link", { name: /Pre-session brief for the review of Example State 7/ }),
    ).toHaveCount(1);
  });
}

test("a brief that is too long says where it can lose how much, and is not made", async ({
  signedInAs,
}) => {
  const { lead, sessionId, theCase, consentId } = await aWorld();
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consentId}`;
  const [defender] = await asSuperuser()`select id from defenders where case_id = ${theCase.id}`;
  await aConsent(theCase, defender?.id, lead, "public_statement", "yes");
  await asSuperuser()`update cases set summary = ${"They were stopped at the airport. ".repeat(250)}
    where id = ${theCase.id}`;
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await expect(page.getByText(/Two pages is the rule: trim \d+ words/)).toBeVisible();
  await expect(page.getByText(/^Facts: \d+ words$/)).toBeVisible();
  await expect(page.getByText("It takes more than two pages. Above")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make the brief" })).toHaveCount(0);
});

test("the paper follows as somebody writes, and its parts are moved and left out by the keyboard", async ({
  signedInAs,
}) => {
  const { lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  const ask = page.getByLabel("The ask, in one sentence");
  await ask.fill("Please ask why two panellists did not arrive.");
  await expect(theSheet(page)).toContainText("Please ask why two panellists did not arrive.");
  await expect(ask).toBeFocused();
  await expect(ask).toHaveValue("Please ask why two panellists did not arrive.");
  await expect(theSheet(page)).toContainText(/Two panellists.*brief@ours\.example/s);

  const up = page.getByRole("button", { name: "Move up: Contact" });
  await up.focus();
  for (let place = 8; place > 1; place--) {
    await page.keyboard.press("Enter");
    await expect(page.getByText(`Contact: ${place - 1} of 9`)).toBeAttached();
  }
  await expect(up).toBeFocused();
  await expect(theSheet(page)).toContainText(/brief@ours\.example.*Two panellists/s);
  await page.getByRole("checkbox", { name: "Leave out: Afterwards" }).press("Space");
  await expect(theSheet(page)).not.toContainText("Afterwards");
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Leave out: Afterwards" })).toBeChecked();
  await expect(theSheet(page)).toContainText(/brief@ours\.example.*Two panellists/s);
  await expect(theSheet(page)).not.toContainText("Afterwards");
});

test("what is written without a network is sent when it is back", async ({ signedInAs }) => {
  const { lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await page.context().setOffline(true);
  const contact = page.getByRole("textbox", { name: /^Contact/ });
  await contact.fill("office@ours.example");
  await expect(page.getByText("There is no connection").first()).toBeVisible();
  await expect(contact).toHaveValue("office@ours.example");
  await page.context().setOffline(false);
  await expect(theSheet(page)).toContainText("office@ours.example");
  await page.reload();
  await expect(contact).toHaveValue("office@ours.example");
});

for (const javaScriptEnabled of [true, false]) {
  test(`words of a case are said another way, and what the case says since is taken over, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId, theCase, consentId } = await aWorld();
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${consentId}`;
    const [defender] = await asSuperuser()`select id from defenders where case_id = ${theCase.id}`;
    await aConsent(theCase, defender?.id, lead, "public_statement", "yes");
    const page = await signedInAs(lead, { javaScriptEnabled });
    await write(page, sessionId);
    const save = () => page.getByRole("button", { name: "Save and look" }).click();
    const words = page.getByRole("group", { name: /^The words of PL-/ });
    await words.getByLabel("Facts").fill("Both were held for a day.");
    await save();
    await expect(theSheet(page)).toContainText("Both were held for a day.");
    await expect(theSheet(page)).not.toContainText("Stopped at the airport.");
    await expect(words).toContainText("Not as the case says it");
    await asSuperuser()`update cases set summary = 'Released since.' where id = ${theCase.id}`;
    await page.reload();
    await expect(theSheet(page)).toContainText("Both were held for a day.");
    await expect(words).toContainText("The case says something else now:");
    await expect(words).toContainText("Released since.");
    await words.getByLabel("Which of them").selectOption("Take what the case says");
    await save();
    await expect(theSheet(page)).toContainText("Released since.");
    await expect(words.getByLabel("Facts")).toHaveValue("Released since.");
    await expect(words.getByLabel("Which of them")).toHaveCount(0);
  });

  test(`a brief is taken back to its draft, and closed by hand once it is out, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId, theCase } = await aWorld();
    const page = await signedInAs(lead, { javaScriptEnabled });
    const make = async () => {
      await page.getByRole("checkbox", { name: /The State under review can read/ }).check();
      await page.getByRole("button", { name: "Make the brief" }).click();
      await expect(page.getByRole("link", { name: "PDF, to print" })).toBeVisible();
      return new URL(page.url()).pathname;
    };
    await write(page, sessionId);
    const draft = page.url();
    const first = await make();
    await expect(page.getByText("Close this brief", { exact: true })).toHaveCount(0);
    await page.getByText("Take this brief back", { exact: true }).click();
    await expect(page.getByText("You go on with the draft that it was made from")).toBeVisible();
    await page.getByRole("button", { name: "Take the brief back" }).click();
    await expect(page).toHaveURL(draft);
    await expect(theSheet(page)).toContainText("please raise the two panellists");
    expect((await page.request.get(`${first}/file?as=txt`)).status()).toBe(404);

    // The same again; a State was shown the case meanwhile, and its ten minutes are over.
    const second = await make();
    expect(second).not.toBe(first);
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update briefs set made_at = made_at - interval '20 minutes' where case_ids @> array[${theCase.id}::uuid]`;
      await tx`insert into disclosures (org_id, case_id, kind, audience, recipient_state_code, channel)
        values (${theCase.orgId}, ${theCase.id}, 'edition', 'missions', 'XEA', 'mail')`;
    });
    await page.goto(second);
    await expect(page.getByText("Take this brief back", { exact: true })).toHaveCount(0);
    await page.getByText("Close this brief", { exact: true }).click();
    await page.getByRole("button", { name: "Close it for good" }).click();
    await expect(page.getByText("Somebody who writes about its cases closed it.")).toBeVisible();
    await expect(page.getByRole("link", { name: "PDF, to print" })).toHaveCount(0);
    expect((await page.request.get(`${second}/file?as=txt`)).status()).toBe(404);
  });

  test(`a draft is discarded, and a brief that was made of it says that it is gone, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId } = await aWorld();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await write(page, sessionId);
    const draft = page.url();
    await page.getByRole("checkbox", { name: /The State under review can read/ }).check();
    await page.getByRole("button", { name: "Make the brief" }).click();
    await expect(page.getByRole("link", { name: "PDF, to print" })).toBeVisible();
    const made = page.url();
    await page.goto(draft);
    await page.getByText("Discard the draft", { exact: true }).click();
    await page.getByRole("button", { name: "Discard it" }).click();
    await expect(page).toHaveURL(/\/briefs$/);
    await expect(page.getByText("Your drafts")).toHaveCount(0);
    await page.goto(made);
    await page.getByText("Take this brief back", { exact: true }).click();
    await expect(page.getByText("is not there any more, so there is nothing to")).toBeVisible();
    await page.getByRole("button", { name: "Take the brief back" }).click();
    await expect(page.getByText("Somebody who writes about its cases closed it.")).toBeVisible();
    await page.goto("/briefs");
    await expect(page.getByText("Closed by hand")).toBeVisible();
    await page.goto(draft);
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Pre-session brief");
  });
}

test("a brief is closed to everybody once somebody withdraws, and to other sites always", async ({
  signedInAs,
}) => {
  const { lead, sessionId, theCase, consentId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await page.getByRole("checkbox", { name: /The State under review can read/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(page.getByRole("link", { name: "PDF, to print" })).toBeVisible();
  const address = `${new URL(page.url()).pathname}/file?as=txt`;
  const status = async (site: string) =>
    (await page.request.get(address, { headers: { "sec-fetch-site": site } })).status();
  expect(await status("cross-site")).not.toBe(200);
  expect(await status("same-origin")).toBe(200);

  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consentId}`;
  expect(await status("same-origin")).toBe(404);
  await page.reload();
  await expect(page.getByText("This brief is closed")).toBeVisible();
  await expect(page.getByRole("link", { name: "PDF, to print" })).toHaveCount(0);
  const [noted] = await asSuperuser()<{ n: number }[]>`select count(*)::int as n from disclosures
    where case_id = ${theCase.id} and kind = 'brief'`;
  expect(noted?.n).toBe(1);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a draft in two windows is never replaced unseen, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId } = await aWorld();
    const one = await signedInAs(lead, { javaScriptEnabled });
    await write(one, sessionId);
    const two = await one.context().newPage();
    await two.goto(one.url());
    const contact = (page: Page) => page.getByRole("textbox", { name: /^Contact/ });
    const save = (page: Page) => page.getByRole("button", { name: "Save and look" }).click();
    await contact(one).fill("one@ours.example");
    await save(one);
    await expect(theSheet(one)).toContainText("one@ours.example");

    await contact(two).fill("two@ours.example");
    await save(two);
    const toldIn = (page: Page) =>
      page.getByRole("alert").filter({ hasText: "Another window has saved this draft" });
    const told = toldIn(two);
    await expect(told).toContainText("one@ours.example");
    await expect(contact(two)).toHaveValue("two@ours.example");
    await expect(theSheet(two)).toContainText("one@ours.example");
    // Writing on, or pressing again, replaces nothing either.
    await contact(two).fill("two-more@ours.example");
    await save(two);
    await expect(told).toBeVisible();
    await expect(contact(two)).toHaveValue("two-more@ours.example");
    await expect(theSheet(two)).toContainText("one@ours.example");

    await two.getByRole("checkbox", { name: "Put what I wrote here in its place" }).check();
    await save(two);
    await expect(theSheet(two)).toContainText("two-more@ours.example");
    await expect(told).toHaveCount(0);
    await contact(one).fill("one-more@ours.example");
    await save(one);
    await expect(toldIn(one)).toContainText("two-more@ours.example");
    await expect(contact(one)).toHaveValue("one-more@ours.example");
  });
}

test("whoever edits no case is offered no brief to write", async ({ signedInAs }) => {
  const { lead, sessionId } = await aWorld();
  const colleague = await aMember({ id: lead.organisationId, name: lead.organisationName });
  const page = await signedInAs(colleague);
  await page.goto(`/sessions/${sessionId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pre-session of the spring");
  await expect(page.getByRole("link", { name: "Pre-session brief" })).toHaveCount(0);
  await page.goto("/briefs");
  await expect(page.getByText("No brief has been made yet.")).toBeVisible();
  await expect(page.getByRole("link", { name: "New pre-session brief" })).toHaveCount(0);
});

test("somebody who only reads is offered no brief to write", async ({ signedInAs }) => {
  const { lead, sessionId } = await aWorld();
  const reader = await aMember({ id: lead.organisationId, name: lead.organisationName }, "reader");
  const page = await signedInAs(reader);
  await page.goto(`/sessions/${sessionId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pre-session of the spring");
  await expect(page.getByRole("link", { name: "Pre-session brief" })).toHaveCount(0);
  const answer = await page.goto("/briefs/new");
  expect(answer?.status()).toBe(404);
});
