import { readFileSync } from "node:fs";
import { asSuperuser } from "@/db/testing/superuser";
import { readBytes } from "@/lib/imports/reading/read-bytes";
import { expect, test } from "./fixtures";
import { aTracker } from "./tracker-world";

test("the file holds what the filter shows, and leaves a note", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^commitments-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(text).toContain("Example State 4");
  expect(text).not.toContain("Example State 1");
  // No consent: the reference stands where the title would.
  expect(text).not.toContain("Office searched");
  // Nor a text: the heading says why it is empty.
  expect(text).toContain("Next step (where consent allows)");
  expect(text).toMatch(/,"title of the case"\r?\n/);
  const notes = await asSuperuser()`select 1 from disclosures where person_id = ${lead.personId}`;
  expect(notes).toHaveLength(1);
});

test("the workbook holds the same rows under a name that says nothing", async ({ signedInAs }) => {
  const { lead } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments?stage=declined");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as a workbook" }).press("Enter");
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^commitments-\d{4}-\d\d-\d\d\.xlsx$/);
  const [sheet] = (await readBytes(readFileSync(await download.path()))).sheets;
  expect(sheet?.rows.map(([cell]) => cell?.text)).toEqual(["State", "Example State 4"]);
  const changed = sheet?.rows[0]?.findIndex((cell) => cell?.text === "Changed") ?? -1;
  expect(sheet?.rows[1]?.[changed]).toMatchObject({ date: true });
  const notes = await asSuperuser()`
    select audience from disclosures where person_id = ${lead.personId}`;
  expect(notes.map(({ audience }) => audience)).toEqual(["xlsx"]);
});
