import { gzipSync } from "node:zlib";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aCorridorWorld, inCorridor, moved, note, phone, stored, words } from "./corridor-world";
import { expect, test } from "./fixtures";
import { onDevice } from "./on-device";

test("three presses and Save, in less than ten seconds, and half a minute to take it back", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await expect(page).toHaveTitle("Corridor · Plenary");
  const began = Date.now();
  await note(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(await stored(world)).toEqual([{ said: "", stage: "agreed", taken: false }]);
  expect(await onDevice(page)).toEqual([]);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back, with what it moved.").first()).toBeVisible();
  expect(await stored(world)).toEqual([{ said: "", stage: "planned", taken: true }]);
});

test("what is missing is said before anything is kept", async ({ signedInAs }) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Choose what they said, or write a few words.").last()).toBeVisible();
  await page.getByRole("radio", { name: "Declined", exact: true }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Choose how sure it is.").last()).toBeVisible();
  // What the server would refuse does not wait on the device for it.
  await page.getByLabel(/^A few words/).fill("word ".repeat(401));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The words are longer than 2,000 characters.").last()).toBeVisible();
  expect(await stored(world)).toEqual([]);
  await page.getByLabel(/^A few words/).fill("");
  // Where nothing was said there is nothing to be sure of.
  await page.getByRole("radio", { name: "Asked, no answer", exact: true }).check();
  await expect(page.getByText("How sure?")).toBeHidden();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ stage: "asked" }]);
});

test("without scripts the same form asks, keeps and takes back", async ({ signedInAs }) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world, { javaScriptEnabled: false });
  await page.getByRole("link", { name: "Fiji" }).first().click();
  // Somebody is quicker, between the page and Save.
  await moved(world, "declined");
  await page.getByRole("radio", { name: "Agreed", exact: true }).check();
  await page.getByRole("radio", { name: "Two of us heard", exact: true }).check();
  await page.getByLabel(/^A few words/).fill(words);
  await page.getByRole("button", { name: "Save" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "was changed in the meantime" });
  await expect(alert).toContainText(
    `It stands at: Declined, set by ${world.colleague.personName}.`,
  );
  await expect(alert).toContainText("You noted: Agreed · Two of us heard");
  await expect(page.getByLabel(/^A few words/)).toHaveValue(words);
  expect(await stored(world)).toEqual([]);

  await alert.getByRole("button", { name: "Set mine" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("Saved: Fiji, Agreed.");
  expect(await stored(world)).toEqual([{ said: words, stage: "agreed", taken: false }]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back, with what it moved.")).toBeVisible();
  expect(await stored(world)).toEqual([{ said: words, stage: "declined", taken: true }]);

  // Any other State, from a list.
  await page.goto("/corridor");
  await page.getByRole("link", { name: "All States" }).click();
  await page.getByLabel("All States").selectOption({ label: "Denmark" });
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Denmark");
  await expect(page).toHaveURL(/\/corridor\?state=[0-9a-z]{10}$/);
});

test("the browser's Back leads to the step before, and what was begun is still there", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  const page = await inCorridor(signedInAs, world);
  const who = page.getByRole("heading", { name: "Who did you speak with?" });
  const fiji = page.getByRole("heading", { level: 1, name: "Fiji" });
  const agreed = page.getByRole("radio", { name: "Agreed", exact: true });
  const begun = async () => {
    await expect(fiji).toBeVisible();
    await expect(agreed).toBeChecked();
    await expect(page.getByRole("radio", { name: "In writing" })).toBeChecked();
    await expect(page.getByLabel(/^A few words/)).toHaveValue(words);
  };
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await agreed.check();
  await page.getByRole("radio", { name: "In writing" }).check();
  await page.getByLabel(/^A few words/).fill(words);

  await page.goBack();
  await expect(who).toBeVisible();
  await expect(page).toHaveURL(/\/corridor$/);
  await page.goForward();
  await begun();
  // Somebody looks up a contact, and comes back to where they were.
  await page.getByRole("link", { name: /^Contacts/ }).click();
  await expect(page).toHaveURL(new RegExp(`/states/${world.key}$`));
  await page.goBack();
  await begun();
  await page.getByRole("link", { name: "Another State" }).click();
  await expect(who).toBeVisible();
  await page.goForward();
  await begun();

  await page.getByRole("button", { name: "Save" }).click();
  await expect(who).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ said: words, stage: "agreed" }]);
  // What was saved is not begun any more.
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await expect(fiji).toBeVisible();
  await expect(agreed).not.toBeChecked();
  await expect(page.getByLabel(/^A few words/)).toHaveValue("");
});

test("cautions stand above everything, and the way to contacts below them", async ({
  signedInAs,
}) => {
  const world = await aCorridorWorld();
  await asSuperuser()`insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
    values (${world.me.organisationId}, 'FJI', 'visitor_exposure', 'The door is watched.', 'A visitor',
      '2026-11-01', ${world.me.membershipId})`;
  const page = await inCorridor(signedInAs, world);
  await page.getByRole("link", { name: "Fiji" }).first().click();
  const caution = page.getByText("Being seen going in may expose the defender.");
  await expect(caution).toBeVisible();
  await caution.click();
  await expect(page.getByText("The door is watched.")).toBeVisible();
  const contacts = page.getByRole("link", { name: /^Contacts/ });
  const place = async (locator: typeof contacts) => (await locator.boundingBox())?.y ?? 0;
  expect(await place(caution)).toBeLessThan(await place(contacts));
});

test("a reader has nothing to note, and is offered nothing", async ({ signedInAs }) => {
  const page = await signedInAs(await aMember(await anOrganisation(), "reader"), {
    viewport: phone,
  });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Log", exact: true })).toHaveCount(0);
  expect((await page.goto("/corridor"))?.status()).toBe(404);
  const refused = await page.evaluate(
    async (key) =>
      (
        await fetch("/corridor/notes", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            key: "01900000-0000-7000-8000-000000000001",
            note: { stateKey: key, about: "none", said: "Tried" },
          }),
        })
      ).json(),
    (await aCorridorWorld()).key,
  );
  expect(refused).toEqual({ kind: "refused", messageKey: "refusals.notAllowed" });
});

for (const locale of ["en", "qps"] as const) {
  test(`it fits a narrow phone and is light to load: ${locale}`, async ({ signedInAs }) => {
    const world = await aCorridorWorld();
    const page = await inCorridor(signedInAs, world, {
      locale,
      viewport: { width: 320, height: 640 },
    });
    for (const address of ["/corridor", `/corridor?state=${world.key}`]) {
      const response = await page.goto(address, { waitUntil: "networkidle" });
      const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
      expect(await page.evaluate(overflow), address).toBeLessThanOrEqual(0);
      if (locale === "en") {
        expect(gzipSync((await response?.body()) ?? "").length, address).toBeLessThan(15 * 1024);
      }
      for (const radio of await page.getByRole("radio").all()) {
        const box = (await radio.isVisible()) ? await radio.boundingBox() : null;
        expect(box === null || box.height >= 44).toBe(true);
      }
    }
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a State is pinned to the top and unpinned, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const world = await aCorridorWorld();
    const page = await signedInAs(world.me, { viewport: phone, javaScriptEnabled });
    await page.goto(`/corridor?state=${world.key}`);
    await page.getByRole("button", { name: "Pin to the top" }).click();
    await expect(page.getByRole("button", { name: "Unpin" })).toBeVisible();
    await page.goto("/corridor");
    const pinned = page.getByRole("region", { name: "Pinned" });
    await expect(pinned.getByRole("link", { name: "Fiji" })).toBeVisible();
    const theirs = await signedInAs(world.colleague, { viewport: phone });
    await theirs.goto("/corridor");
    await expect(theirs.getByRole("region", { name: "Pinned" })).toHaveCount(0);
    await pinned.getByRole("link", { name: "Fiji" }).click();
    await page.getByRole("button", { name: "Unpin" }).click();
    await expect(page.getByRole("button", { name: "Pin to the top" })).toBeVisible();
    await page.goto("/corridor");
    await expect(pinned).toHaveCount(0);
  });
}
