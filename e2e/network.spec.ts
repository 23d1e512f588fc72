import { advocate, expect, test } from "./fixtures";
import { pages } from "./pages";
import { addressOf, placesOfTheExample } from "./places";

test("no page asks another host for anything", async ({ signedInAs, baseURL }) => {
  test.setTimeout(180_000);
  const places = await placesOfTheExample();
  const page = await signedInAs(advocate);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.protocol !== "blob:" && url.origin !== baseURL) {
      elsewhere.push(url.href);
    }
  });
  for (const route of pages()) {
    await page.goto(addressOf(route, places), { waitUntil: "load" });
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
