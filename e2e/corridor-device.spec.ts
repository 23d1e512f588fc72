import type { Page } from "@playwright/test";
import { aMember, anOrganisation, aSignIn } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import {
  aCorridorWorld,
  cut,
  inCorridor,
  mend,
  note,
  phone,
  stored,
  words,
} from "./corridor-world";
import { expect, type Fixtures, test } from "./fixtures";
import { onDevice } from "./on-device";

test.describe("the device is emptied", () => {
  /** A note that can't be sent, on the device. */
  async function waiting(signedInAs: Fixtures["signedInAs"]) {
    const world = await aCorridorWorld();
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
    const world = await aCorridorWorld();
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
