import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { expect, test } from "./fixtures";

async function aWorld(answer: "yes" | "anonymous" | "no") {
  const [ours, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, reader] = [await aMember(ours), await aMember(partner)];
  const theCase = await aCase(lead, { title: "Two panellists" });
  const defender = await aDefender(theCase);
  await asSuperuser()`update cases set summary = 'Stopped at the airport.' where id = ${theCase.id}`;
  await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
    organisation: partner,
  });
  await aConsent(theCase, defender, lead, "public_statement", answer);
  await aShare(theCase, lead, partner);
  return { theCase, reader, lead };
}

async function take(page: Page, caseId: string, format: string, language: string) {
  await page.goto(`/cases/${caseId}`);
  await page.getByRole("link", { name: "On paper" }).click();
  await page.getByLabel("Language of the paper").selectOption({ label: language });
  await page.getByLabel("As", { exact: true }).selectOption({ label: format });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Take it out" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^case-summary-\d{4}-\d\d-\d\d\.(?:pdf|docx|html|txt)$/);
  const as = file.suggestedFilename().split(".").at(-1) as PaperFormat;
  const opened = await open(as, new Uint8Array(await readFile(await file.path())));
  return [...opened.lines, ...opened.frame].join("\n");
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a partner takes the summary of a shared case along, ${how}`, async ({ signedInAs }) => {
    const { theCase, reader } = await aWorld("yes");
    const page = await signedInAs(reader as Member, { javaScriptEnabled });
    const printed = await take(page, theCase.id, "PDF, to print", "French");
    expect(printed).toContain("Two panellists");
    expect(printed).toContain("Stopped at the airport.");
    expect(printed).toContain("Pays concerné");
    const edited = await take(page, theCase.id, "DOCX, to edit", "Arabic");
    expect(edited).toContain("البلد المعني");
  });
}

test("what nobody agreed to be told is neither on the paper nor promised by the page", async ({
  signedInAs,
}) => {
  const { theCase, reader } = await aWorld("no");
  const page = await signedInAs(reader);
  await page.goto(`/cases/${theCase.id}/summary`);
  await expect(page.getByText("Not everybody concerned agreed")).toBeVisible();
  const text = await take(page, theCase.id, "Plain text", "English");
  expect(text).not.toMatch(/panellists|airport/);
  expect(text).toContain("What is not known is not written here.");
});

test("another site can't have a summary taken out", async ({ signedInAs }) => {
  const { theCase, lead } = await aWorld("yes");
  const page = await signedInAs(lead);
  const answer = await page.request.get(`/cases/${theCase.id}/summary/file?as=txt`, {
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect([403, 404]).toContain(answer.status());
  const [count] = await asSuperuser()<{ n: number }[]>`select count(*)::int as n from disclosures
    where case_id = ${theCase.id} and kind = 'export'`;
  expect(count?.n).toBe(0);
});
