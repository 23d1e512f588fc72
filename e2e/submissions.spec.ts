import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { aConsent, aDefender, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { expect, test } from "./fixtures";

const realName = "Zqamina Zqexample";

/** Who is about to submit: an organisation of four, with nothing yet. */
async function anOffice() {
  const own = await anOrganisation();
  return {
    lead: await aMember(own),
    editor: await aMember(own),
    outsider: await aMember(own),
    administrator: await aMember(own, "administrator"),
  };
}

/**
 * A case whose defender agreed that OHCHR is contacted by name. It is opened in the product, and the name sealed there:
 * the program alone has the keys.
 */
async function openCase(page: Page, { editor, lead }: Awaited<ReturnType<typeof anOffice>>) {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two panellists");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("Stopped at the airport.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two panellists");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const theCase = { orgId: lead.organisationId, id, countryCode: "NOR" };
  const defender = await aDefender(theCase);
  const db = asSuperuser();
  await db`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  await db`update cases set do_not_mention = 'The sister', reprisal_types = '{detention}', engagement_kind = 'upr',
    visibility = 'organisation' where id = ${id}`;
  await inTeam(theCase, editor, "editor");
  await aConsent(theCase, defender, lead, "contact_ohchr", "yes");
  await aConsent(theCase, defender, lead, "public_un_report", "anonymous");
  await page.goto(`/cases/${id}/people`);
  const card = page.getByRole("region", { name: "A lawyer" });
  await card.getByText("Enter an identity").click();
  await card.getByLabel("Name").fill(realName);
  await card.getByRole("button", { name: "Seal it" }).click();
  await expect(card.getByText("Sealed. The case team alone")).toBeVisible();
  return theCase;
}

const theSheet = (page: Page) => page.getByRole("article", { name: "The submission" });
const kind = "Submission for the Secretary-General’s report";
const link = "She was to speak at the pre-session.";

async function take(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(
    /^un-submission-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/,
  );
  const format = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(format, new Uint8Array(await readFile(await file.path())));
  return [...opened.lines, ...opened.frame].join(" ").replace(/\s+/g, " ");
}

for (const width of [1440, 390]) {
  test(`from the page of a case to the file and the record that it was sent, at ${width} pixels`, async ({
    signedInAs,
  }) => {
    const world = await anOffice();
    const administrating = await signedInAs(world.administrator, {
      viewport: { width, height: 900 },
    });
    await administrating.goto("/settings/organisation");
    await administrating
      .getByLabel("For the Secretary-General’s report on reprisals")
      .fill("reports@un.example");
    await administrating
      .getByRole("region", { name: "Submissions to the UN" })
      .getByRole("button", { name: "Save" })
      .click();
    await expect(async () => {
      await administrating.reload();
      await expect(
        administrating.getByLabel("For the Secretary-General’s report on reprisals"),
      ).toHaveValue("reports@un.example");
    }).toPass();

    const page = await signedInAs(world.lead, { viewport: { width, height: 900 } });
    const theCase = await openCase(page, world);
    await page.goto(`/cases/${theCase.id}`);
    await page.getByRole("link", { name: "Submissions", exact: true }).click();
    await page.getByRole("button", { name: `Write it: ${kind}` }).click();
    await expect(page.getByText("Why this is a reprisal is not written")).toBeVisible();
    await expect(page.getByText("The usual period is assumed.").first()).toBeVisible();
    await page.getByLabel(/^Why this is a reprisal/).fill(link);
    await page.getByLabel(/^Contact/).fill("desk@ours.example");
    await page.getByRole("button", { name: "Save and look" }).click();
    await expect(theSheet(page)).toContainText(link);
    await expect(theSheet(page)).toContainText("Stopped at the airport.");
    await expect(theSheet(page)).toContainText("By name: it is put in when the file is taken");
    await expect(theSheet(page)).not.toContainText("The sister");
    await expect(page.locator("body")).not.toContainText("Zqamina");

    await page.getByLabel(/^Remedies tried/).fill(`${realName} went to court.`);
    await page.getByRole("button", { name: "Save and look" }).click();
    await expect(page.getByText("A protected name stands in what was written.")).toBeVisible();
    await page.getByLabel(/^Remedies tried/).fill("The lawyer went to court.");
    await page.getByRole("button", { name: "Save and look" }).click();
    await page.getByRole("checkbox", { name: /I have read it/ }).check();
    await page.getByRole("button", { name: "Make the submission" }).click();

    await expect(page.getByText("reports@un.example").first()).toBeVisible();
    await expect(page.getByText("Take the file first.")).toBeVisible();
    expect(page.url()).not.toMatch(/zq/i);
    expect(await page.title()).not.toMatch(/zq|Norway|NOR/i);
    for (const format of ["Plain text", "PDF, to print"]) {
      const text = await take(page, format);
      expect(text, format).toContain(realName);
      expect(text, format).toContain(link);
      expect(text, format).toContain("Yes, but without the name");
      expect(text, format).not.toContain("The sister");
    }
    await page.reload();
    const theFile = page.getByRole("combobox", { name: "The file", exact: true });
    const pdf = theFile.getByRole("option", { name: /^PDF/ });
    await theFile.selectOption((await pdf.getAttribute("value")) ?? "");
    await page.getByLabel("How", { exact: true }).selectOption("By e-mail");
    await page.getByRole("button", { name: "Record it" }).click();
    const sent = page.getByRole("region", { name: "What was sent" });
    await expect(sent.getByText(/by e-mail, on/)).toBeVisible();
    await expect(sent.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);

    const other = await signedInAs(world.outsider, { viewport: { width, height: 900 } });
    await other.goto(`/cases/${theCase.id}`);
    await expect(other.getByRole("link", { name: "Submissions", exact: true })).toHaveCount(0);

    await page.goto(`/cases/${theCase.id}/people`);
    if (width < 640) {
      await page.locator("summary").filter({ hasText: "Answers" }).click();
    }
    await page
      .getByRole("button", { name: "Record withdrawal: Contact OHCHR" })
      .filter({ visible: true })
      .first()
      .click();
    await expect(page.getByText(/was sent to: reports@un\.example/)).toBeVisible();
    await page.getByRole("link", { name: new RegExp(`^${kind}, made on`) }).click();
    await expect(page.getByText("This submission is closed")).toBeVisible();
    await expect(page.getByRole("link", { name: "PDF, to print" })).toHaveCount(0);
  });
}

test("an urgent appeal goes to mandates, waits for a colleague, and works without scripts", async ({
  signedInAs,
}) => {
  const world = await anOffice();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  const theCase = await openCase(page, world);
  await asSuperuser()`update cases set link_note = ${link} where id = ${theCase.id}`;
  await page.goto(`/cases/${theCase.id}/submissions`);
  await page.getByRole("button", { name: "Write it: Urgent appeal" }).click();
  await expect(page.getByText("No mandate is chosen.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Human rights defenders" }).check();
  await page.getByLabel("Why it is urgent").fill("The trial begins on Monday.");
  await page.getByRole("button", { name: "Save and look" }).click();
  await expect(theSheet(page)).toContainText(
    "Special Rapporteur on the situation of human rights defenders",
  );
  await expect(theSheet(page)).toContainText("May the letter to the Government name the person?");
  await page.getByRole("checkbox", { name: /I have read it/ }).check();
  await page.getByRole("button", { name: "Make the letter" }).click();
  await expect(page.getByText("A second person agrees first")).toBeVisible();
  expect(await take(page, "Plain text")).toContain("Own copy. Not to be handed out");

  const colleague = await signedInAs(world.editor);
  await colleague.goto(page.url());
  await colleague.getByText("Agree that it is sent").click();
  await colleague.getByRole("button", { name: "I agree" }).click();
  await expect(colleague.getByText("A second person agrees first")).toHaveCount(0);
  expect(await take(colleague, "Plain text")).not.toContain("Own copy");
});
