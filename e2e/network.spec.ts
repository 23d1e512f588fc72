import type { Page } from "@playwright/test";
import { advocate, expect, test } from "./fixtures";
import { everyPage } from "./walk";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

test("no page asks another host for anything", async ({ signedInAs, signedOut, baseURL }) => {
  test.setTimeout(400_000);
  const elsewhere: string[] = [];
  const prepare = (page: Page) =>
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.protocol !== "blob:" && url.origin !== baseURL) {
        elsewhere.push(url.href);
      }
    });
  for await (const _ of everyPage({ signedInAs, signedOut, who: advocate, prepare })) {
    // Opening it is all.
  }
  expect(elsewhere).toEqual([]);
});

test("turns red when a page does", async ({ signedInAs, baseURL }) => {
  const page = await signedInAs(advocate);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== baseURL) {
      elsewhere.push(request.url());
    }
  });
  await page.route("**/away", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<img src="http://elsewhere.invalid/pixel.png" alt="">',
    }),
  );
  await page.goto("/away");
  expect(elsewhere).toEqual(["http://elsewhere.invalid/pixel.png"]);
});

test("a walk over every page turns red when one answers with something else", async ({
  signedInAs,
  signedOut,
}) => {
  for (const answer of [{ status: 404 }, { status: 307, headers: { Location: "/sign-in" } }]) {
    const prepare = (page: Page) => page.route("**/activity", (route) => route.fulfill(answer));
    const walk = everyPage({ signedInAs, signedOut, who: advocate, prepare });
    const walked = async () => {
      for await (const { route } of walk) {
        expect(route < "/b", `${route} comes after the broken one`).toBe(true);
      }
    };
    await expect(walked()).rejects.toThrow("/activity answers");
  }
});
