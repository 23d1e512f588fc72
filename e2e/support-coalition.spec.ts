import type { Page } from "@playwright/test";
import { aDefender, aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { axeFaults } from "./axe";
import { expect, type Setting, test } from "./fixtures";

const realName = "Zqamina Zqexample";
const kind = "Temporary relocation";

async function aCoalition() {
  const own = await anOrganisation();
  const [first, second] = [await anOrganisation(), await anOrganisation()];
  return {
    lead: await aMember(own),
    first: await aMember(first),
    second: await aMember(second),
    reader: await aMember(first, "reader"),
  };
}

/** A case with a sealed name and a request for a place to stay, both made in the product: it alone seals. */
async function askForSupport(page: Page, lead: { organisationId: string }) {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two panellists");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("Stopped at the airport.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two panellists");
  const caseId = new URL(page.url()).pathname.split("/")[2] ?? "";
  const defender = await aDefender({ orgId: lead.organisationId, id: caseId, countryCode: "NOR" });
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  await page.goto(`/cases/${caseId}/people`);
  const card = page.getByRole("region", { name: "A lawyer" });
  await card.getByText("Enter an identity").click();
  await card.getByLabel("Name").fill(realName);
  await card.getByRole("button", { name: "Seal it" }).click();
  await expect(card.getByText("Sealed. The case team alone")).toBeVisible();
  await page.goto(`/cases/${caseId}/support/new`);
  await page.getByLabel("What is going on now").fill("Zqhides with a cousin");
  await page.getByLabel("Kind of support").selectOption({ label: kind });
  await page.getByLabel("Practical", { exact: true }).check();
  await page.getByLabel("This week").check();
  await page.getByLabel("What exactly is needed").fill("Zqbed for three weeks");
  await page.getByRole("button", { name: "Open the request" }).click();
  await expect(page).toHaveURL(/\/support\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Says in the product that an organisation gives a place to stay. */
async function offer(page: Page, note: string) {
  await page.goto("/support/offers");
  await page.getByRole("checkbox", { name: kind }).check();
  await page.getByRole("textbox", { name: /^Note/ }).fill(note);
  await page.getByRole("button", { name: "Offer it" }).click();
  await expect(page.getByText(note).first()).toBeVisible();
}

const show = async (page: Page, level: "An outline" | "More", region: RegExp) => {
  await page.getByRole("radio", { name: level }).check();
  await page.getByRole("radio", { name: region }).check();
  await page.getByRole("button", { name: /^Show it/ }).click();
};

const pictures = process.env.PLENARY_PICTURES;
const look = async (page: Page, name: string) => {
  if (pictures) {
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }
};

const settings: [string, Setting][] = [
  ["1440 pixels", { viewport: { width: 1440, height: 900 } }],
  ["390 pixels, dark", { viewport: { width: 390, height: 844 }, theme: "dark" }],
  [
    "390 pixels, without scripts",
    { viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
  ],
];

for (const [name, setting] of settings) {
  test(`a request goes from an outline to help by way of two partners: ${name}`, async ({
    signedInAs,
  }) => {
    test.setTimeout(240_000);
    const world = await aCoalition();
    // What whoever asks does with scripts is tried in the specs of cases and requests.
    const [asking, ours, first, second] = [
      await signedInAs(world.lead),
      await signedInAs(world.lead, setting),
      await signedInAs(world.first, setting),
      await signedInAs(world.second, setting),
    ];
    const base = await askForSupport(asking, world.lead);
    const note = `Rooms of ${world.first.organisationName}`;
    await offer(first, note);
    await look(first, `offers ${name}`);
    await first.getByRole("button", { name: `Pause: ${kind}` }).click();
    await expect(first.getByText(/^Paused since/).first()).toBeVisible();
    await first.getByRole("button", { name: `Take up again: ${kind}` }).click();
    await expect(first.getByText(/^Paused since/)).toHaveCount(0);

    // The partner's offer stands beside the directory, and an outline is shown to it.
    await ours.goto(base);
    const inside = ours.getByRole("region", { name: "Inside the coalition" });
    await expect(inside).toContainText("offers this kind of support");
    await look(ours, `request ${name}`);
    await inside.getByRole("link", { name: world.first.organisationName }).click();
    await expect(ours.getByRole("radio", { name: "More" })).toBeDisabled();
    await show(ours, "An outline", /^Tell it/);
    await expect(ours.getByText("Shown, not taken on")).toBeVisible();
    await look(ours, `partner ${name}`);
    await ours.goto(`${base}/partners/${world.second.organisationId}`);
    await show(ours, "An outline", /^Leave it out/);
    await expect(ours.getByText("Shown, not taken on")).toBeVisible();

    // The partner hears of it, and sees nothing but the outline.
    await first.goto("/inbox");
    await expect(first.getByRole("main")).toContainText(
      `${world.lead.organisationName}\u2069 shows your organisation a request for support`,
    );
    await first.goto("/support/shown");
    await look(first, `shown ${name}`);
    await first.getByRole("link", { name: kind }).click();
    await expect(first.getByRole("heading", { level: 1 })).toHaveText(kind);
    await expect(first.getByText("Western Europe and others")).toBeVisible();
    const shown = new URL(first.url()).pathname;
    expect(await first.content()).not.toMatch(/Zq|Norway|A lawyer|Two panellists|PL-\d{4}/);
    const reading = await signedInAs(world.reader, setting);
    expect((await reading.goto(shown))?.status()).toBe(404);
    expect((await second.goto(shown))?.status()).toBe(404);

    // First come: the other sees that it is taken.
    await first.getByRole("button", { name: "Take it on" }).click();
    await expect(first.getByText("You have it")).toBeVisible();
    await look(first, `claimed ${name}`);
    await second.goto("/support/shown");
    await expect(second.getByText("Taken by another")).toBeVisible();
    await expect(second.getByRole("main")).not.toContainText(world.first.organisationName);
    await ours.goto(`${base}/partners/${world.first.organisationId}`);
    await expect(ours.getByText("They have it")).toBeVisible();

    // More, with consent: exactly that.
    await ours.getByRole("radio", { name: "Yes", exact: true }).check();
    await ours.getByRole("checkbox", { name: "Name", exact: true }).check();
    await ours.getByRole("checkbox", { name: "What is needed", exact: true }).check();
    await ours.getByRole("radio", { name: "The defender" }).check();
    await ours.getByRole("button", { name: "Record the answer" }).click();
    await expect(ours.getByText(/^Yes, and it may be told/)).toBeVisible();
    await show(ours, "More", /^Tell it/);
    await expect(ours.getByText("Not opened yet")).toBeVisible();
    await look(ours, `more ${name}`);
    await first.goto(shown);
    expect(await first.content()).not.toContain(realName);
    await first.getByRole("button", { name: "Show the text" }).click();
    await expect(first.getByRole("region", { name: "The text" })).toContainText(realName);
    await expect(first.getByRole("region", { name: "The text" })).toContainText("Zqbed");
    await expect(first.getByRole("region", { name: "The text" })).not.toContainText("Zqhides");
    await look(first, `text ${name}`);

    // Handed over to the second, with words for whoever asked.
    await first.goto(shown);
    await first.getByLabel("To whom").selectOption({ label: world.second.organisationName });
    const giving = first.getByRole("region", { name: "Give it back or hand it over" });
    await giving.getByRole("textbox").fill("We have no room before January.");
    await giving.getByRole("button", { name: "Give it away" }).click();
    await expect(first.getByText("Taken by another", { exact: true })).toBeVisible();
    await ours.goto("/inbox");
    await expect(ours.getByRole("main")).toContainText(/handed over a request for support/);
    await ours.goto(`${base}/partners/${world.first.organisationId}`);
    await expect(ours.getByText("We have no room before January.")).toBeVisible();

    // What was agreed to is taken back: for the first it is as if it had never been there.
    await ours.getByRole("button", { name: "Record that they withdrew it" }).click();
    await expect(ours.getByText(/^Closed on .*: consent ended$/).first()).toBeAttached();
    expect((await first.goto(shown))?.status()).toBe(404);
    await first.goto("/support/shown");
    await expect(first.getByText("Nothing is shown to your organisation")).toBeVisible();
    await first.goto("/inbox");
    await expect(first.getByRole("main")).toContainText(
      "Consent was withdrawn for something that your organisation received.",
    );

    // The second takes it on itself, and closes it.
    await second.goto("/support/shown");
    await expect(second.getByText("Handed to you")).toBeVisible();
    await second.getByRole("link", { name: kind }).click();
    await second.getByRole("button", { name: "Take it on" }).click();
    await expect(second.getByText("You have it")).toBeVisible();
    const closing = second.getByRole("region", { name: "Say how it ended" });
    await closing.getByRole("radio", { name: "Help was given", exact: true }).check();
    await closing.getByRole("textbox").fill("She is safe.");
    await closing.getByRole("button", { name: "Close", exact: true }).click();
    await expect(second.getByText("Closed by you")).toBeVisible();
    await look(second, `closed ${name}`);
    await ours.goto(`${base}/partners/${world.second.organisationId}`);
    await expect(ours.getByText("Closed by them")).toBeVisible();
    await expect(ours.getByText("She is safe.")).toBeVisible();
    await ours.getByRole("button", { name: "Take it back" }).click();
    await expect(ours.getByText(/^Taken back on/).first()).toBeAttached();
    if (setting.javaScriptEnabled !== false) {
      for (const [page, path] of [
        [ours, base],
        [ours, `${base}/partners/${world.first.organisationId}`],
        [first, "/support/offers"],
      ] as const) {
        await page.goto(path, { waitUntil: "networkidle" });
        expect(await axeFaults(page), path).toEqual([]);
      }
    }
    const isWide = await ours
      .goto(base)
      .then(() =>
        setting.javaScriptEnabled === false
          ? false
          : ours.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
            ),
      );
    expect(isWide).toBe(false);
  });
}
