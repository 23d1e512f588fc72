import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  aSignIn,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, type Fixtures, type Setting, test } from "./fixtures";
import { onDevice } from "./on-device";

const phone = { width: 390, height: 844 };
const words = "Yes, if two others do.";

interface World {
  me: Member;
  colleague: Member;
  ask: string;
  /** Of the State that was asked. */
  key: string;
}

/** An ask of Fiji, which one of two colleagues is about to hear of. */
async function aWorld(): Promise<World> {
  const organisation = await anOrganisation();
  const [me, colleague] = [await aMember(organisation), await aMember(organisation)];
  const theCase = await aCase(me, { title: "Two stopped at the border", countryCode: "CUB" });
  await inTeam(theCase, colleague, "editor");
  const session = await aSession(organisation, { title: "Pre-session" });
  const ask = await aCommitment(theCase, session, { stateCode: "FJI", stage: "planned" });
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'FJI'`;
  return { me, colleague, ask, key: state?.key ?? "" };
}

async function inCorridor(
  signedInAs: Fixtures["signedInAs"],
  { me, key }: World,
  setting: Setting = {},
): Promise<Page> {
  const page = await signedInAs(me, { viewport: phone, ...setting });
  // Whoever was looked at stands on top.
  await page.goto(`/states/${key}`, { waitUntil: "networkidle" });
  await page.goto("/corridor", { waitUntil: "networkidle" });
  return page;
}

async function note(page: Page, { answer = "Agreed", sure = "Said to me", said = "" } = {}) {
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await page.getByRole("radio", { name: answer, exact: true }).check();
  if (sure) {
    await page.getByRole("radio", { name: sure, exact: true }).check();
  }
  if (said) {
    await page.getByLabel(/^A few words/).fill(said);
  }
  await page.getByRole("button", { name: "Save" }).click();
}

/** A colleague moves the ask, as their own page would. */
const moved = ({ colleague, ask }: World, stage: string) =>
  asSuperuser().begin(async (tx) => {
    await tx`select app.begin_session(${colleague.secret})`;
    await tx`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select org_id, id, case_id, ${tx.json({ stage })} from commitments where id = ${ask}`;
  });

const stored = ({ me, ask }: World) =>
  asSuperuser()<{ said: string; stage: string; taken: boolean }[]>`
    select v.said, c.stage, v.taken_back_at is not null as taken from conversations v, commitments c
    where v.recorded_by = ${me.membershipId} and c.id = ${ask} order by v.created_at, v.id`;

const cut = (page: Page) => page.context().setOffline(true);
const mend = (page: Page) => page.context().setOffline(false);

test("three presses and Save, in less than ten seconds, and half a minute to take it back", async ({
  signedInAs,
}) => {
  const world = await aWorld();
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
  const world = await aWorld();
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
  const world = await aWorld();
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
  await expect(page.getByRole("main").getByRole("status")).toContainText("Saved.");
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

test("with the network cut, notes wait on the device where nobody reads them, and go when it is back", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { answer: "Considering", said: words });
  await expect(page.getByRole("banner")).toContainText("Offline · 1 waiting to send");
  await note(page, { answer: "Agreed", sure: "In writing" });
  await expect(page.getByRole("banner")).toContainText("Offline · 2 waiting to send");
  await expect(page.getByText("Saved", { exact: false })).toHaveCount(0);

  const kept = await onDevice(page);
  expect(kept).toHaveLength(2);
  for (const { text, extractable } of kept) {
    expect(extractable).toEqual([false]);
    for (const secret of [words, "Fiji", world.key, world.ask, "agreed", "considering"]) {
      expect(text).not.toContain(secret);
    }
  }
  expect(await stored(world)).toEqual([]);

  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ said: words }, { said: "", stage: "agreed" }]);
  expect(await onDevice(page)).toEqual([]);
});

test("the browser's Back leads to the step before, and what was begun is still there", async ({
  signedInAs,
}) => {
  const world = await aWorld();
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

test("Back leads to the choice without a network, and to what was typed to find a State", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  const who = page.getByRole("heading", { name: "Who did you speak with?" });
  const another = page.getByLabel("Another State").first();
  await another.fill("de");
  await page.getByRole("link", { name: "Denmark" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Denmark" })).toBeVisible();
  await page.goBack();
  await expect(who).toBeVisible();
  await expect(another).toHaveValue("de");
  await another.fill("");
  await cut(page);
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await page.getByRole("radio", { name: "Declined", exact: true }).check();
  await page.goBack();
  await expect(who).toBeVisible();
  await page.getByRole("link", { name: "Fiji" }).first().click();
  await expect(page.getByRole("radio", { name: "Declined", exact: true })).toBeChecked();
});

test("a State that the page does not know takes words without a network", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await page.getByLabel("Another State").first().fill("de");
  await page.getByRole("link", { name: "Denmark" }).click();
  await expect(page.getByText(/^Its asks are not on this page/)).toBeVisible();
  await page.getByLabel(/^A few words/).fill(words);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toMatchObject([{ said: words, stage: "planned" }]);
});

test("what arrived although its answer was lost is kept once", async ({ signedInAs }) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  let sent = 0;
  await page.route("**/corridor/notes", async (route) => {
    sent++;
    // The first time the server has done its work, and nobody hears of it.
    if (sent === 1) {
      await route.fetch();
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await note(page, { said: words });
  await expect.poll(() => stored(world)).toHaveLength(1);
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await cut(page);
  await mend(page);
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(sent).toBeGreaterThan(1);
  expect(await stored(world)).toEqual([{ said: words, stage: "agreed", taken: false }]);
});

test("it is sent from whichever page of ours is opened next", async ({ signedInAs }) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { said: words });
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await page.close();
  const context = page.context();
  await context.setOffline(false);
  const another = await context.newPage();
  await another.goto("/sessions");
  await expect.poll(() => stored(world)).toHaveLength(1);
});

test("where somebody moved the ask meanwhile it asks, and nothing is lost", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await inCorridor(signedInAs, world);
  await cut(page);
  await note(page, { said: words });
  await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  await moved(world, "declined");
  await mend(page);
  const question = page.getByRole("alert").filter({ hasText: "was changed in the meantime" });
  await expect(question).toContainText(`Declined, set by ${world.colleague.personName}`);
  await expect(question).toContainText(words);
  // It waits for an answer, also after the page was left.
  await page.reload({ waitUntil: "networkidle" });
  await expect(question).toContainText(words);
  expect(await stored(world)).toEqual([]);
  await question.getByRole("button", { name: /^Keep what stands/ }).click();
  await expect(page.getByRole("banner")).toContainText("Saved");
  expect(await stored(world)).toEqual([{ said: words, stage: "declined", taken: false }]);

  await note(page, { answer: "Considering" });
  await expect.poll(() => stored(world)).toMatchObject([{ stage: "considering" }, {}]);
});

test.describe("the device is emptied", () => {
  /** A note that can't be sent, on the device. */
  async function waiting(signedInAs: Fixtures["signedInAs"]) {
    const world = await aWorld();
    const page = await inCorridor(signedInAs, world);
    await page.context().route("**/corridor/notes", (route) => route.abort());
    // A page that is closed while its first try is on the way lets that try go on.
    const tried = page.waitForEvent("requestfailed", (one) =>
      one.url().endsWith("/corridor/notes"),
    );
    await note(page, { said: words });
    await tried;
    await expect(page.getByRole("banner")).toContainText("1 waiting to send");
    expect(await onDevice(page)).toHaveLength(1);
    return { world, page };
  }

  test("not by going elsewhere and coming back", async ({ signedInAs }) => {
    const { page } = await waiting(signedInAs);
    await page.goto("/sessions", { waitUntil: "networkidle" });
    await page.goto("/corridor", { waitUntil: "networkidle" });
    await expect(page.getByRole("banner")).toContainText("1 waiting to send");
  });

  /** Signs out, and answers the question whether what waits may be deleted. */
  async function signOut(page: Page, answer: "accept" | "dismiss") {
    await expect(page.getByText("1 waiting to send").first()).toBeAttached();
    const asked = page.waitForEvent("dialog").then(async (dialog) => {
      expect(dialog.message()).toContain("was not sent yet");
      await dialog[answer]();
    });
    await page.evaluate(() =>
      document.querySelector<HTMLFormElement>("form[data-sign-out]")?.requestSubmit(),
    );
    await asked;
  }

  test("by signing out, which asks first", async ({ signedInAs }) => {
    const { page } = await waiting(signedInAs);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/", { waitUntil: "networkidle" });
    await signOut(page, "dismiss");
    await expect(page).toHaveURL(/\/$/);
    expect(await onDevice(page)).toHaveLength(1);
    await signOut(page, "accept");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect.poll(() => onDevice(page)).toEqual([]);
  });

  test("by signing out without a network", async ({ signedInAs }) => {
    const { page } = await waiting(signedInAs);
    await page.goto("/", { waitUntil: "networkidle" });
    await cut(page);
    await signOut(page, "accept");
    await page.waitForTimeout(1000);
    await mend(page);
    await page.goto("/away");
    expect(await onDevice(page)).toEqual([]);
  });

  test("by leaving quickly, without a network, too", async ({ signedInAs }) => {
    const { page } = await waiting(signedInAs);
    await cut(page);
    await page.getByRole("button", { name: "Leave quickly" }).click();
    await page.waitForTimeout(1000);
    await mend(page);
    await page.goto("/away");
    expect(await onDevice(page)).toEqual([]);
  });

  test("after a day, with the page open", async ({ signedInAs }) => {
    const world = await aWorld();
    const page = await signedInAs(world.me, { viewport: phone });
    await page.clock.install();
    await page.goto(`/corridor?state=${world.key}`, { waitUntil: "networkidle" });
    await page.context().route("**/corridor/notes", (route) => route.abort());
    await page.getByRole("radio", { name: "Agreed", exact: true }).check();
    await page.getByRole("radio", { name: "Said to me", exact: true }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("banner")).toContainText("1 waiting to send");
    await page.clock.fastForward("23:58:00");
    await expect(page.getByRole("banner")).toContainText("1 waiting to send");
    await page.clock.fastForward("02:30");
    await page.clock.runFor("01:00");
    await expect(page.getByRole("banner")).not.toContainText("waiting to send");
    expect(await onDevice(page)).toEqual([]);
  });

  test("after a day, before anything is read or sent, when it is opened again", async ({
    signedInAs,
  }) => {
    const { world, page } = await waiting(signedInAs);
    const context = page.context();
    await page.close();
    await context.unroute("**/corridor/notes");
    const later = await context.newPage();
    await later.clock.setFixedTime(Date.now() + 24 * 3_600_000 + 60_000);
    await later.goto("/sessions", { waitUntil: "networkidle" });
    await expect.poll(() => onDevice(later)).toEqual([]);
    expect(await stored(world)).toEqual([]);
  });

  test("by somebody else who signs in on it", async ({ signedInAs, baseURL }) => {
    const { world, page } = await waiting(signedInAs);
    const other = await aMember(await anOrganisation());
    await page.context().addCookies([
      {
        name: "plenary.session",
        value: other.secret,
        url: baseURL as string,
        httpOnly: true,
        sameSite: "Strict",
      },
    ]);
    await page.context().unroute("**/corridor/notes");
    await page.goto("/sessions", { waitUntil: "networkidle" });
    await expect.poll(() => onDevice(page)).toEqual([]);
    expect(await stored(world)).toEqual([]);
  });

  test("by a sign-in that was ended from elsewhere, and not by one that ran out", async ({
    signedInAs,
    baseURL,
  }) => {
    const { world, page } = await waiting(signedInAs);
    const sql = asSuperuser();
    await sql`update sign_ins set last_seen_at = now() - interval '1 hour'
      where person_id = ${world.me.personId}`;
    await page.context().unroute("**/corridor/notes");
    await cut(page);
    await mend(page);
    await expect(page.getByText(/^Your sign-in has ended/)).toBeVisible();
    expect(await onDevice(page)).toHaveLength(1);

    // The same person comes back: what waited is theirs.
    await page.context().addCookies([
      {
        name: "plenary.session",
        value: await aSignIn(world.me.personId, world.me.organisationId),
        url: baseURL as string,
        httpOnly: true,
        sameSite: "Strict",
      },
    ]);
    await page.goto("/corridor");
    await expect.poll(() => stored(world)).toHaveLength(1);

    await cut(page);
    await note(page, { answer: "Declined" });
    await expect(page.getByRole("banner")).toContainText("1 waiting to send");
    await sql`update sign_ins set revoked_at = now() where person_id = ${world.me.personId}`;
    await mend(page);
    await expect.poll(() => onDevice(page)).toEqual([]);
    expect(await stored(world)).toHaveLength(1);
  });
});

test("cautions stand above everything, and the way to contacts below them", async ({
  signedInAs,
}) => {
  const world = await aWorld();
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
    (await aWorld()).key,
  );
  expect(refused).toEqual({ kind: "refused", messageKey: "refusals.notAllowed" });
});

for (const locale of ["en", "qps"] as const) {
  test(`it fits a narrow phone and is light to load: ${locale}`, async ({ signedInAs }) => {
    const world = await aWorld();
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
    const world = await aWorld();
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

test("what is pinned is there without a network, with its asks, and can't be unpinned then", async ({
  signedInAs,
}) => {
  const world = await aWorld();
  const page = await signedInAs(world.me, { viewport: phone });
  await page.goto(`/corridor?state=${world.key}`);
  await page.getByRole("button", { name: "Pin to the top" }).click();
  await expect(page.getByRole("button", { name: "Unpin" })).toBeVisible();
  await page.goto("/corridor", { waitUntil: "networkidle" });
  await page.context().setOffline(true);
  await page.getByRole("region", { name: "Pinned" }).getByRole("link", { name: "Fiji" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fiji" })).toBeVisible();
  await expect(page.getByText("Two stopped at the border").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Unpin" })).toHaveCount(0);
  await page.context().setOffline(false);
});
