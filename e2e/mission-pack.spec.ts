import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  inTeam,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open } from "@/lib/briefs/paper/checker/check";
import { expect, test } from "./fixtures";

/** A case that missions may be told of without names, and a session ahead. */
async function aWorld() {
  const own = await anOrganisation();
  const lead = await aMember(own);
  const sessionId = await aSession(own, { title: "Council of the spring" });
  const theCase = await aCase(lead, { title: "Two panellists" });
  const defender = await aDefender(theCase);
  await aConsent(theCase, defender, lead, "bilateral", "anonymous");
  await asSuperuser()`update cases set do_not_mention = 'The sister' where id = ${theCase.id}`;
  return { own, lead, sessionId, theCase };
}

async function write(page: Page, sessionId: string, states: readonly string[]) {
  await page.goto(`/sessions/${sessionId}`);
  await page.getByRole("link", { name: "Pack of briefs" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pack of mission one-pagers");
  await page.getByRole("checkbox", { name: /Two panellists/ }).check();
  for (const state of states) {
    await page.getByRole("checkbox", { name: state, exact: true }).check();
  }
  await page
    .getByRole("textbox", { name: /one sentence \(English\)/ })
    .fill("Please raise the two panellists.");
  await page.getByRole("checkbox", { name: /may pass it on/ }).check();
}

for (const javaScriptEnabled of [true, false]) {
  test(`a pack is asked for, made in the background and taken along, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const world = await aWorld();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await write(page, world.sessionId, ["Australia", "Austria", "Uruguay"]);
    await page
      .getByRole("combobox", { name: "Language for Uruguay" })
      .selectOption({ label: "Spanish" });
    await page.getByRole("button", { name: "Make the pack" }).click();
    await expect(page).toHaveURL(/\/briefs\/packs\/[0-9a-f-]+$/);
    const isReady = page.getByText("Ready: 2 briefs were made for 3 missions.");
    if (javaScriptEnabled) {
      await expect(isReady).toBeVisible({ timeout: 30_000 });
    } else {
      await expect(async () => {
        await page.reload();
        await expect(isReady).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 60_000 });
    }
    await expect(page.getByRole("listitem").filter({ hasText: "Uruguay" })).toContainText(
      "No ask is written in its language.",
    );
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Take all along as one file" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^mission-briefs-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzipSync(new Uint8Array(await readFile(await download.path())));
    expect(Object.keys(files)).toHaveLength(2);
    for (const [file, state] of [Object.values(files)[0], Object.values(files)[1]].map(
      (one, at) => [one, ["Australia", "Austria"][at]] as const,
    )) {
      const opened = JSON.stringify(await open("pdf", file as Uint8Array));
      expect(opened).toContain(state);
      expect(opened).toContain("Please raise the two panellists.");
      expect(opened).not.toContain("The sister");
    }
    await page.getByRole("link", { name: "Open the brief for Austria" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Austria");
    await expect(page.getByText("Confirmed for the whole pack before it was made")).toBeVisible();
    await page.goto("/briefs");
    await expect(page.getByRole("link", { name: /2 briefs for 3 missions/ })).toBeVisible();
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a pack that may say what must not be mentioned is made once that was read, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const world = await aWorld();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await write(page, world.sessionId, ["Austria"]);
    await page
      .getByRole("textbox", { name: /one sentence \(English\)/ })
      .fill("Please ask where the sister is.");
    const read = page.getByRole("checkbox", { name: /I have read the words here/ });
    await expect(read).toHaveCount(0);
    await page.getByRole("button", { name: "Make the pack" }).click();
    await expect(page.getByText(/^(?:.*: )?The English ask may say/).first()).toBeVisible();
    await read.check();
    await page.getByRole("button", { name: "Make the pack" }).click();
    await expect(page).toHaveURL(/\/briefs\/packs\/[0-9a-f-]+$/);
  });
}

test("the words of an ask are counted as they are written, and signs in Chinese", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  await write(page, world.sessionId, []);
  const ask = page.getByRole("textbox", { name: /one sentence \(English\)/ });
  await expect(ask).toHaveAccessibleDescription(/5 words of 30$/);
  await ask.fill(Array.from({ length: 31 }, (_, at) => `word${at}`).join(" "));
  await expect(ask).toHaveAccessibleDescription(/31 words of 30$/);
  await page.getByText("Words in Chinese", { exact: true }).click();
  const chinese = page.getByRole("textbox", { name: /one sentence \(Chinese\)/ });
  await chinese.fill("请提出这个案件");
  await expect(chinese).toHaveAccessibleDescription(/7 signs of 60$/);
});

test("a pack begins with what was selected in the tracker", async ({ signedInAs }) => {
  const world = await aWorld();
  // A colleague's case: the lead may change what is asked in it only as its owner, and writes no brief about it.
  const other = await aCase(await aMember(world.own), { visibility: "organisation" });
  for (const [theCase, stateCode] of [
    [world.theCase, "AUS"],
    [world.theCase, "URY"],
    [other, "FJI"],
  ] as const) {
    const id = await aCommitment(theCase, world.sessionId, { stateCode });
    await asSuperuser()`update commitments set owner_id = ${world.lead.membershipId} where id = ${id}`;
  }
  const page = await signedInAs(world.lead);
  await page.goto("/commitments");
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  const way = page.getByRole("link", { name: /^One-pagers? for \d missions?$/ });
  await expect(way).toBeVisible();
  const count = Number(/\d/.exec((await way.textContent()) ?? "")?.[0]);
  await way.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pack of mission one-pagers");
  expect(page.url()).not.toMatch(/AUS|URY|Two|panellists/);
  await expect(page.getByRole("checkbox", { name: /Two panellists/ })).toBeChecked();
  await expect(page.getByText(`${count} missions are chosen`)).toBeVisible();
  for (const state of ["Australia", "Uruguay"]) {
    await expect(page.getByRole("checkbox", { name: state, exact: true })).toBeChecked();
  }
  // Another session keeps the selection.
  await page.getByRole("button", { name: "Show the missions" }).click();
  await expect(page.getByRole("checkbox", { name: "Uruguay", exact: true })).toBeChecked();
});

test("what is searched for is shown alone, and what was chosen stays", async ({ signedInAs }) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead);
  await write(page, world.sessionId, ["Australia"]);
  await page.getByRole("searchbox", { name: "Find a State" }).fill("urug");
  await expect(page.getByRole("checkbox", { name: "Australia", exact: true })).toBeHidden();
  await page.getByRole("checkbox", { name: "Uruguay", exact: true }).check();
  await expect(page.getByText("2 missions are chosen")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a State" }).fill("");
  await expect(page.getByRole("checkbox", { name: "Australia", exact: true })).toBeChecked();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a colleague opens a pack and agrees to all of it, and both can undo that, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const world = await aWorld();
    const editor = await aMember(world.own);
    await inTeam(world.theCase, editor, "editor");
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await write(page, world.sessionId, ["Australia", "Austria"]);
    await page.getByRole("button", { name: "Make the pack" }).click();
    await expect(page).toHaveURL(/\/briefs\/packs\/[0-9a-f-]+$/);
    const pack = page.url();
    await expect(async () => {
      await page.goto(pack);
      await expect(page.getByText("Ready: 2 briefs were made for 2 missions.")).toBeVisible({
        timeout: 1_000,
      });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText("2 briefs wait for a second person")).toBeVisible();
    await expect(page.getByText("Agree to the whole pack")).toHaveCount(0);

    // From the one brief that they were told of to the pack, and to each of its papers.
    const colleague = await signedInAs(editor, { javaScriptEnabled });
    await colleague.goto("/briefs");
    await colleague.getByRole("link", { name: /mission of Austria/ }).click();
    await expect(colleague.getByText("It is one of 2 papers of a pack")).toBeVisible();
    const brief = colleague.url();
    await colleague.getByRole("link", { name: "Open the pack" }).click();
    await expect(colleague).toHaveURL(pack);
    await expect(colleague.getByText(`Asked for by ${world.lead.personName}`)).toBeVisible();
    await expect(colleague.getByText("Take the whole pack back")).toHaveCount(0);
    await colleague.getByRole("link", { name: "Open the brief for Australia" }).click();
    await expect(colleague.getByRole("heading", { level: 1 })).toContainText("Australia");
    await colleague.goto(pack);
    await colleague.getByText("Agree to the whole pack", { exact: true }).click();
    await expect(colleague.getByText("That covers all 2 papers that wait")).toBeVisible();
    await colleague.getByRole("button", { name: "I agree to all 2" }).click();
    await expect(colleague.getByText(/^You agreed at \d/)).toBeVisible();
    await expect(colleague.getByText(/It goes out from \d/)).toBeVisible();
    for (const at of [pack, brief]) {
      await page.goto(at);
      await expect(page.getByText(new RegExp(`^${editor.personName} agreed at \\d`))).toBeVisible();
    }

    await colleague.goto(brief);
    await colleague.getByText("Take my agreement back", { exact: true }).click();
    await expect(colleague.getByText("All 2 papers to which you agreed then wait")).toBeVisible();
    await colleague.getByRole("button", { name: "Take the agreement back" }).click();
    await expect(colleague.getByText("A second person agrees first")).toBeVisible();
    await colleague.getByText("Agree that it goes out", { exact: true }).click();
    await expect(colleague.getByText("That covers all 2 papers of its pack")).toBeVisible();
    await colleague.getByRole("button", { name: "I agree", exact: true }).click();
    await expect(colleague.getByText(/^You agreed at \d/)).toBeVisible();

    await page.goto(pack);
    await page.getByText("Take the whole pack back", { exact: true }).click();
    await expect(page.getByText(/^2 briefs that have not gone out are closed/)).toBeVisible();
    await page.getByRole("button", { name: "Take the pack back" }).click();
    await expect(page.getByText("Closed: it can’t be taken out any more")).toHaveCount(2);
    await page.getByRole("link", { name: "Write the brief for Austria by itself" }).click();
    await expect(page.getByLabel("The ask, in one sentence")).toHaveValue(
      "Please raise the two panellists.",
    );
  });
}

test("nobody else comes near a pack, nor does a page of another site", async ({ signedInAs }) => {
  const world = await aWorld();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  await write(page, world.sessionId, ["Australia"]);
  await page.getByRole("button", { name: "Make the pack" }).click();
  await expect(page).toHaveURL(/\/briefs\/packs\/[0-9a-f-]+$/);
  const address = new URL(page.url()).pathname;
  const colleague = await signedInAs(await aMember(world.own));
  for (const path of ["", "/file"]) {
    expect((await colleague.request.get(`${address}${path}`)).status(), path).toBe(404);
  }
  const db = asSuperuser();
  await expect
    .poll(
      async () =>
        (
          await db`select finished_at from brief_jobs where created_by = ${world.lead.membershipId}`
        )[0]?.finished_at,
    )
    .not.toBeNull();

  expect(
    (
      await page.request.get(`${address}/file`, { headers: { "sec-fetch-site": "cross-site" } })
    ).status(),
  ).toBe(403);
});
