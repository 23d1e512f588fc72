import type { Page } from "@playwright/test";
import { aCase, aCommitment, aMember } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { line, list, openLine, openRoom } from "./room-page";
import { aRoomWorld, askedWords, recordedIn } from "./room-world";

const order = (page: Page) => page.getByRole("heading", { level: 3 }).allTextContents();

test("a speaker is heard with one key, and the exact words are typed at once and stored", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, list);
  await expect(page).toHaveTitle("In the room · Plenary");
  const first = line(page, "Example State 1");
  await expect(first).toContainText("4 · in writing");
  await expect(first).toContainText("Speaks of the theme");
  await expect(first).toContainText("Do not name anybody");
  await expect(first).toContainText(askedWords);
  await expect(first).toContainText("Next");

  await first.getByRole("button", { name: "Heard it: Example State 1" }).focus();
  await page.keyboard.press("h");
  await expect(first).toContainText(/Heard at \d\d:\d\d, stamped by you/);
  const words = first.getByLabel("The exact words");
  await expect(words).toBeFocused();
  await page.keyboard.type("We call for the release of both.");
  await expect(first).toContainText("Not saved yet");
  await page.keyboard.press("Control+Enter");
  await expect(first).not.toContainText("Not saved yet");
  await page.reload();
  await expect(line(page, "Example State 1").getByLabel("The exact words")).toHaveValue(
    "We call for the release of both.",
  );
  await expect.poll(() => recordedIn(world.session)).toEqual([1]);

  // The minute is corrected, and the whole is taken back.
  const again = await openLine(page, "Example State 1", { rest: true });
  await again.getByLabel("Minute", { exact: true }).fill("00:07");
  await again.getByRole("button", { name: "Correct: Example State 1" }).click();
  await expect(again).toContainText("Heard at 00:07");
  await again.getByLabel(`As promised? ${world.reference}`).selectOption("stronger");
  await expect
    .poll(
      async () =>
        (
          await asSuperuser()`select delivery from commitments where id = ${world.commitments.XEA ?? ""}`
        )[0]?.delivery,
    )
    .toBe("stronger");
  await again.getByRole("button", { name: "Take back: Example State 1" }).focus();
  await page.keyboard.press("u");
  await expect(again.getByRole("button", { name: "Heard it: Example State 1" })).toBeFocused();
  await expect.poll(() => recordedIn(world.session)).toEqual([]);
});

test("a choice that is made before the scripts are there is heard", async ({ signedInAs }) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, list);
  const first = line(page, "Example State 1");
  await first.getByRole("button", { name: "Heard it: Example State 1" }).click();
  await expect.poll(() => recordedIn(world.session)).toEqual([1]);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(page.url(), { waitUntil: "commit" });
  await openLine(page, "Example State 1", { rest: true });
  const asPromised = first.getByLabel(`As promised? ${world.reference}`);
  await asPromised.selectOption("weaker");
  const delivery = async () =>
    (
      await asSuperuser()`select delivery from commitments where id = ${world.commitments.XEA ?? ""}`
    )[0]?.delivery;
  expect(await delivery()).toBeNull();
  arrive();
  await expect.poll(delivery).toBe("weaker");
  await expect(asPromised).toHaveValue("weaker");
});

test("two colleagues who press at the same moment record it once, and both see who stamped it", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const [mine, theirs] = [await signedInAs(world.lead), await signedInAs(world.second)];
  await openRoom(mine, world, list);
  await openRoom(theirs, world);
  await Promise.all(
    [mine, theirs].map((page) =>
      page.getByRole("button", { name: "Heard it: Example State 2" }).click(),
    ),
  );
  const stamps = [mine, theirs].map((page) => line(page, "Example State 2"));
  const name = { mine: world.second.personName, theirs: world.lead.personName };
  await expect(async () => {
    const [a, b] = await Promise.all(stamps.map((one) => one.textContent()));
    const isMine = a?.includes("stamped by you") && b?.includes(`stamped by ${name.theirs}`);
    const isTheirs = b?.includes("stamped by you") && a?.includes(`stamped by ${name.mine}`);
    expect(isMine || isTheirs).toBe(true);
  }).toPass();
  expect(await recordedIn(world.session)).toEqual([1]);

  // What one does, the other sees as it happens, without losing what is being typed.
  const words = stamps[1]?.getByLabel("The exact words");
  await words?.fill("A half-typed sentence");
  await mine.getByRole("button", { name: "Was cut: Example State 1" }).click();
  await expect(line(theirs, "Example State 1")).toContainText(`Was cut, not reached. Noted at`);
  await expect(line(theirs, "Example State 1")).toContainText(world.lead.personName);
  await expect(words ?? theirs.locator("none")).toHaveValue("A half-typed sentence");
  await mine.getByRole("button", { name: "Was not cut: Example State 1" }).click();
  await expect(
    line(theirs, "Example State 1").getByRole("button", { name: "Heard it: Example State 1" }),
  ).toBeVisible();
});

test("a list that is put in with a double press stands there once", async ({ signedInAs }) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await page.goto(`/sessions/${world.session}/room`);
  await page.getByRole("textbox", { name: "Speakers list" }).fill(list);
  const submit = page.getByRole("button", { name: "Put in the list" });
  // Both presses come before anything has answered.
  await submit.evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await expect.poll(() => order(page)).toHaveLength(3);
  await expect
    .poll(async () => {
      const stored = await asSuperuser()`
        select 1 from speakers where session_id = ${world.session}`;
      return stored.length;
    })
    .toBe(3);
  await page.waitForTimeout(1_500);
  await page.reload();
  expect(await order(page)).toHaveLength(3);
});

test("the list is ordered with the keys and by hand, and what is unclear is asked about", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, `${list}\n4. Germny\n5. Example State 5, Example State 6`);
  await page.getByRole("button", { name: "Heard it: Example State 1" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect
    .poll(() => order(page))
    .toEqual([
      "Example State 2",
      "Example State 1",
      "Example State 3",
      "Germny",
      "Example State 5, Example State 6",
    ]);
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("button", { name: "Heard it: Example State 2" })).toBeFocused();
  await line(page, "Example State 3")
    .getByTitle("Drag to another place")
    .dragTo(line(page, "Example State 2"));
  await expect
    .poll(async () => (await order(page)).slice(0, 3))
    .toEqual(["Example State 3", "Example State 2", "Example State 1"]);

  const unclear = line(page, "Germny");
  await expect(unclear).toContainText("Nothing was guessed");
  await unclear.getByRole("button", { name: "It is Germany" }).click();
  await expect(page.getByRole("button", { name: "Heard it: Germany" })).toBeVisible();
  await line(page, "Example State 5, Example State 6")
    .getByRole("button", { name: "Together, Example State 6 speaks" })
    .click();
  await expect(line(page, "Example State 6")).toContainText("Also credited: Example State 5");
  await page.reload();
  expect((await order(page)).slice(0, 4)).toEqual([
    "Example State 3",
    "Example State 2",
    "Example State 1",
    "Germany",
  ]);
});

test("a corrected list puts in what is new, and asks which State a misspelt member is", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead, { viewport: { width: 390, height: 844 } });
  await openRoom(page, world, list);
  await page.getByText("Add to the list").click();
  const box = page.getByRole("textbox", { name: "Speakers list" });
  await box.fill(`1. Example State 1
2. Example State 5 on behalf of Example State 6, Denmark and Frnace
3. Example State 2
4. Example State 3 (on behalf of Example State 4)`);
  await page.getByRole("button", { name: "Put in the list" }).click();
  await expect(
    page.getByText("1 line put in the list. 3 were in it already.").first(),
  ).toBeVisible();
  expect(await order(page)).toEqual([
    "Example State 1",
    "Example State 5",
    "Example State 2",
    "Example State 3",
  ]);
  const joint = line(page, "Example State 5");
  await expect(joint).toContainText("Also credited: Denmark and Example State 6");
  await joint
    .getByRole("group", { name: /“Frnace” is no State’s name/ })
    .getByRole("button", { name: "It is France" })
    .click();
  await expect(joint).toContainText("Also credited: Denmark, Example State 6 and France");
  await expect(joint).not.toContainText("Frnace” is no State");

  // What holds nothing new is kept in its field, and may be put in all the same.
  await box.fill("Example State 2");
  await page.getByRole("button", { name: "Put in the list" }).click();
  await expect(
    page
      .getByRole("alert")
      .getByText(/All of this is in the list already/)
      .first(),
  ).toBeVisible();
  await expect(box).toHaveValue("Example State 2");
  await page.getByRole("checkbox", { name: "Also lines that are in the list already" }).check();
  await page.getByRole("button", { name: "Put in the list" }).click();
  await expect.poll(() => order(page)).toHaveLength(5);
});

test("a joint statement credits its members, and the account says through whom", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, list);
  const joint = line(page, "Example State 3");
  await expect(joint).toContainText("Joint statement");
  // It was another State that promised: whoever heard it says so.
  const theCase = joint.getByRole("checkbox", { name: world.reference });
  await expect(theCase).not.toBeChecked();
  await expect(joint).toContainText("promised by Example State 4");
  await theCase.check();
  await joint.getByRole("button", { name: "Heard it: Example State 3" }).click();
  await expect(joint).toContainText("stamped by you");
  await expect.poll(() => recordedIn(world.session)).toEqual([2]);
  await page.getByRole("link", { name: "After the session" }).click();
  const kept = page.getByRole("region", { name: /^Promised and raised/ });
  await expect(kept).toContainText("Example State 4");
  await expect(kept).toContainText("Through Example State 3");
  const unpromised = page.getByRole("region", { name: /^Raised without a promise/ });
  await expect(unpromised).toContainText("Example State 3");
  await expect(unpromised).toContainText("Before: Asked");
});

test("on a phone, what was heard folds to its line, and the next speaker is in sight of whoever types", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const many = Array.from({ length: 12 }, (_, at) => at);
  for (const at of many) {
    const other = await aCase(world.lead, { title: `Case ${at}`, visibility: "organisation" });
    await aCommitment(other, world.session, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(other, world.session, { stateCode: "XEB", stage: "agreed" });
  }
  const page = await signedInAs(world.lead, { viewport: { width: 390, height: 844 } });
  await openRoom(page, world, list);
  const [first, second, third] = [
    line(page, "Example State 1"),
    line(page, "Example State 2"),
    line(page, "Example State 3"),
  ];
  const heading = (n: number) =>
    page.getByRole("heading", { name: `Example State ${n}`, exact: true });
  await first.getByRole("button", { name: "Heard it: Example State 1" }).click();
  const words = (of: typeof first) => of.getByLabel("The exact words");
  await expect(words(first)).toBeFocused();
  await expect(heading(2)).toBeInViewport();
  await page.keyboard.type("Half a sent");
  await second.getByRole("button", { name: "Heard it: Example State 2" }).click();
  await expect(words(second)).toBeFocused();
  await expect(heading(3)).toBeInViewport();
  // What was typed and is not stored stays in sight; once it is, the next press folds it.
  await expect(words(first)).toHaveValue("Half a sent");
  await expect(words(first)).toBeVisible();
  await first.getByRole("button", { name: "Save the words: Example State 1" }).click();
  await expect(first).not.toContainText("Not saved yet");
  await third.getByRole("button", { name: "Was cut: Example State 3" }).click();
  for (const of of [first, second]) {
    await expect(words(of)).toBeHidden();
    expect((await of.boundingBox())?.height).toBeLessThan(80);
    await expect(of).toContainText("raised");
  }
  // It opens with the keyboard, too, and is not in the way of the keys of a line.
  await first.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  await expect(words(first)).toBeVisible();
  await first.locator("summary").first().focus();
  await page.keyboard.press("u");
  await expect(first.getByRole("button", { name: "Heard it: Example State 1" })).toBeFocused();
});

test("all of it works without scripts", async ({ signedInAs }) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await openRoom(page, world, list);
  await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
  const first = line(page, "Example State 1");
  await expect(first).toContainText("stamped by you");
  await openLine(page, "Example State 1");
  await first.getByLabel("The exact words").fill("Without scripts.");
  await first.getByRole("button", { name: "Save the words: Example State 1" }).click();
  await expect(first.getByLabel("The exact words")).toHaveValue("Without scripts.");
  await page.getByRole("button", { name: "Was cut: Example State 2" }).click();
  await expect(line(page, "Example State 2")).toContainText("Was cut");
  await page.getByText("Add to the list", { exact: true }).click();
  await page.getByRole("textbox", { name: "Speakers list" }).fill("???");
  await page.getByRole("button", { name: "Put in the list" }).click();
  await expect(page.getByRole("textbox", { name: "Speakers list" })).toHaveValue("???");
  await expect(page.getByRole("alert").filter({ hasText: "one speaker a line" })).toBeVisible();
  expect(await recordedIn(world.session)).toEqual([1]);
});

test("readers look on and have nothing to press; a partner has a room of its own", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, list);
  const reader = await signedInAs(
    await aMember({ id: world.lead.organisationId, name: "" }, "reader"),
  );
  await reader.goto(`/sessions/${world.session}/room`);
  await expect(line(reader, "Example State 1")).toContainText(world.reference);
  await expect(reader.getByRole("main").getByRole("button")).toHaveCount(0);
  await reader.goto(`/sessions/${world.session}/after`);
  await expect(reader.getByRole("button", { name: /^(Save|Make|Record)/ })).toHaveCount(0);
});
