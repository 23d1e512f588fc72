import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { expect, test } from "./fixtures";

/** A case that Example State 1 may be told of, one that no mission may, and what to mind before going to that mission. */
async function aWorld() {
  const own = await anOrganisation();
  const lead = await aMember(own);
  const sessionId = await aSession(own, { title: "Council of the spring" });
  const theCase = await aCase(lead, { title: "Two panellists" });
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "bilateral", "anonymous");
  const db = asSuperuser();
  await db`update cases set summary = 'Stopped at the airport.', do_not_mention = 'The sister',
    reprisal_types = '{detention}' where id = ${theCase.id}`;
  await db`update defenders set public_label = 'A teacher' where id = ${defender}`;
  const kept = await aCase(lead, { title: "Nobody was asked" });
  const unasked = await aDefender(kept);
  await db`update defenders set public_label = 'A lawyer' where id = ${unasked}`;
  await anIntervention(theCase, sessionId, lead, { stateCode: "XEA", saidOn: "2026-03-09" });
  await db`insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
    values (${own.id}, 'XEA', 'staff_risk', 'Watched entrance', 'A colleague', '2026-01-02', ${lead.membershipId})`;
  await db`insert into mission_contacts (org_id, state_code, role, name, channel, language, cautions, recorded_by)
    values (${own.id}, 'XEA', 'human_rights_officer', 'Somebody', 'by call', 'French', 'Never by mail', ${lead.membershipId})`;
  const [state] = await db<{ key: string }[]>`select key from states where code = 'XEA'`;
  const [concerned] = await db<{ key: string }[]>`select key from states
    where code = ${theCase.countryCode}`;
  return {
    own,
    lead,
    sessionId,
    theCase,
    defender,
    consentId,
    stateKey: state?.key ?? "",
    concernedKey: concerned?.key ?? "",
  };
}

const theSheet = (page: Page) => page.getByRole("article", { name: "The brief" });
const ask = "Please raise the two panellists who were kept from speaking.";

async function write(page: Page, { sessionId, stateKey }: { sessionId: string; stateKey: string }) {
  await page.goto(`/sessions/${sessionId}`);
  await page.getByRole("link", { name: "Mission one-pager" }).click();
  await page.getByLabel("State of the mission").selectOption(stateKey);
  await page.getByRole("button", { name: "Show the cases" }).click();
  await expect(page.getByText("Noted of your contacts there: French.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Nobody was asked/ })).toBeDisabled();
  await expect(page.getByText("Ask: A lawyer")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Two panellists/ })).toBeChecked();
  await page.getByRole("button", { name: "Write the brief" }).click();
  await expect(page.getByText("The ask is not written.")).toBeVisible();
  await page.getByLabel("The ask, in one sentence").fill(ask);
  const first = page.getByRole("group", { name: "Sentence 1" });
  await first.getByLabel("What it is").selectOption("Statement");
  await first.getByLabel("The words").fill("We ask that both can take part.");
  await page.getByRole("textbox", { name: /^Contact/ }).fill("brief@ours.example");
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(theSheet(page)).toContainText("brief@ours.example");
}

async function take(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(
    /^mission-brief-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/,
  );
  const format = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(format, new Uint8Array(await readFile(await file.path())));
  // A line of a PDF ends where the page does.
  return [...opened.lines, ...opened.frame].join(" ").replace(/\s+/g, " ");
}

const cautions = /sister|Watched entrance|Never by mail|Somebody/;

for (const javaScriptEnabled of [true, false]) {
  test(`from the page of a session to one page for a mission, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const world = await aWorld();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await write(page, world);
    await expect(theSheet(page)).toContainText(
      /please raise the two panellists.*9\sMarch\s2026.*We ask that both can take part.*A teacher/is,
    );
    await expect(theSheet(page)).not.toContainText(cautions);
    await expect(theSheet(page)).not.toContainText("airport");
    await expect(page.getByText("Keeps to one page")).toBeVisible();
    await page.getByRole("checkbox", { name: /I have looked at it as this mission/ }).check();
    await page.getByRole("button", { name: "Make the brief" }).click();

    await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await expect(page.getByText("mission 5")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(cautions);
    for (const format of ["PDF, to print", "DOCX, to edit", "A page", "Plain text"]) {
      const text = await take(page, format);
      expect(text, format).toContain(ask);
      expect(text, format).toContain("We ask that both can take part.");
      expect(text, format).not.toMatch(/airport|Nobody was asked/);
      expect(text, format).not.toMatch(cautions);
    }
    await page.getByRole("link", { name: "Cautions for us" }).click();
    await expect(page.getByText("For us only. This sheet never leaves.")).toBeVisible();
    for (const minded of ["The sister", "Watched entrance", "Never by mail"]) {
      await expect(page.getByText(minded)).toBeVisible();
    }
    await page.goto("/briefs");
    await expect(
      page.getByRole("link", { name: /One-pager for the mission of Example State 1/ }),
    ).toHaveCount(1);
  });
}

test("a second page is refused, and it says by how many words to trim and where", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  await write(page, world);
  await aConsent(world.theCase, world.defender, world.lead, "bilateral", "yes");
  await asSuperuser()`update cases set summary = ${"They were kept at the airport. ".repeat(120)}
    where id = ${world.theCase.id}`;
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(page.getByText(/One page is the rule: trim \d+ words/)).toBeVisible();
  await expect(page.getByText(/: \d+ words?$/).first()).toBeVisible();
  await expect(page.getByText("It takes more than one page. Above")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make the brief" })).toHaveCount(0);
});

test("the State concerned is offered no brief on its own case", async ({ signedInAs }) => {
  const { concernedKey, lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await page.goto(`/briefs/new/mission?session=${sessionId}&state=${concernedKey}`);
  await expect(page.getByText(/You edit no case of another State/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Write the brief" })).toHaveCount(0);
});

test("consent that ends closes the brief, and its cautions stay with those who read its cases", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  await write(page, world);
  await page.getByRole("checkbox", { name: /I have looked at it as this mission/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(page.getByRole("link", { name: "PDF, to print" })).toBeVisible();
  const address = new URL(page.url()).pathname;
  const colleague = await signedInAs(await aMember(world.own));
  for (const path of ["", "/cautions", "/file?as=pdf"]) {
    expect((await colleague.request.get(`${address}${path}`)).status(), path).toBe(404);
  }
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${world.consentId}`;
  expect((await page.request.get(`${address}/file?as=pdf`)).status()).toBe(404);
  await page.reload();
  await expect(page.getByText("This brief is closed")).toBeVisible();
});
