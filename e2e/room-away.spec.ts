import { asSuperuser } from "@/db/testing/superuser";
import { expect, type Fixtures, test } from "./fixtures";
import { onDevice } from "./on-device";
import { line, list, openRoom } from "./room-page";
import { aRoomWorld, type RoomWorld, recordedIn } from "./room-world";

test("what is pressed and typed without a network stays, says so, and is sent with its minute", async ({
  signedInAs,
}) => {
  const world = await aRoomWorld();
  const page = await signedInAs(world.lead);
  await openRoom(page, world, list);
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
    await openRoom(page, world, list);
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
    await openRoom(page, world);
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
    await openRoom(page, world, list);
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
    await openRoom(theirs, world);
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
    await openRoom(theirs, world);
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
      await openRoom(page, world, list);
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
