import type { Page } from "@playwright/test";
import { aCase, aMember, anOrganisation } from "@/db/testing/factories";
import { advocate, expect, test } from "./fixtures";

const nothing = "01900000-0000-7000-8000-000000000000";
const missing = {
  case: `/cases/${nothing}`,
  "State's page": "/states/nothing",
  commitment: `/commitments/${nothing}`,
  session: `/sessions/${nothing}`,
  "place to record what was said": "/commitments/record",
};

for (const [what, address] of Object.entries(missing)) {
  test(`a missing ${what} says so before scripts arrive`, async ({ signedInAs }) => {
    const page = await signedInAs(advocate, { javaScriptEnabled: false });
    expect((await page.goto(address))?.status()).toBe(404);
    await expectWords(page);
    await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeVisible();
  });
}

test("a case of others says the same as one that is not there, before scripts arrive", async ({
  signedInAs,
}) => {
  const theirs = await aCase(await aMember(await anOrganisation()), { title: "Zebra crossing" });
  const page = await signedInAs(advocate, { javaScriptEnabled: false });
  const words = async (address: string) => {
    expect((await page.goto(address))?.status()).toBe(404);
    await expectWords(page);
    return page.locator("body").innerText();
  };
  expect(await words(`/cases/${theirs.id}`)).toBe(await words(missing.case));
  expect(await page.content()).not.toContain("Zebra");
});

test("it says so in the reader's language and direction", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, {
    javaScriptEnabled: false,
    locale: "qps",
    theme: "dark",
  });
  await page.goto(missing.case);
  const root = page.locator("html");
  await expect(root).toHaveAttribute("lang", "en-Arab-XA");
  await expect(root).toHaveAttribute("dir", "rtl");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^⟦.+⟧$/);
});

test("with scripts it stays as it came, and leads on", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("status of 404")) {
      complaints.push(message.text());
    }
  });
  await page.goto(missing.case, { waitUntil: "networkidle" });
  await expectWords(page);
  expect(new URL(page.url()).pathname).toBe(missing.case);
  await page.getByRole("link", { name: "Cases" }).first().click();
  await expect(page).toHaveURL(/\/cases$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cases");
  await page.goBack();
  await expectWords(page);
  expect(complaints).toEqual([]);
});

test("the page with the words is not there by itself", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { javaScriptEnabled: false });
  expect((await page.goto("/missing"))?.status()).toBe(404);
  await expectWords(page);
});

test("nobody outside can ask for the words in the place of a page", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  await page.setExtraHTTPHeaders({ "x-plenary-missing": "1" });
  expect((await page.goto("/cases"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cases");
});

test("turns red when the body arrives empty", async ({ signedInAs }) => {
  const page = await signedInAs(advocate, { javaScriptEnabled: false });
  await page.route(`**${missing.case}`, (route) =>
    route.fulfill({
      status: 404,
      contentType: "text/html",
      body: '<!DOCTYPE html><html id="__next_error__"><head></head><body></body></html>',
    }),
  );
  await page.goto(missing.case);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
});

async function expectWords(page: Page): Promise<void> {
  await expect(page).toHaveTitle("Not found · Plenary");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is not here");
}
