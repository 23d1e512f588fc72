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
  const db = asSuperuser();
  await db`update sessions set states_under_review = '{XEG}' where id = ${sessionId}`;
  const theCase = await aCase(lead, { title: "Two panellists" });
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "public_statement", "anonymous");
  await db`update defenders set public_label = 'A teacher' where id = ${defender}`;
  await db`update cases set summary = 'Stopped at the airport.', do_not_mention = 'The sister',
    reprisal_types = '{detention}' where id = ${theCase.id}`;
  const kept = await aCase(lead, { title: "Nobody was asked" });
  await aDefender(kept);
  return { own, lead, sessionId, theCase, defender, consentId };
}

const theSheet = (page: Page) => page.getByRole("article", { name: "The brief" });
const ask = "In the review, please raise the two panellists who were kept from speaking.";

async function write(page: Page, sessionId: string) {
  await page.goto(`/sessions/${sessionId}`);
  await page.getByRole("link", { name: "Speaking points" }).click();
  await expect(page.getByRole("checkbox", { name: /Nobody was asked/ })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: /Two panellists/ })).toBeChecked();
  await page.getByRole("button", { name: "Write the brief" }).click();
  await expect(page.getByText("The ask is not written.")).toBeVisible();
  await expect(page.getByLabel("Minutes for the speech")).toHaveValue("5");
  await expect(page.getByText(/: The sister$/)).toBeVisible();
  await page.getByLabel("The ask, in one sentence").fill(ask);
  await page.getByLabel("What is said: Opening").fill("Good morning. We speak for many.");
  const question = page.getByRole("group", { name: "Question 1" });
  await question.getByLabel("What may be asked").fill("Who paid for the journey?");
  await question.getByLabel("What you say then").fill("We do not speak of that.");
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(theSheet(page)).toContainText("Good morning. We speak for many.");
}

async function make(page: Page) {
  await page.getByRole("checkbox", { name: /All that is spoken is public/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
}

async function take(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(
    /^speaking-points-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/,
  );
  const format = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(format, new Uint8Array(await readFile(await file.path())));
  return [...opened.lines, ...opened.frame].join(" ").replace(/\s+/g, " ");
}

const forTheSpeakerAlone = /sister|Who paid|We do not speak of that/;

for (const [width, javaScriptEnabled] of [
  [1440, true],
  [390, true],
  [1440, false],
] as const) {
  test(`from the page of a session to the file and the speaker's notes, ${width} px, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { lead, sessionId } = await aWorld();
    const viewport = { width, height: 900 };
    const page = await signedInAs(lead, { viewport, javaScriptEnabled });
    await write(page, sessionId);
    await expect(theSheet(page)).toContainText(
      /Good morning\. We speak for many\..*We raise this case: Two panellists\..*a teacher.*please raise the two panellists/s,
    );
    await expect(theSheet(page)).not.toContainText(/airport/);
    await expect(theSheet(page)).not.toContainText(forTheSpeakerAlone);
    await expect(page.getByText("Keeps to its minutes")).toBeVisible();
    await expect(page.getByText(/^\d+ of 650 words · \d\d s of 5 min$/).first()).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await make(page);
    await expect(page.getByText("speaking 5")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(forTheSpeakerAlone);
    for (const format of ["PDF, to print", "DOCX, to edit", "A page", "Plain text"]) {
      const text = await take(page, format);
      expect(text, format).toContain(ask);
      expect(text, format).toContain("Good morning. We speak for many.");
      expect(text, format).not.toMatch(forTheSpeakerAlone);
      expect(text, format).not.toMatch(/airport|Nobody was asked/);
    }

    await page.getByRole("link", { name: "Speaker’s notes" }).click();
    const notes = page.getByRole("article", { name: "Speaker’s notes" });
    await expect(notes).toContainText("For the speaker alone. This sheet never leaves.");
    for (const held of ["A teacher", "The sister", "Who paid for the journey?", ask]) {
      await expect(notes).toContainText(held);
    }
    await expect(notes.getByText(/^to 0:\d\d$/).first()).toBeVisible();
    await expect(notes.getByText(/^0:\d\d of 5:00$/)).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.goto("/briefs");
    await expect(page.getByRole("link", { name: /Speaking points: Example State 7/ })).toHaveCount(
      1,
    );
  });
}

test("a speech that is too long says where to cut how much, and is not made", async ({
  signedInAs,
}) => {
  const { lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await page.getByLabel("Minutes for the speech").fill("0.7");
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(
    page.getByText("Whole or half minutes, from half a minute to sixty").first(),
  ).toBeVisible();
  await page.getByLabel("Minutes for the speech").fill("0.5");
  await page.getByLabel("What is said: A point of your own").fill("They wait. ".repeat(60));
  await expect(page.getByText(/^\d+ of 65 words · \d min \d\d of 30 s$/).first()).toBeVisible();
  await expect(page.getByText(/Too long: cut \d+ words/)).toBeVisible();
  await expect(page.getByText(/^Further point: \d+ words$/)).toBeVisible();
  await expect(page.getByText("It takes longer than its minutes.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make the brief" })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Leave out: A point of your own", exact: true }).check();
  await expect(page.getByText(/Too long: cut \d{3} words/)).toHaveCount(0);
});

test("points are moved by the keyboard, and tell what changed since they were written anew", async ({
  signedInAs,
}) => {
  const { lead, sessionId, theCase } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  const up = page.getByRole("button", { name: "Move up: The ask" });
  for (let times = 0; times < 6; times++) {
    await up.press("Enter");
  }
  await expect(theSheet(page)).toContainText(/please raise the two panellists.*Good morning/s);
  const [row] = await asSuperuser()<{ reference: string }[]>`
    select reference from cases where id = ${theCase.id}`;
  const ofTheCase = page.getByLabel(`What is said: ${row?.reference}`);
  await expect(ofTheCase).toHaveValue(/We raise this case: Two panellists\./);
  await ofTheCase.fill("Two people were stopped on their way to you.");
  await expect(theSheet(page)).toContainText("Two people were stopped on their way to you.");
  await asSuperuser()`update cases set title = 'Three panellists' where id = ${theCase.id}`;
  await page.reload();
  await expect(page.getByText("What is known has changed since.", { exact: false })).toBeVisible();
  await expect(theSheet(page)).toContainText("Two people were stopped on their way to you.");
  await page.getByLabel("Which of them").last().selectOption("Take that");
  await expect(theSheet(page)).toContainText("We raise this case: Three panellists.");
});

test("points that nobody wrote anew follow the language of the paper", async ({ signedInAs }) => {
  const { lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await page.getByLabel("Language of the brief").selectOption("fr");
  await expect(theSheet(page)).toContainText("Je vous remercie.");
  const closing = page.getByLabel("What is said: Closing");
  await expect(closing).toHaveValue("Je vous remercie.");
  // What stands in the field is no edit by that.
  await page.getByLabel("Minutes for the speech").fill("6");
  await expect(page.getByText(/ of 780 words /).first()).toBeVisible();
  await expect(page.getByText("Written anew")).toHaveCount(0);
  await page.getByLabel("Language of the brief").selectOption("zh");
  await expect(closing).toHaveValue("谢谢。");
  // What its author wrote stays in their words, and says that it would be others now.
  await expect(page.getByLabel("What is said: Opening")).toHaveValue(
    "Good morning. We speak for many.",
  );
  await expect(page.getByText("What is known has changed since.", { exact: false })).toBeVisible();
});

test("cases of several countries are spoken of where no State is under review", async ({
  signedInAs,
}) => {
  const { lead, own } = await aWorld();
  const other = await aCase(lead, { title: "A lawyer elsewhere" });
  await aConsent(other, await aDefender(other), lead, "public_statement", "anonymous");
  await asSuperuser()`update cases set country_code = 'XEA' where id = ${other.id}`;
  const council = await aSession(own, { forum: "hrc", kind: "hrc_regular", title: "Council" });
  const page = await signedInAs(lead);
  await page.goto(`/briefs/new/speaking?session=${council}`);
  await page.getByRole("button", { name: "Write the brief" }).click();
  await expect(page.getByLabel("Minutes for the speech")).toHaveValue("1.5");
  await expect(theSheet(page)).toContainText(/Human Rights Council/);
  await expect(theSheet(page)).toContainText(/A lawyer elsewhere/);
  await expect(theSheet(page)).toContainText(/Two panellists/);
});

test("the notes are for those who read its cases, while consent covers it", async ({
  signedInAs,
}) => {
  const { consentId, lead, own, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await write(page, sessionId);
  await make(page);
  const address = new URL(page.url()).pathname;
  const colleague = await signedInAs(await aMember(own));
  for (const path of ["", "/notes", "/file?as=pdf"]) {
    expect((await colleague.request.get(`${address}${path}`)).status(), path).toBe(404);
  }
  // No address of files has them, whatever is asked for.
  expect((await page.request.get(`${address}/notes?as=pdf`)).headers()["content-type"]).toContain(
    "text/html",
  );
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consentId}`;
  for (const path of ["/notes", "/file?as=pdf"]) {
    expect((await page.request.get(`${address}${path}`)).status(), path).toBe(404);
  }
  await page.reload();
  await expect(page.getByText("This brief is closed")).toBeVisible();
  await expect(page.getByRole("link", { name: "Speaker’s notes" })).toHaveCount(0);
});
