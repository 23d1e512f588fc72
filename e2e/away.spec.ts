import { aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

test("a form that gets no answer keeps what was typed, and is done once however often it is sent", async ({
  signedInAs,
}) => {
  const lead = await aMember(await anOrganisation());
  const page = await signedInAs(lead);
  const made = async () =>
    (await asSuperuser()`select title from cases where org_id = ${lead.organisationId}`).length;
  await page.goto("/cases/new");
  const title = page.getByLabel("Working title");
  await title.fill("A notebook taken at the gate");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("They are reported to be stopped.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  const open = page.getByRole("button", { name: "Open the case" });
  const complaint = page.getByRole("alert").filter({ hasText: "There is no connection" });

  await page.context().setOffline(true);
  await open.click();
  await expect(complaint).toContainText("What you typed is still here");
  await expect(title).toHaveValue("A notebook taken at the gate");
  expect(await made()).toBe(0);
  await page.context().setOffline(false);

  // The server does its work, and nobody hears of it.
  await page.route("**/cases/new", async (route) => {
    if (route.request().method() !== "POST") {
      return route.continue();
    }
    await route.fetch({ maxRedirects: 0 });
    return route.abort();
  });
  const lost = page.waitForEvent("requestfailed");
  await open.click();
  await lost;
  expect(await made()).toBe(1);
  await expect(complaint).toBeVisible();
  await expect(title).toHaveValue("A notebook taken at the gate");
  await page.unroute("**/cases/new");
  await open.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "A notebook taken at the gate",
  );
  expect(await made()).toBe(1);
});

test("whoever leaves quickly without a network sees nothing, and is signed out when it is back", async ({
  signedInAs,
}) => {
  const page = await signedInAs(await aMember(await anOrganisation()));
  await page.goto("/");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Leave quickly" }).first().click();
  await expect(page).toHaveURL("about:blank");
  await page.context().setOffline(false);
  await page.goto("/cases");
  await expect(page).toHaveURL(/\/away$/);
  await page.goto("/cases");
  await expect(page).toHaveURL(/\/sign-in/);
  // The next person who signs in here stays.
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
});
