import type { Page } from "@playwright/test";
import { anOrganisation } from "@/db/testing/factories";
import { aMemberWithPassword, rightPassword } from "@/lib/auth/testing";
import { expect, test } from "./fixtures";

async function signIn(page: Page, email: string, password = rightPassword): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const signInPage = /\/sign-in(\?.*)?$/;

test("somebody signs in and comes to where they wanted to go", async ({ signedOut }) => {
  const { email } = await aMemberWithPassword(await anOrganisation());
  const page = await signedOut();
  await page.goto("/settings/sign-ins");
  await expect(page).toHaveURL(signInPage);
  await signIn(page, email);
  await expect(page).toHaveURL(/\/settings\/sign-ins$/);
  await expect(page.getByText("this browser")).toBeVisible();
});

test("the cookie is a bare secret that scripts and other sites don't reach", async ({
  signedOut,
}) => {
  const { email } = await aMemberWithPassword(await anOrganisation());
  const page = await signedOut();
  await page.goto("/sign-in");
  await signIn(page, email);
  await expect(page).not.toHaveURL(signInPage);
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === "plenary.session")).toMatchObject({
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    value: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  });
  expect(await page.evaluate("document.cookie")).not.toContain("session");
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a wrong password and an unknown address are answered alike, ${how}`, async ({
    signedOut,
  }) => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const page = await signedOut({ javaScriptEnabled });
    const seen: unknown[] = [];
    for (const address of [email, `nobody-${email}`]) {
      await page.goto("/sign-in");
      await signIn(page, address, "not the right password");
      await expect(page.getByText("You are not signed in")).toBeVisible();
      // What was typed is kept, and stands in no address.
      await expect(page.getByLabel("E-mail address")).toHaveValue(address);
      await expect(page.getByLabel("Password")).toHaveValue("");
      expect(page.url()).not.toContain("%40");
      expect(page.url()).not.toContain("@");
      seen.push([page.url(), await page.title(), await page.locator("main").textContent()]);
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  test(`somebody signs in and out, ${how}`, async ({ signedOut }) => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const page = await signedOut({ javaScriptEnabled });
    await page.goto("/sign-in");
    await signIn(page, email);
    await expect(page).not.toHaveURL(signInPage);
    await page.goto("/settings");
    await page.getByText("Plenary", { exact: true }).first().click();
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await expect(page).toHaveURL(signInPage);
    await page.goto("/settings");
    await expect(page).toHaveURL(signInPage);
  });

  test(`leaving quickly ends on a page that says nothing, ${how}`, async ({ signedOut }) => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const page = await signedOut({ javaScriptEnabled });
    await page.goto("/sign-in");
    await signIn(page, email);
    await expect(page).not.toHaveURL(signInPage);
    const [session] = (await page.context().cookies()).filter(
      ({ name }) => name === "plenary.session",
    );
    await page.getByRole("button", { name: "Leave quickly" }).first().click();
    await expect(page).toHaveURL(/\/away$/);
    await expect(page.locator("body")).not.toContainText(/plenary|sign/i);
    await expect(async () => {
      expect(await page.context().cookies()).toEqual([]);
    }).toPass();
    // Nobody who kept the secret gets in with it either.
    await page.context().addCookies(session ? [session] : []);
    await page.goto("/settings");
    await expect(page).toHaveURL(signInPage);
  });
}

/** Two windows of one browser, both with their scripts there. */
async function twoWindows(
  signedOut: () => Promise<Page>,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<[Page, Page]> {
  const { email } = await aMemberWithPassword(await anOrganisation());
  const page = await signedOut();
  await prepare?.(page);
  await page.goto("/sign-in");
  await signIn(page, email);
  await expect(page).not.toHaveURL(signInPage);
  const other = await page.context().newPage();
  await other.goto("/commitments");
  // Before its scripts are there a window hears nothing and says nothing.
  for (const window of [page, other]) {
    await window.bringToFront();
    await expect(async () => {
      await window.keyboard.press("Control+k");
      await expect(window.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await window.keyboard.press("Escape");
  }
  await page.bringToFront();
  return [page, other];
}

for (const [how, leave] of [
  ["leaves quickly", "Leave quickly"],
  ["signs out", "Sign out"],
] as const) {
  test(`whoever ${how} in one window leaves nothing on the screen of the others`, async ({
    signedOut,
  }) => {
    const [page, other] = await twoWindows(signedOut);
    if (leave === "Sign out") {
      await page.getByText("Plenary", { exact: true }).first().click();
    }
    await page.getByRole("button", { name: leave }).first().click();
    await expect(other).toHaveURL(leave === "Sign out" ? signInPage : /\/away$/);
    await expect(other.locator("body")).not.toContainText("commitments");
  });
}

test("a window that hears nothing keeps its page (the broken variant)", async ({ signedOut }) => {
  const [page, other] = await twoWindows(signedOut, (one) =>
    one.context().addInitScript(() => Reflect.deleteProperty(globalThis, "BroadcastChannel")),
  );
  await page.getByRole("button", { name: "Leave quickly" }).first().click();
  await expect(page).toHaveURL(/\/away$/);
  await other.waitForTimeout(2_000);
  await expect(other).toHaveURL(/\/commitments/);
  await expect(other.locator("body")).toContainText("Commitments");
});

test("one browser signs another one out", async ({ signedOut }) => {
  const { email } = await aMemberWithPassword(await anOrganisation());
  const [here, there] = [await signedOut(), await signedOut()];
  for (const page of [there, here]) {
    await page.goto("/sign-in");
    await signIn(page, email);
    await expect(page).not.toHaveURL(signInPage);
  }
  await here.goto("/settings/sign-ins");
  // The factory has signed them in once as well, in a browser without a name.
  await expect(here.getByText(/^Signed in .* · last used/)).toHaveCount(3);
  await here.getByRole("button", { name: /^Sign out there: Chrome on / }).click();
  await expect(here.getByText(/^Signed in .* · last used/)).toHaveCount(2);
  await there.goto("/settings");
  await expect(there).toHaveURL(signInPage);

  await here.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(here.getByText("You are signed in nowhere else.")).toBeVisible();
});

test("a new password ends the other sign-ins", async ({ signedOut, signedInAs }) => {
  const member = await aMemberWithPassword(await anOrganisation());
  const there = await signedInAs(member);
  const here = await signedOut();
  await here.goto("/sign-in");
  await signIn(here, member.email);
  await expect(here).not.toHaveURL(signInPage);
  await here.goto("/settings/password");
  await here.getByLabel("Current password").fill(rightPassword);
  await here.getByLabel("New password").fill("short");
  await here.getByLabel("New password").evaluate((field) => field.removeAttribute("minlength"));
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("Use at least 15 characters.")).toBeVisible();
  await here.getByLabel("Current password").fill(rightPassword);
  await here.getByLabel("New password").fill("nine brave otters sing");
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("The password is changed.")).toBeVisible();
  await there.goto("/settings");
  await expect(there).toHaveURL(signInPage);
});

test("preferences are kept and seen at once", async ({ signedInAs }) => {
  const page = await signedInAs(await aMemberWithPassword(await anOrganisation()));
  await page.goto("/settings");
  await page.getByLabel("Your name").fill("Ana of the Example");
  await page.getByLabel("Time zone").selectOption("America/Bogota");
  await page.getByLabel("Dark").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Done: Saved" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByLabel("Your name")).toHaveValue("Ana of the Example");
  await expect(page.getByLabel("Time zone")).toHaveValue("America/Bogota");
});

test("nothing is signed out or in by a link or from another site", async ({
  signedInAs,
  baseURL,
}) => {
  const page = await signedInAs(await aMemberWithPassword(await anOrganisation()));
  const { request } = page.context();
  for (const path of ["/sign-out", "/leave"]) {
    expect((await request.get(path)).status()).toBe(405);
    for (const origin of ["", "null", "https://evil.example"]) {
      const headers: Record<string, string> = origin ? { origin } : {};
      expect((await request.post(path, { headers })).status()).toBe(403);
    }
  }
  for (const path of ["session", "providers", "csrf", "signin", "signout", "error"]) {
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
  }
  const own = { origin: baseURL as string };
  for (const path of ["signout", "session", "_log", "callback/oidc", "callback/other"]) {
    expect((await request.post(`/api/auth/${path}`, { headers: own })).status()).toBe(404);
  }
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/settings$/);
});

test("a form without its token signs nobody in", async ({ signedOut, baseURL }) => {
  const { email } = await aMemberWithPassword(await anOrganisation());
  const { request } = (await signedOut()).context();
  const answer = await request.post("/api/auth/callback/password", {
    headers: { origin: baseURL as string },
    form: { email, password: rightPassword },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/sign-in?again=form");
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("plenary.session");
});

test("who sends a form after the sign-in has ended is told that nothing was sent, without scripts", async ({
  signedInAs,
}) => {
  const member = await aMemberWithPassword(await anOrganisation());
  const page = await signedInAs(member, { javaScriptEnabled: false });
  await page.goto("/settings");
  await page.getByLabel("Your name").fill("Somebody Else");
  await page.context().clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(signInPage);
  await expect(page.getByText("Nothing was sent")).toBeVisible();
  await signIn(page, member.email);
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByLabel("Your name")).not.toHaveValue("Somebody Else");
});
