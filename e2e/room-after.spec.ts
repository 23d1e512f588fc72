import { readFileSync } from "node:fs";
import { aConsent, aDefender, aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { line, openRoom } from "./room-page";
import { aRoomWorld, recordedIn } from "./room-world";

for (const javaScriptEnabled of [true, false]) {
  test(`after the session: why not, thanks in one press, and what came later, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const desk = await signedInAs(world.lead);
    await openRoom(desk, world, "Example State 1\nExample State 2\nExample State 5");
    await desk.getByRole("button", { name: "Heard it: Example State 1" }).click();
    await expect(line(desk, "Example State 1")).toContainText("stamped by you");
    await desk.getByRole("button", { name: "Was cut: Example State 2" }).click();
    await desk.getByRole("button", { name: "Heard it: Example State 5" }).click();
    const unasked = line(desk, "Example State 5");
    await unasked.getByLabel("Which case did it raise?").selectOption({ index: 1 });
    await unasked.getByRole("button", { name: /^Record it/ }).click();
    await expect(unasked).toContainText("Recorded as raised");
    await expect.poll(() => recordedIn(world.session)).toEqual([1, 1]);

    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await page.goto(`/sessions/${world.session}/after`);
    await expect(page).toHaveTitle("After the session · Plenary");
    const kept = page.getByRole("region", { name: /^Promised and raised/ });
    await expect(kept).toContainText("Example State 1");
    await expect(kept).toContainText("D, one first-hand note");
    const unpromised = page.getByRole("region", { name: /^Raised without a promise/ });
    await expect(unpromised).toContainText("Example State 5");
    const open_ = page.getByRole("region", { name: /^Promised, not raised/ });
    await expect(open_.getByRole("listitem").filter({ hasText: "Example State 2" })).toContainText(
      "Cut by the speaking list",
    );
    const figures = page.getByRole("region", { name: "In figures" });
    await expect(figures).toContainText("A State is counted once");
    await expect(figures).toContainText("D, one first-hand note: 2");

    // What the list contradicts is not kept: who was cut was on it.
    const second = open_.getByRole("listitem").filter({ hasText: "Example State 2" });
    await second.getByText(/^Say why/).click();
    await second.getByLabel("Why was it not raised?").selectOption("not_on_the_list");
    await second.getByRole("button", { name: /^Save why: Example State 2/ }).click();
    if (!javaScriptEnabled) {
      // The page came anew, with its forms folded.
      await second.getByText(/^Say why/).click();
    }
    await expect(second.getByRole("alert")).toContainText("This State is on the speakers list.");
    await page.goto(`/sessions/${world.session}/after`);
    await expect(second).toContainText("Cut by the speaking list");

    const fourth = open_.getByRole("listitem").filter({ hasText: "Example State 4" });
    await expect(fourth).toContainText("Was not on the speakers list");
    await fourth.getByText(/^Say why/).click();
    await fourth.getByLabel("Why was it not raised?").selectOption("held_back");
    await fourth.getByLabel("In your words").fill("Told us the evening before.");
    await fourth.getByRole("button", { name: /^Save why: Example State 4/ }).click();
    await expect(fourth).toContainText("Held back by its capital");
    await expect(fourth).toContainText("Told us the evening before.");
    await expect(fourth).toContainText("Not delivered");

    const steps = page.getByRole("region", { name: "Thanks and questions" });
    await steps.getByRole("button", { name: "Make the thank-you steps" }).click();
    await expect(steps).toContainText("Example State 1: has its step");
    await expect(steps).toContainText("Example State 5: has its step");
    await steps.getByRole("link", { name: "All steps of this session" }).click();
    await expect(page.getByRole("button", { name: "Done: Thank Example State 1" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Done: Thank Example State 5" })).toBeVisible();

    await page.goto(`/sessions/${world.session}/after`);
    await page.getByText("Record what happened", { exact: true }).click();
    const later = page.getByRole("region", { name: /^What happened later/ });
    await later.getByLabel("Case", { exact: true }).selectOption({ index: 1 });
    await later.getByLabel("What is it?").selectOption("outcome");
    await later
      .getByLabel("What happened, in one line")
      .fill("Both travelled; one calls it too late");
    await later.getByLabel("How well is the date known?").selectOption("unknown");
    await later.getByLabel("Source").fill("Call with the lawyer");
    await later.getByRole("button", { name: "Record it" }).click();
    await expect(later).toContainText("Outcome, as the defender sees it: Both travelled");
    await expect(later).toContainText("Call with the lawyer");
    // It is part of the case like everything else that happened in it.
    await page.goto(`/cases/${world.theCase.id}/timeline`);
    await expect(page.getByText("Both travelled; one calls it too late")).toBeVisible();
  });
}

test("the account is taken out as a file, as far as consent goes, and leaves a note", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, "Example State 1\nExample State 2");
  await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
  const first = line(page, "Example State 1");
  await first.getByLabel("The exact words").fill("=HYPERLINK(1)");
  await first.getByRole("button", { name: "Save the words: Example State 1" }).click();
  await page.getByRole("button", { name: "Was cut: Example State 2" }).click();
  await expect(line(page, "Example State 2")).toContainText("Was cut");
  await expect
    .poll(
      () => asSuperuser()`select e.quote from evidence e, speakers l where e.quote <> ''
      and l.session_id = ${world.session} and l.cut_at is not null
      and e.intervention_id in (select id from interventions where session_id = l.session_id)`,
    )
    .toEqual([{ quote: "=HYPERLINK(1)" }]);
  const take = async () => {
    await page.goto(`/sessions/${world.session}/after`);
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as CSV" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^account-\d{4}-\d\d-\d\d\.csv$/);
    return readFileSync(await download.path(), "utf8");
  };
  const silent = await take();
  expect(silent.startsWith("\ufeff")).toBe(true);
  expect(silent).toMatch(/"Promised and raised","Example State 1","PL-[^"]*","4 · in writing"/);
  expect(silent).toContain("D, one first-hand note");
  expect(silent).toMatch(/"Promised, not raised","Example State 2",.*"Cut by the speaking list/);
  expect(silent).toContain("A State is counted once");
  // Nobody agreed yet that the situation is told.
  expect(silent).not.toContain("Two panellists stopped");
  expect(silent).not.toContain("HYPERLINK");

  const defender = await aDefender(world.theCase);
  await aConsent(world.theCase, defender, world.lead, "public_statement", "yes");
  const whole = await take();
  expect(whole).toContain("Two panellists stopped");
  expect(whole).toContain(`"'=HYPERLINK(1)"`);
  const notes = await asSuperuser()`select 1 from disclosures
    where case_id = ${world.theCase.id} and kind = 'export' and audience = 'csv'`;
  expect(notes).toHaveLength(2);
  const stranger = await signedInAs(await aMember(await anOrganisation()));
  await stranger.goto("/");
  const refused = await stranger.evaluate(
    async (address) => (await fetch(address)).status,
    `/sessions/${world.session}/after/csv`,
  );
  expect(refused).toBe(404);
});
