import { administrator, expect, test } from "./fixtures";
import { pages } from "./pages";
import { addressOf, placesOfTheExample } from "./places";

test("no page breaks its own content policy or complains in the console", async ({
  signedInAs,
}) => {
  test.setTimeout(240_000);
  const places = await placesOfTheExample();
  const page = await signedInAs(administrator);
  const complaints: string[] = [];
  let route = "";
  page.on("console", (message) => {
    // A page that is not there says so by its status, which the browser repeats here.
    if (message.type() === "error" && !message.text().includes("status of 404")) {
      complaints.push(`${route}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`${route}: ${error.message}`));
  for (route of pages()) {
    await page.goto(addressOf(route, places), { waitUntil: "networkidle" });
  }
  expect(complaints).toEqual([]);
});

test("turns red when a script is slipped into a page", async ({ signedInAs }) => {
  const page = await signedInAs(administrator);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto("/settings", { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.setAttribute("src", "data:text/javascript,window.slipped=1");
    document.body.innerHTML += '<img src="x" onerror="window.slipped=1">';
    document.body.append(script);
  });
  await page.waitForTimeout(300);
  expect(complaints.join("\n")).toContain("Content Security Policy");
});
