import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  inTeam,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import { axeFaults } from "./axe";
import { expect, test } from "./fixtures";

const ask = "Please raise the two panellists who were kept from speaking.";
const recipient = "A counsellor";

/** A brief for the mission of Example State 1, as it was made, and two who edit its case. */
async function aWorld(language: "en" | "ar" = "en") {
  const own = await anOrganisation();
  const [lead, editor] = [await aMember(own), await aMember(own)];
  const sessionId = await aSession(own, { title: "Council of the spring" });
  const theCase = await aCase(lead, { title: "Two panellists" });
  await inTeam(theCase, editor, "editor");
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "bilateral", "anonymous");
  const db = asSuperuser();
  await db`update cases set summary = 'Stopped at the airport.', do_not_mention = 'The sister',
    reprisal_types = '{detention}' where id = ${theCase.id}`;
  const [state] = await db<{ key: string }[]>`select key from states where code = 'XEA'`;
  return { lead, editor, sessionId, theCase, consentId, stateKey: state?.key ?? "", language };
}

async function makeBrief(
  page: Page,
  { sessionId, stateKey, language }: Awaited<ReturnType<typeof aWorld>>,
) {
  await page.goto(`/briefs/new/mission?session=${sessionId}&state=${stateKey}`);
  await page.getByLabel("Language of the brief").selectOption(language);
  await page.getByRole("button", { name: "Write the brief" }).click();
  await page.getByLabel("The ask, in one sentence").fill(ask);
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(page.getByRole("article", { name: "The brief" })).toContainText(ask);
  await page.getByRole("checkbox", { name: /I have looked at it as this mission/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
}

async function makeLink(page: Page) {
  await page.getByText("An address for a guest").click();
  await page.getByLabel("Whom it is for").fill(recipient);
  await page.getByRole("button", { name: "Make the address" }).click();
  await expect(page.getByText("Waits until somebody else agrees")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveCount(0);
}

async function agree(page: Page, at: string) {
  await page.goto(at);
  await page.getByText("Agree", { exact: true }).click();
  await page.getByRole("button", { name: "I agree" }).click();
  await expect(page.getByText(/^Opens at/)).toBeVisible();
}

/** As time goes by: of the links to what was made of this case. */
const holdIsOver = ({ theCase }: Awaited<ReturnType<typeof aWorld>>) =>
  asSuperuser()`update guest_links set opens_at = now() - interval '1 second'
    where opens_at is not null
      and brief_id in (select id from briefs where case_ids @> array[${theCase.id}::uuid])`;

/** A brief, and the address of its guest as it stands on the page: held still. */
async function aHeldLink(page: Page, second: Page, world: Awaited<ReturnType<typeof aWorld>>) {
  await makeBrief(page, world);
  await makeLink(page);
  await agree(second, page.url());
  // Without scripts a reload would send the form again.
  await page.goto(page.url());
  return page.getByRole("textbox", { name: "Address" }).inputValue();
}

async function enter(guest: Page, address: string) {
  await guest.goto(address);
  await guest.getByRole("button", { name: "Open the paper" }).click();
}

const withoutScripts = { javaScriptEnabled: false };

for (const javaScriptEnabled of [true, false]) {
  test(`a guest reads a brief without an account and answers, and one of us confirms it, ${
    javaScriptEnabled ? "with" : "without"
  } scripts of ours`, async ({ signedInAs, signedOut }) => {
    const world = await aWorld();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    const second = await signedInAs(world.editor, { javaScriptEnabled });
    const address = await aHeldLink(page, second, world);
    const guest = await signedOut(withoutScripts);

    // Held for ten minutes: the door looks the same, and nobody comes in.
    await enter(guest, address);
    await expect(guest.getByRole("heading", { level: 1 })).not.toContainText(recipient);
    await expect(guest.locator("body")).not.toContainText(ask);

    await holdIsOver(world);
    await enter(guest, address);
    await expect(guest).toHaveURL(/\/guest$/);
    await expect(guest).toHaveTitle("A paper for you");
    const sheet = guest.getByRole("article", { name: "The paper" });
    await expect(sheet).toContainText(ask);
    await expect(guest.locator("body")).not.toContainText(/airport|The sister/);
    await expect(
      guest.getByText(/Copy for A counsellor, Example State 1, opened on/),
    ).toBeVisible();
    expect(await guest.locator("script").count()).toBe(0);

    const [file] = await Promise.all([
      guest.waitForEvent("download"),
      guest.getByRole("link", { name: "File to print" }).click(),
    ]);
    const opened = await open("pdf", new Uint8Array(await readFile(await file.path())));
    expect(opened.frame.join(" ").replace(/\s+/g, " ")).toContain(recipient);

    await guest.getByRole("radio", { name: "We will raise this" }).check();
    await guest.getByLabel(/^Remarks/).fill("In the interactive dialogue");
    await guest.getByRole("button", { name: "Send the answer" }).click();
    await expect(guest.getByText(/^You answered on .*: We will raise this$/)).toBeVisible();

    await page.goto("/commitments");
    await page.getByRole("link", { name: "1 answer to confirm" }).click();
    await expect(page.getByText("In the interactive dialogue")).toBeVisible();
    await page.getByText("Confirm", { exact: true }).first().click();
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
    const [word] =
      await asSuperuser()`select stage, word from commitments where case_id = ${world.theCase.id}`;
    expect(word).toMatchObject({ stage: "agreed", word: 4 });
  });
}

test("the form for a guest is closed once the address is made, and the address stands there", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  await makeBrief(page, world);
  await makeLink(page);
  await expect(page.getByText(`The address for ${recipient} is made, and is shown`)).toBeVisible();
  await expect(page.getByLabel("Whom it is for")).toBeHidden();
  await agree(await signedInAs(world.editor), page.url());
  await page.getByText("An address for a guest").click();
  await page.getByLabel("Whom it is for").fill("Another counsellor");
  await page.getByRole("button", { name: "Make the address" }).click();
  await expect(page.getByText("The address for Another counsellor is made")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Address to pass on" })).toHaveValue(/\/guest\//);
  await expect(page.getByLabel("Whom it is for")).toBeHidden();
  await page.getByText("An address for a guest").click();
  await expect(page.getByLabel("Whom it is for")).toHaveValue("");
});

test("a link that is taken back closes the page that is open, and any address that is none looks the same", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  const address = await aHeldLink(page, await signedInAs(world.editor), world);
  await holdIsOver(world);
  const guest = await signedOut(withoutScripts);
  await guest.goto(address);
  const door = await guest.locator("body").innerHTML();
  await guest.getByRole("button", { name: "Open the paper" }).click();
  await expect(guest.getByRole("article")).toContainText(ask);

  await page.reload();
  await page.getByText("Take back", { exact: true }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText(/^Taken back/)).toBeVisible();
  const cover = guest.frameLocator("iframe").locator("li");
  await expect(cover.first()).toBeVisible({ timeout: 15_000 });
  await guest.reload();
  await expect(guest.locator("body")).not.toContainText(ask);
  await expect(guest.locator("body")).not.toContainText(recipient);

  // The door of an address that never was, word by word; and behind both there is the same nothing.
  const never = address.replace(/[^/]+$/, "A".repeat(43));
  const cutOff = address.slice(0, -9);
  const behind: string[] = [];
  const doorOf = (html: string, at: string) => html.replaceAll(at.split("/").at(-1) ?? "", "");
  for (const at of [address, never, cutOff]) {
    await guest.goto(at);
    expect(doorOf(await guest.locator("body").innerHTML(), at)).toBe(doorOf(door, address));
    const [answer] = await Promise.all([
      guest.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/open")),
      guest.getByRole("button", { name: "Open the paper" }).click(),
    ]);
    expect(answer.status()).toBe(404);
    behind.push(await guest.locator("main").innerHTML());
  }
  expect(new Set(behind).size).toBe(1);
});

test("looking at a link opens nothing, however often mail scanners do", async ({
  request,
  signedInAs,
  signedOut,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  const address = await aHeldLink(page, await signedInAs(world.editor), world);
  await holdIsOver(world);
  for (let time = 0; time < 25; time++) {
    expect((await request.get(address)).status()).toBe(200);
  }
  expect((await request.get(`${address}/open`)).status()).not.toBe(200);
  expect((await request.post(`${address}/open`)).status()).toBe(403);
  await page.reload();
  await expect(page.getByText("never opened")).toBeVisible();
  const guest = await signedOut(withoutScripts);
  await enter(guest, address);
  await expect(guest.getByRole("article")).toContainText(ask);
});

test("the code on paper leads to the guest's copy", async ({ signedInAs }) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  const address = await aHeldLink(page, await signedInAs(world.editor), world);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: `PDF with its code, for ${recipient}` }).click(),
  ]);
  const opened = await open("pdf", new Uint8Array(await readFile(await file.path())));
  expect(opened.references).toContain(address);
  expect(opened.lines.join("").replace(/\s+/g, "")).toContain(address);
});

test("what a guest reads is in the language of the paper, and anybody can use it", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await aWorld("ar");
  const page = await signedInAs(world.lead);
  const address = await aHeldLink(page, await signedInAs(world.editor), world);
  await holdIsOver(world);
  expect(await axeFaults(page)).toEqual([]);
  for (const [width, colorScheme] of [
    [1440, "light"],
    [390, "dark"],
  ] as const) {
    const guest = await signedOut({ colorScheme, viewport: { width, height: 900 } });
    await guest.goto(address);
    expect(await axeFaults(guest)).toEqual([]);
    await guest.getByRole("button", { name: "فتح الوثيقة" }).click();
    await expect(guest.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(guest.locator("html")).toHaveAttribute("lang", "ar");
    await expect(guest.getByRole("article")).toContainText(ask);
    expect(await axeFaults(guest)).toEqual([]);
    expect(
      await guest.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      ),
    ).toBe(false);
  }
});
