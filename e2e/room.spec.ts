import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { aConsent, aDefender, aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, type Fixtures, test } from "./fixtures";
import { onDevice } from "./on-device";
import { aRoomWorld, askedWords, type RoomWorld, recordedIn } from "./room-world";

const list = `1. Example State 1
2. Example State 2
3. Example State 3 (on behalf of Example State 4)`;

const line = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function open(page: Page, { session }: RoomWorld, text?: string) {
  await page.goto(`/sessions/${session}/room`);
  if (text) {
    await page.getByRole("textbox", { name: "Speakers list" }).fill(text);
    await page.getByRole("button", { name: "Put in the list" }).click();
    await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
  }
}

const order = (page: Page) => page.getByRole("heading", { level: 3 }).allTextContents();

test("a speaker is heard with one key, and the exact words are typed at once and stored", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await open(page, world, list);
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
  const again = line(page, "Example State 1");
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
  await open(page, world, list);
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
  await open(mine, world, list);
  await open(theirs, world);
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

test("the list is ordered with the keys and by hand, and what is unclear is asked about", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await open(page, world, `${list}\n4. Germny\n5. Example State 5, Example State 6`);
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

test("a joint statement credits its members, and the account says through whom", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await open(page, world, list);
  const joint = line(page, "Example State 3");
  await expect(joint).toContainText("Joint statement");
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

test("what is pressed and typed without a network stays, says so, and is sent with its minute", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await open(page, world, list);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
  const first = line(page, "Example State 1");
  await expect(first).toContainText("stamped by you");
  await first.getByLabel("The exact words").fill("Typed in a cellar.");
  await first.getByRole("button", { name: "Save the words: Example State 1" }).click();
  await expect(page.getByText("2 steps are not sent yet")).toBeVisible();
  await expect(first).toContainText("Not stored yet");
  expect(await recordedIn(world.session)).toEqual([]);
  await page.context().setOffline(false);
  await expect(page.getByText(/not sent yet/)).toBeHidden();
  await expect(first).not.toContainText("Not stored yet");
  expect(await recordedIn(world.session)).toEqual([1]);
  const [note] = await asSuperuser()`select e.quote from evidence e join interventions i
    on i.id = e.intervention_id where i.session_id = ${world.session}`;
  expect(note?.quote).toBe("Typed in a cellar.");
});

test.describe("on a bad network", () => {
  const minutes = 7;

  /** The desk of somebody whose network is gone, on a clock that can be moved on to the time that it really is. */
  async function cutOff(signedInAs: Fixtures["signedInAs"], world: RoomWorld) {
    const page = await signedInAs(world.lead);
    await page.clock.install({ time: Date.now() - minutes * 60_000 });
    await open(page, world, list);
    await page.context().setOffline(true);
    return page;
  }

  const minuteOf = (at: number) => new Date(Math.floor(at / 60_000) * 60_000).toISOString();
  const stampOf = async (world: RoomWorld) =>
    (
      await asSuperuser()<{ at: Date | null }[]>`select spoke_at as at from speakers
        where session_id = ${world.session} and state_code = 'XEA'`
    )[0]?.at?.toISOString();

  test("what was pressed outlives the page, and is stamped once, with the minute of the press", async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const left = await cutOff(signedInAs, world);
    const before = Date.now() - minutes * 60_000;
    await left.getByRole("button", { name: "Heard it: Example State 1" }).click();
    const after = Date.now() - minutes * 60_000;
    const words = line(left, "Example State 1").getByLabel("The exact words");
    await words.fill("Typed in a cellar.");
    await left.getByRole("button", { name: "Save the words: Example State 1" }).click();
    await expect(left.getByText("2 waiting to send").first()).toBeVisible();
    await expect(left.getByText("Kept on this device, encrypted")).toBeVisible();
    await expect.poll(async () => (await onDevice(left)).length).toBe(2);
    const kept = await onDevice(left);
    expect(JSON.stringify(kept)).not.toMatch(/cellar|Example|XEA|hear|quote/);
    expect(kept.flatMap(({ extractable }) => extractable)).toEqual([false, false]);

    // The page is really gone. Closed, not loaded again: a browser that comes back opens the failed page by itself,
    // and what that one sends is not held here.
    const context = left.context();
    await left.close();
    let sent = 0;
    let isHeld = true;
    let heldAt = 0;
    await context.route("**/room/rows", async (route) => {
      if (route.request().method() !== "POST") {
        return route.continue();
      }
      if (isHeld) {
        heldAt = route.request().postDataJSON().ago;
        return route.abort();
      }
      sent += 1;
      // The first time the server has done its work, and nobody hears of it.
      if (sent === 1) {
        await route.fetch();
        return route.abort();
      }
      return route.continue();
    });
    await context.setOffline(false);
    const page = await context.newPage();
    const first = line(page, "Example State 1");
    await open(page, world);
    await expect(page.getByText("2 waiting to send").first()).toBeVisible();
    // Minutes pass in the page that is open now: a clock that is moved between two pages may lose its way.
    await page.clock.fastForward(minutes * 60_000);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    // A try from before the minutes passed may still be on its way: let go of none but later ones.
    await expect.poll(() => heldAt).toBeGreaterThan(minutes * 60_000);
    isHeld = false;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(first).toContainText("stamped by you");
    await expect.poll(async () => (await onDevice(page)).length).toBe(0);
    expect(sent).toBeGreaterThan(2);
    expect(await recordedIn(world.session)).toEqual([1]);
    expect([minuteOf(before), minuteOf(after)]).toContain(await stampOf(world));
    await page.reload();
    await expect(first.getByLabel("The exact words")).toHaveValue("Typed in a cellar.");
    const notes = await asSuperuser()`select e.quote from evidence e join interventions i
      on i.id = e.intervention_id where i.session_id = ${world.session}`;
    expect(notes.map(({ quote }) => quote)).toEqual(["Typed in a cellar."]);
    await expect(page.getByText("waiting to send")).toHaveCount(0);
  });

  test("it is shown and counted before it could be sent, and sent from another page of ours", async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const page = await signedInAs(world.lead);
    await open(page, world, list);
    await page
      .context()
      .route("**/room/rows", (route) =>
        route.request().method() === "POST" ? route.abort() : route.continue(),
      );
    await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
    await expect(page.getByText("One step is not sent yet")).toBeVisible();
    await page.reload();
    await expect(line(page, "Example State 1")).toContainText("stamped by you");
    await expect(line(page, "Example State 1")).toContainText("Not stored yet");
    await expect(page.getByText("1 waiting to send").first()).toBeVisible();
    expect(await recordedIn(world.session)).toEqual([]);
    await page.context().unroute("**/room/rows");
    await page.goto("/sessions");
    await expect.poll(() => recordedIn(world.session)).toEqual([1]);
    await expect.poll(async () => (await onDevice(page)).length).toBe(0);
  });

  test("a colleague stamped it meanwhile: both minutes are said, and one is chosen", async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const page = await cutOff(signedInAs, world);
    const before = Date.now() - minutes * 60_000;
    await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
    const after = Date.now() - minutes * 60_000;
    await expect(page.getByText("1 waiting to send").first()).toBeVisible();
    const theirs = await signedInAs(world.second);
    await open(theirs, world);
    await theirs.getByRole("button", { name: "Heard it: Example State 1" }).click();
    await expect(line(theirs, "Example State 1")).toContainText("stamped by you");
    // Shown at once; what counts here is that it is stored.
    await expect.poll(() => recordedIn(world.session)).toEqual([1]);
    await page.clock.fastForward(minutes * 60_000);
    await page.context().setOffline(false);
    const question = page.getByRole("alert").filter({ hasText: "stamped in the meantime" });
    await expect(question).toContainText(`stamped by ${world.second.personName}`);
    await expect(question).toContainText("You pressed at");
    expect(await recordedIn(world.session)).toEqual([1]);
    // It waits for an answer, also when the page was left.
    await page.reload();
    await question.getByRole("button", { name: /^Set it to/ }).click();
    await expect(question).toBeHidden();
    await expect
      .poll(async () => [minuteOf(before), minuteOf(after)].includes((await stampOf(world)) ?? ""))
      .toBe(true);
    await expect(line(page, "Example State 1")).toContainText(
      `stamped by ${world.second.personName}`,
    );
    await expect.poll(() => onDevice(page)).toEqual([]);
  });

  test("what is refused later is kept with its words until somebody lets it go", async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const page = await cutOff(signedInAs, world);
    await page.getByRole("button", { name: "Was cut: Example State 1" }).click();
    await expect(page.getByText("1 waiting to send").first()).toBeVisible();
    const theirs = await signedInAs(world.second);
    await open(theirs, world);
    await theirs.getByRole("button", { name: "Heard it: Example State 1" }).click();
    await expect(line(theirs, "Example State 1")).toContainText("stamped by you");
    // Shown at once; what counts here is that it is stored.
    await expect.poll(() => recordedIn(world.session)).toEqual([1]);
    await page.clock.fastForward(minutes * 60_000);
    await page.context().setOffline(false);
    const question = page
      .getByRole("alert")
      .filter({ hasText: "Not stored: Was cut, Example State 1" });
    await expect(question).toContainText("It has been heard already");
    // Said once: where it can be answered.
    await expect(page.getByRole("alert").filter({ hasText: "heard already" })).toHaveCount(1);
    await page.reload();
    await question.getByRole("button", { name: /^Delete/ }).click();
    await expect(question).toBeHidden();
    await expect.poll(async () => (await onDevice(page)).length).toBe(0);
    await expect(line(page, "Example State 1")).toContainText("Heard at");
  });

  for (const way of ["signing out", "leaving quickly"] as const) {
    test(`the device is emptied by ${way}, without a network, too`, async ({ signedInAs }) => {
      const world = await aRoomWorld();
      const page = await signedInAs(world.lead);
      await open(page, world, list);
      await page.context().setOffline(true);
      await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
      await expect.poll(async () => (await onDevice(page)).length).toBe(1);
      await expect(page.getByText("1 waiting to send").first()).toBeVisible();
      if (way === "signing out") {
        const asked = page.waitForEvent("dialog").then((dialog) => dialog.accept());
        await page.evaluate(() =>
          document.querySelector<HTMLFormElement>("form[data-sign-out]")?.requestSubmit(),
        );
        await asked;
      } else {
        await page.getByRole("button", { name: "Leave quickly" }).first().click();
      }
      await page.waitForTimeout(1000);
      await page.context().setOffline(false);
      await page.goto("/away");
      expect(await onDevice(page)).toEqual([]);
      expect(await recordedIn(world.session)).toEqual([]);
    });
  }
});

test("all of it works without scripts", async ({ signedInAs }) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await open(page, world, list);
  await page.getByRole("button", { name: "Heard it: Example State 1" }).click();
  const first = line(page, "Example State 1");
  await expect(first).toContainText("stamped by you");
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

for (const javaScriptEnabled of [true, false]) {
  test(`after the session: why not, thanks in one press, and what came later, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const world = await aRoomWorld();
    const desk = await signedInAs(world.lead);
    await open(desk, world, "Example State 1\nExample State 2\nExample State 5");
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
  await open(page, world, "Example State 1\nExample State 2");
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

test("readers look on and have nothing to press; a partner has a room of its own", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await open(page, world, list);
  const reader = await signedInAs(
    await aMember({ id: world.lead.organisationId, name: "" }, "reader"),
  );
  await reader.goto(`/sessions/${world.session}/room`);
  await expect(line(reader, "Example State 1")).toContainText(world.reference);
  await expect(reader.getByRole("main").getByRole("button")).toHaveCount(0);
  await reader.goto(`/sessions/${world.session}/after`);
  await expect(reader.getByRole("button", { name: /^(Save|Make|Record)/ })).toHaveCount(0);
});
