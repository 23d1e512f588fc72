import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { aCommitment, aConsent, aDefender } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aDesk } from "./import-world";

const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const scrollsSideways = (page: Page) =>
  page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
  );

for (const viewport of widths) {
  test(`the tracker's own file comes back unchanged, or with just what was changed in it, ${viewport.width} wide`, async ({
    signedInAs,
  }) => {
    const { lead, cases, upr, hrc } = await aDesk("Case B");
    const theCase = cases[0] as never;
    await aConsent(theCase, await aDefender(theCase), lead, "public_statement", "yes");
    const id = await aCommitment(theCase, upr, { stateCode: "XEA", stage: "asked" });
    await aCommitment(theCase, hrc, { stateCode: "XEA", stage: "agreed" });
    await asSuperuser()`update commitments set next_step = 'Call the mission', due_on = '2027-01-08', word = 2,
      owner_id = ${lead.membershipId} where id = ${id}`;
    const page = await signedInAs(lead, { viewport });
    const main = page.getByRole("main");
    await page.goto("/commitments");
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).press("Enter");
    const csv = readFileSync(await (await waiting).path(), "utf8");
    const bring = async (text: string) => {
      await page.goto("/commitments/import");
      await page
        .getByLabel("Drop a file here, or choose one")
        .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    };
    await bring(csv);
    await expect(main).toContainText("0 set, 2 unchanged, 0 skipped, 0 removed");
    await expect(page.getByRole("combobox", { name: "Council, our session" })).toHaveValue(hrc);
    await expect(main).toContainText("8 left out");
    await expect(page.getByRole("button", { name: "Import 0 cells" })).toBeDisabled();
    expect(await scrollsSideways(page)).toBe(false);

    const changed = csv
      .replace("Call the mission", "Write to the mission")
      .replace("2 · said to one of us", "4");
    await bring(changed);
    await expect(main).toContainText("1 set, 1 unchanged, 0 skipped, 0 removed");
    const row = main.getByRole("row", { name: /Example State 1/ }).filter({ hasText: "was Call" });
    await expect(row).toContainText("Write to the mission");
    await expect(row).toContainText("Asked. Changes: word and next step");
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole("button", { name: "Import 1 cell" }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
    await expect(main.getByRole("row", { name: /Example State 1/ })).toContainText(
      "Word 4 and next step",
    );
    const count = (named: string) =>
      main.locator("dl > div").filter({ has: page.getByText(named, { exact: true }) });
    await expect(count("changed")).toContainText("1");
    await expect(count("unchanged")).toContainText("1");
    const stands = async () => {
      const [found] =
        await asSuperuser()`select stage, word, next_step, due_on::text from commitments
        where id = ${id}`;
      return found;
    };
    expect(await stands()).toEqual({
      ...{ stage: "asked", word: 4, next_step: "Write to the mission", due_on: "2027-01-08" },
    });
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole("button", { name: "Undo this import" }).click();
    await expect(main).toContainText("This import was taken back");
    expect(await stands()).toMatchObject({ word: 2, next_step: "Call the mission" });
  });

  test(`a day that may be two dates is asked about once, ${viewport.width} wide`, async ({
    signedInAs,
  }) => {
    const { lead, cases } = await aDesk("Case B");
    const page = await signedInAs(lead, { viewport });
    const main = page.getByRole("main");
    const bring = async (...days: string[]) => {
      await page.goto("/commitments/import");
      const rows = days.map(
        (day, at) => `Example State ${at + 1}\tCase B\tPre-session\tasked\t${day}`,
      );
      await page
        .getByLabel(/^Cells from your spreadsheet/)
        .fill(["State\tCase\tSession\tStatus\tReply due", ...rows].join("\n"));
      await page.getByRole("button", { name: "Read the sheet" }).click();
      await expect(main).toContainText(`${days.length} set, 0 unchanged, 0 skipped`);
    };
    const question = page.getByRole("combobox", { name: "03/04/2027 is" });
    // Where another day of the column tells, that is proposed.
    await bring("03/04/2027", "13/04/2027");
    await expect(question).toHaveValue("day-first");
    await expect(main).toContainText("Another day of this column tells.");
    await expect(main.getByRole("row", { name: /Example State 1/ })).toContainText("3 Apr 2027");

    await bring("03/04/2027", "05/06/2027");
    await expect(main.getByRole("row", { name: /Example State [12]/ })).toContainText([
      "May be two dates",
      "May be two dates",
    ]);
    await expect(main).toContainText("Until you choose, such days are not imported.");
    await expect(main).toContainText("2 days are left out, since each may be two dates");
    await question.selectOption({ label: "4 March 2027 (month first)" });
    await expect(main.getByRole("row", { name: /Example State 2/ })).toContainText("6 May 2027");
    await expect(main).not.toContainText("left out, since");
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole("button", { name: "Import 2 cells" }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
    const days = await asSuperuser()`select due_on::text from commitments
      where case_id = ${cases[0]?.id ?? ""} order by state_code`;
    expect(days.map(({ due_on }) => due_on)).toEqual(["2027-03-04", "2027-05-06"]);

    // Left undecided, the page of the import says so too.
    await asSuperuser()`delete from commitments where case_id = ${cases[0]?.id ?? ""}`;
    await bring("03/04/2027", "05/06/2027");
    await page.getByRole("button", { name: "Import 2 cells" }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
    await expect(main).toContainText("2 days were left out");
  });
}

test("a sheet with invented States says why they are skipped where the example is not loaded", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk("Case B");
  await asSuperuser()`update organisations set has_example = false where id = ${lead.organisationId}`;
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill("State\tCase\tSession\tStatus\nExample State 1\tCase B\tPre-session\tasked");
  await page.getByRole("button", { name: "Read the sheet" }).click();
  await expect(main).toContainText(
    "An invented State. Your organisation has not loaded the example",
  );
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped");
  await main.getByText("Why some are skipped").click();
  await expect(main).toContainText("invented one of the example");
});
