import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { uuidv7 } from "uuidv7";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  inTeam,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { expect, test } from "./fixtures";

/** A session after which one State kept its public word, one said yes in confidence, and one case may not be told. */
async function aWorld() {
  const own = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${own.id}`;
  const lead = await aMember(own);
  const second = await aMember(own);
  const sessionId = await aSession(own, { title: "Pre-session of the spring" });
  const theCase = await aCase(lead, { title: "Two panellists" });
  const silent = await aCase(lead, { title: "Nobody was asked" });
  for (const one of [theCase, silent]) {
    await inTeam(one, second, "editor");
  }
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "public_statement", "anonymous");
  await aDefender(silent);
  const kept = await aCommitment(theCase, sessionId, { stateCode: "XEA", stage: "agreed" });
  await asSuperuser()`update commitments set confidentiality = 'public', word = 4 where id = ${kept}`;
  await anIntervention(theCase, sessionId, lead, { stateCode: "XEA" });
  await aCommitment(theCase, sessionId, { stateCode: "XEB", stage: "agreed" });
  await aCommitment(silent, sessionId, { stateCode: "XEC", stage: "agreed" });
  return { lead, second, sessionId, theCase, consentId };
}

const tenMinutesPass = (briefId: string) =>
  asSuperuser().begin(async (tx) => {
    // What keeps briefs as they are is a trigger.
    await tx`set local session_replication_role = replica`;
    await tx`update briefs set made_at = made_at - interval '10 minutes',
      second_at = second_at - interval '10 minutes' where id = ${briefId}`;
  });

const theSheet = (page: Page) => page.getByRole("article", { name: "The report" });
const kept = /Nobody was asked|Example State [23]/;

async function take(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  // Its name says nothing of what is inside.
  expect(file.suggestedFilename()).toMatch(
    /^accountability-report-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/,
  );
  const format = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(format, new Uint8Array(await readFile(await file.path())));
  return [...opened.lines, ...opened.frame].join(" ").replace(/\s+/g, " ");
}

/** Made in the background, its page leads to it: by itself, or whoever has no scripts looks again. */
async function isMade(page: Page, javaScriptEnabled: boolean) {
  const hash = page.getByText(/^[0-9a-f]{64}$/);
  if (javaScriptEnabled) {
    await expect(hash).toBeVisible({ timeout: 30_000 });
    return;
  }
  await expect(async () => {
    const again = page.getByRole("link", { name: "Look again" });
    if (await again.isVisible()) {
      await again.click();
    }
    await expect(hash).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

/** What is looked at, asked for and held by a runner that does not come back until it is let go. */
async function aHeldReport(page: Page, { lead, sessionId }: Awaited<ReturnType<typeof aWorld>>) {
  await page.goto(`/sessions/${sessionId}/after/report?for=public&in=en`);
  const seenHash = await page.locator("input[name=hash]").inputValue();
  const id = uuidv7();
  await asSuperuser().begin(async (tx) => {
    await tx`insert into brief_jobs (org_id, id, kind, session_id, created_by, lease_until)
      values (${lead.organisationId}, ${id}, 'report', ${sessionId}, ${lead.membershipId}, 'infinity')`;
    await tx`insert into job_parts (org_id, job_id, place, language, reader, seen_hash)
      values (${lead.organisationId}, ${id}, 1, 'en', 'public', ${seenHash})`;
  });
  return {
    address: `/sessions/${sessionId}/after/report/${id}`,
    letGo: () => asSuperuser()`update brief_jobs set lease_until = null where id = ${id}`,
  };
}

for (const javaScriptEnabled of [true, false]) {
  test(`a report that is being made says so, is cancelled, or says why it was not made, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const world = await aWorld();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    const first = await aHeldReport(page, world);
    await page.reload();
    await page.getByRole("link", { name: /^For the public, English Being made since \d/ }).click();
    await expect(page).toHaveURL(first.address);
    await expect(page.getByText(/^Being made since .+\d\d:\d\d$/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Look again" })).toBeVisible({
      visible: !javaScriptEnabled,
    });
    const colleague = await signedInAs(world.second, { javaScriptEnabled });
    expect((await colleague.goto(first.address))?.status()).toBe(404);
    await page.getByRole("button", { name: "Cancel it" }).click();
    await expect(page.getByText("You cancelled it before it was made.")).toBeVisible();
    await first.letGo();

    const second = await aHeldReport(page, world);
    await page.goto(second.address);
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${world.consentId}`;
    await second.letGo();
    const why = page.getByText(/^Consent in one of its cases was withdrawn/);
    if (javaScriptEnabled) {
      await expect(why).toBeVisible({ timeout: 30_000 });
    } else {
      await expect(async () => {
        await page.reload();
        await expect(why).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
    }
    await page.getByRole("link", { name: "Look at it as it is now" }).click();
    await expect(
      page.getByText("There is nothing in it that this reader may be told."),
    ).toBeVisible();
  });
}

for (const [width, javaScriptEnabled] of [
  [1440, true],
  [390, false],
] as const) {
  test(`from the page after a session to a report that goes out with a second person, ${width} px, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { consentId, lead, second, sessionId } = await aWorld();
    const viewport = { width, height: 900 };
    const page = await signedInAs(lead, { viewport, javaScriptEnabled });
    await page.goto(`/sessions/${sessionId}/after`);
    await page.getByRole("link", { name: "Make the report" }).click();
    // Nothing is shared with partners.
    await expect(
      page.getByText("There is nothing in it that this reader may be told."),
    ).toBeVisible();
    await page.getByLabel("Reader", { exact: true }).selectOption("The public");
    await page.getByRole("button", { name: "Show it" }).click();
    await expect(theSheet(page)).toContainText(/Example State 1.*Said yes: in writing.*Raised/s);
    await expect(theSheet(page)).not.toContainText(kept);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.getByLabel("Language", { exact: true }).selectOption("fr");
    await page.getByRole("button", { name: "Show it" }).click();
    await expect(theSheet(page)).toContainText("A dit oui : par écrit");
    await page.getByRole("button", { name: "Make the report" }).click();
    await expect(page.getByText("Look at it as its reader will, and say so").first()).toBeVisible();
    await page.getByRole("checkbox", { name: /Anybody can read this report/ }).check();
    await page.getByRole("button", { name: "Make the report" }).click();
    await isMade(page, javaScriptEnabled);
    await expect(page.getByText("accountability 4")).toBeVisible();
    await expect(page.getByText("A second person agrees first")).toBeVisible();
    const address = new URL(page.url()).pathname;
    for (const format of ["PDF, to print", "DOCX, to edit", "A page", "Plain text"]) {
      const text = await take(page, format);
      expect(text, format).toContain("Exemplaire interne. Ne pas remettre");
      expect(text, format).toContain("Rapport de suivi des engagements");
      expect(text, format).not.toMatch(/Nobody was asked|exemple [23]/);
    }

    const other = await signedInAs(second, { javaScriptEnabled });
    await other.goto("/briefs");
    await other.getByRole("link", { name: /Accountability report for the public/ }).click();
    await other.getByText("Agree that it goes out").click();
    await other.getByRole("button", { name: "I agree" }).click();
    await expect(other.getByText(/It goes out from \d/)).toBeVisible();
    await tenMinutesPass(address.split("/").at(-1) ?? "");
    await other.reload();
    expect(await take(other, "Plain text")).not.toContain("Exemplaire interne");

    // What the record says later does not change it, and is told.
    await asSuperuser()`update cases set title = 'Three panellists' where title = 'Two panellists'
      and org_id = ${lead.organisationId}`;
    await page.reload();
    await expect(page.getByText("The record has changed since")).toBeVisible();
    await page.getByRole("link", { name: "Make a new report" }).click();
    await expect(theSheet(page)).toContainText("Three panellists");
    await expect(page.getByRole("link", { name: /^For the public, French/ })).toContainText(
      lead.personName,
    );

    await asSuperuser()`update consents set withdrawn_at = now() where id = ${consentId}`;
    await page.goto(address);
    await expect(page.getByText("This brief is closed")).toBeVisible();
    expect((await page.request.get(`${address}/file?as=pdf`)).status()).toBe(404);
  });
}

test("whoever only reads sees what was made, and makes nothing", async ({ signedInAs }) => {
  const { lead, sessionId } = await aWorld();
  const own = { id: lead.organisationId, name: lead.organisationName };
  const reader = await signedInAs(await aMember(own as never, "reader"));
  await reader.goto(`/sessions/${sessionId}/after`);
  await expect(reader.getByRole("region", { name: "Accountability report" })).toBeVisible();
  await expect(reader.getByRole("link", { name: "Make the report" })).toHaveCount(0);
  const stranger = await signedInAs(await aMember(await anOrganisation()));
  for (const page of [reader, stranger]) {
    const answer = await page.goto(`/sessions/${sessionId}/after/report?for=public`);
    expect(answer?.status()).toBe(404);
  }
});
