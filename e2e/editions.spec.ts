import { createHash } from "node:crypto";
import { aDefender } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { aVersionToSign, storedWords, words } from "@/lib/alerts/testing";
import { axeFaults } from "./axe";
import { choose, open } from "./desk-world";
import { anIssuableAlert, aSignature } from "./edition-world";
import { expect, test } from "./fixtures";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

type World = Awaited<ReturnType<typeof anIssuableAlert>>;

async function publicAddress({ alertId }: World, language = "en"): Promise<string> {
  const [row] = await asSuperuser()<{ token: string }[]>`
    select public_token as token from editions
    where alert_id = ${alertId} and audience = 'public' and language = ${language} order by number desc limit 1`;
  return `/editions/${row?.token}`;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`an edition is looked at before it leaves, issued, and put on record, ${how}`, async ({
    signedInAs,
  }) => {
    const world = await anIssuableAlert();
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await page.goto(world.editions);
    const missions = page.getByRole("region", { name: "Missions" });
    await expect(missions.getByText("Can be made").first()).toBeVisible();
    await missions.getByRole("link", { name: "Look and issue: Missions, English" }).click();

    await expect(page.getByRole("heading", { name: "Before this leaves" })).toBeVisible();
    const exact = page.getByRole("region", { name: "The exact text" });
    await expect(exact).toContainText(
      "Two panellists were held at the airport, a mission was told.",
    );
    await expect(exact).not.toContainText("Gate 7");
    await expect(exact).not.toContainText("harm the family");
    await expect(page.getByText("Two panellists, by this label")).toBeVisible();
    await page.getByRole("button", { name: "Issue for missions" }).click();

    await expect(page).toHaveURL(/\/editions\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { name: "Missions edition 1" })).toBeVisible();
    await page.getByLabel("The mission of a State").check();
    await page.getByLabel("Which State?").selectOption({ label: "Norway" });
    await page.getByLabel("How").selectOption({ label: "On paper" });
    // Nothing that was typed is lost with a refusal: of a day, and of the whole.
    for (const [day, said] of [
      [`${new Date().getFullYear() + 2}-01-01`, "This day has not come yet"],
      ["2020-01-01", "was not there on that day"],
    ] as const) {
      await page.getByLabel("When").fill(day);
      await page.getByRole("button", { name: "Put on record" }).click();
      await expect(page.getByText(said).first()).toBeVisible();
      await expect(page.getByLabel("The mission of a State")).toBeChecked();
      await expect(page.getByLabel("Which State?").locator("option:checked")).toHaveText("Norway");
      await expect(page.getByLabel("How").locator("option:checked")).toHaveText("On paper");
      await expect(page.getByLabel("When")).toHaveValue(day);
    }
    await page.getByLabel("When").fill(new Date().toISOString().slice(0, 10));
    await page.getByRole("button", { name: "Put on record" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Norway" })).toContainText("On paper");

    await page.goto(world.editions);
    await expect(missions.getByRole("link", { name: /^Edition 1/ })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "Norway" })).toContainText(
      "Missions, English, 1",
    );
  });
}

test("of two coordinators who issue at once one wins, and the other gets a sentence", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  const [one, other] = [await signedInAs(world.lead), await signedInAs(world.second)];
  for (const page of [one, other]) {
    await page.goto(`${world.editions}/issue?audience=public&language=en`);
    await expect(page.getByRole("button", { name: "Publish for everybody" })).toBeVisible();
  }
  await Promise.all(
    [one, other].map((page) => page.getByRole("button", { name: "Publish for everybody" }).click()),
  );
  const told = (page: typeof one) =>
    page.getByRole("alert").filter({ hasText: "Somebody else has just issued this edition" });
  await expect
    .poll(async () => [await told(one).count(), await told(other).count()].sort().join())
    .toBe("0,1");
  const [row] = await asSuperuser()`
    select count(*)::int as n from editions where alert_id = ${world.alertId}`;
  expect(row?.n).toBe(1);
});

test("an edition for people who were not asked or withdrew can't be made, and says whom to ask", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${world.consents.public}`;
  const silent = await aDefender(world.theCase);
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${silent}`;
  const page = await signedInAs(world.lead);
  await page.goto(world.editions);
  const everybody = page.getByRole("region", { name: "Public" });
  await expect(everybody.getByText("Ask A lawyer first")).toBeVisible();
  await expect(
    everybody.getByText("Two panellists: consent for the audience “Public” was withdrawn on"),
  ).toBeVisible();
  await expect(everybody.getByRole("link", { name: /^Look and issue/ })).toHaveCount(0);
  await page.goto(`${world.editions}/issue?audience=public&language=en`);
  const stop = page.getByRole("alert").filter({ hasText: "This edition can’t be made" });
  await expect(stop).toContainText(
    "Two panellists: consent for the audience “Public” was withdrawn on",
  );
  await expect(stop.getByRole("link")).toHaveAttribute("href", new RegExp(silent));
  await expect(page.getByRole("button", { name: /^Publish/ })).toHaveCount(0);
});

test("the public edition is read without a script, a cookie or another host, in its own language", async ({
  browser,
  baseURL,
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  await aSignature(world.lead, world.alertId, world.versionId, "Organisation 1", {
    names: { ar: "المنظمة 1" },
  });
  await aSignature(world.lead, world.alertId, world.versionId, "Organisation 2", {
    publish: false,
  });
  const desk = await signedInAs(world.lead, { javaScriptEnabled: false });
  for (const language of ["en", "ar"]) {
    await desk.goto(`${world.editions}/issue?audience=public&language=${language}`);
    if (language === "ar") {
      const lacking = desk.getByText("This language has nothing in a section that the source has:");
      await expect(lacking.locator("..")).toContainText("What we ask");
      await desk.getByLabel("One section of the source is not in this language.").check();
    }
    await desk.getByRole("button", { name: "Publish for everybody" }).click();
    await expect(desk.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  }

  const context = await browser.newContext({
    baseURL: baseURL as string,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL as string)) {
      elsewhere.push(request.url());
    }
  });
  const address = await publicAddress(world);
  const response = await page.goto(address);
  expect(response?.status()).toBe(200);
  expect(response?.headers()["x-robots-tag"]).toContain("noindex");
  expect(response?.headers()["cache-control"]).toContain("no-store");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Two panellists kept from a hearing",
  );
  await expect(page).toHaveTitle("Alert");
  const text = page.getByRole("main");
  await expect(text).toContainText("Two panellists were held at the airport.");
  await expect(text).not.toContainText(/Gate 7|a mission was told|harm the family/);
  await expect(text).toContainText("We ask States to raise this in the review.");
  await expect(text.getByRole("listitem")).toHaveText(["Organisation 1"]);
  await expect(text).toContainText("1 more signed without publishing its name.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  );

  // The hash is of what the page offers for download, byte for byte.
  const exact = await context.request.get(`${address}/text`);
  const hash = createHash("sha256")
    .update(await exact.body())
    .digest("hex");
  await expect(text).toContainText(hash);

  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("منع متحدثَين من حضور جلسة");
  await expect(page.getByRole("listitem").filter({ hasText: "المنظمة 1" })).toBeVisible();
  expect(elsewhere).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("nothing is wrong with the public page for axe, in both directions and themes", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await anIssuableAlert();
  const desk = await signedInAs(world.lead, { javaScriptEnabled: false });
  for (const language of ["en", "ar"]) {
    await desk.goto(`${world.editions}/issue?audience=public&language=${language}`);
    if (language === "ar") {
      await desk.getByLabel("One section of the source is not in this language.").check();
    }
    await desk.getByRole("button", { name: "Publish for everybody" }).click();
    await expect(desk.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  }
  for (const theme of ["light", "dark"] as const) {
    const page = await signedOut({ theme, viewport: { width: 390, height: 844 } });
    const scripts: string[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") {
        scripts.push(response.url());
      }
    });
    for (const language of ["en", "ar"]) {
      await page.goto(await publicAddress(world, language));
      expect(await axeFaults(page)).toEqual([]);
    }
    expect(scripts).toEqual([]);
  }
});

test("a withdrawal freezes what was issued, and its address is like one that never was", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await anIssuableAlert();
  const desk = await signedInAs(world.lead, { javaScriptEnabled: false });
  await desk.goto(`${world.editions}/issue?audience=public&language=en`);
  await desk.getByRole("button", { name: "Publish for everybody" }).click();
  await desk.getByLabel("Somebody else").check();
  await desk.getByLabel("To whom, in a few words").fill("A newspaper");
  await desk.getByLabel("How").selectOption({ label: "By mail" });
  await desk.getByRole("button", { name: "Put on record" }).click();
  await expect(desk.getByRole("row").filter({ hasText: "A newspaper" })).toBeVisible();
  const edition = desk.url();

  const address = await publicAddress(world);
  const anybody = await signedOut({ javaScriptEnabled: false });
  await anybody.goto(address);
  await expect(anybody.getByRole("heading", { level: 1 })).toContainText("Two panellists");

  await desk.goto(`/cases/${world.theCase.id}/people`);
  const row = desk.getByRole("row").filter({ hasText: "Public statement" });
  await row.getByRole("button", { name: /^Record withdrawal/ }).click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText("Consent withdrawn");
  await expect(desk.getByText(/Public edition 1 in English: open to anybody from/)).toBeVisible();
  await expect(desk.getByRole("row").filter({ hasText: "A newspaper" })).toContainText("By mail");

  const look = async (at: string) => {
    const response = await anybody.goto(at);
    return { status: response?.status(), words: await anybody.locator("body").innerText() };
  };
  const frozen = await look(address);
  expect(frozen.status).toBe(404);
  expect(frozen).toEqual(await look(`/editions/${"A".repeat(43)}`));
  expect(frozen.words).toContain("هذه الصفحة غير موجودة هنا.");
  // Each language says it once, to whoever listens, too.
  expect(frozen.words.match(/This page is not here/g)).toHaveLength(1);
  expect(frozen.words).not.toContain("Plenary");
  expect((await anybody.request.get(`${address}/text`)).status()).toBe(404);
  await desk.goto(edition);
  await expect(desk.getByText("This edition is closed")).toBeVisible();
  await expect(desk.getByText("were held")).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a withdrawal for the public leaves missions what is new, ${how}`, async ({
    signedInAs,
  }) => {
    const world = await anIssuableAlert();
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${world.consents.public}`;
    const page = await signedInAs(world.lead, { javaScriptEnabled });
    await page.goto(world.editions);
    const toPublic = page.getByRole("region", { name: "Public", exact: true });
    await expect(toPublic).toContainText("consent for the audience “Public” was withdrawn on");
    await toPublic.getByRole("link", { name: "Lower the widest audience" }).click();
    await page.getByLabel("Widest audience").selectOption({ label: "Missions" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    // It is lowered for good.
    await expect(
      page.getByLabel("Widest audience").getByRole("option", { name: "Public" }),
    ).toHaveCount(0);
    await page.goto(world.editions);
    await expect(toPublic).toContainText("The alert is written for missions at most.");
    await page.getByRole("link", { name: "Look and issue: Missions, English" }).click();
    await expect(page.getByRole("region", { name: "The exact text" })).toContainText(
      "Two panellists were held at the airport, a mission was told.",
    );
    await page.getByRole("button", { name: "Issue for missions" }).click();
    await expect(page.getByRole("heading", { name: "Missions edition 1" })).toBeVisible();
  });
}

test("after a name was taken off, an edition leads to the one with the new list", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  await aSignature(world.lead, world.alertId, world.versionId, "Organisation Anemone");
  const page = await signedInAs(world.lead);
  await page.goto(`${world.editions}/issue?audience=public&language=en`);
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  const correcting = page.getByRole("region", { name: "Correct this edition" });
  await expect(correcting.getByRole("link", { name: "Correct the text" })).toBeVisible();
  const [signed] = await asSuperuser()`
    select signer_org_id as id from endorsements where alert_id = ${world.alertId}`;
  await asSuperuser()`insert into withheld_names (org_id, case_id, alert_id, signer_org_id, recorded_by, at)
    values (${world.orgId}, ${world.theCase.id}, ${world.alertId}, ${signed?.id}, ${world.lead.membershipId},
      clock_timestamp())`;
  await page.reload();
  await correcting.getByRole("link", { name: "Look and issue it with the new list" }).click();
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 2" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Organisation Anemone");
});

test("an organisation that signs anew in another capacity leads to an edition with that", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  await aSignature(world.lead, world.alertId, world.versionId, "Organisation Anemone");
  const page = await signedInAs(world.lead);
  await page.goto(`${world.editions}/issue?audience=public&language=en`);
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  await asSuperuser()`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id,
      membership_id, answer, capacity, display_names, publish_name, at)
    select org_id, case_id, alert_id, version_id, hash, signer_org_id, membership_id, answer, 'Chair', display_names,
      publish_name, clock_timestamp() from endorsements where alert_id = ${world.alertId}`;
  // The page is open, and hears of it.
  const correcting = page.getByRole("region", { name: "Correct this edition" });
  await expect(correcting.getByRole("list", { name: "What differs in who signed" })).toContainText(
    "Organisation Anemone: Chair, and",
  );
  await correcting.getByRole("link", { name: "Look and issue it with the new list" }).click();
  await expect(page.getByLabel("What this edition corrects")).toHaveValue(
    "The list of signatories has changed.",
  );
  await page.getByRole("button", { name: "Issue with the new signature" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 2" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Chair");
  await expect(correcting.getByRole("link", { name: "Correct the text" })).toBeVisible();
});

test("a correction says so, and the earlier text leads to it", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await anIssuableAlert();
  const desk = await signedInAs(world.lead);
  await desk.goto(`${world.editions}/issue?audience=public&language=en`);
  await desk.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(desk.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  const before = await publicAddress(world);
  await aVersionToSign(world.lead, world.alertId);
  await asSuperuser()`update alerts set stage = 'issued' where id = ${world.alertId}`;
  await desk.goto(`${world.editions}/issue?audience=public&language=en`);
  await desk.getByLabel("What this edition corrects").fill("The gate was another one.");
  await desk.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(desk.getByRole("heading", { name: "Public edition 2" })).toBeVisible();

  const anybody = await signedOut({ javaScriptEnabled: false });
  await anybody.goto(before);
  await expect(anybody.getByText("A newer text replaces this one.")).toBeVisible();
  await anybody.getByRole("link", { name: "Read the newer text" }).click();
  await expect(anybody.getByText("The gate was another one.")).toBeVisible();
  await expect(anybody.getByText("A newer text replaces this one.")).toHaveCount(0);
});

test("an issued edition is corrected from its own page, and who is stopped is led on", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  const page = await signedInAs(world.lead);
  await page.goto(`${world.editions}/issue?audience=public&language=en`);
  await expect(page.getByText(/^The edition names who issues it: /)).toBeVisible();
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  await expect(page.getByText(`Issued by: ${world.lead.organisationName}`).first()).toBeVisible();
  const edition = page.url();
  const correct = page.getByRole("region", { name: "Correct this edition" });
  await correct.getByRole("link", { name: "Correct the text" }).click();

  await open(page, world.address, "asks");
  await choose(page, "States");
  await page.keyboard.type("Staets");
  await expect
    .poll(() => storedWords(world.textId, "asks"))
    .toBe("We ask Staets to raise this in the review.");
  const moved = page.getByText(
    "The text has changed since version 1: this edition has the words of version 1.",
  );
  await expect(async () => {
    await page.goto(`${world.editions}/issue?audience=public&language=en`);
    await expect(moved).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("link", { name: "See what changed since version 1" }).click();
  await expect(page.locator("ins").first()).toContainText("Staets");

  await page.goto(edition);
  await correct.getByRole("link", { name: "Open the newer text for signing" }).click();
  const mended = page.getByRole("table", { name: "Words that were mended" });
  await expect(mended.getByRole("row").filter({ hasText: "Staets" })).toContainText("States");
  // Only after somebody else has checked a kept version can it be more than that, and the page says where that is done.
  await expect(page.getByLabel("Something that matters")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Keep a version for approval" })).toHaveAttribute(
    "href",
    /\/review#keep$/,
  );
  await page.getByLabel("Typing errors only").check();
  await page.getByLabel("What changed, in a sentence").fill("A letter");
  await page.getByRole("button", { name: "Open the newer text" }).click();
  await expect(page.getByText("The text has not changed since version 2.")).toBeVisible();

  await page.goto(edition);
  await correct.getByRole("link", { name: "Look and issue the correction" }).click();
  await page.getByLabel("What this edition corrects").fill("A letter.");
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 2" })).toBeVisible();
  await page.goto(edition);
  await expect(correct.getByRole("link", { name: "Open the newer edition" })).toBeVisible();
});

test("versions are kept, compared word by word and restored, and whoever writes sees it", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  await page.goto(`${world.address}/history`);
  await page.getByLabel("Why, in a few words").fill("Before the call");
  await page.getByRole("button", { name: "Keep this version" }).click();
  await expect(page.getByText("Before the call")).toBeVisible();
  await page.getByRole("link", { name: "Version 2" }).click();
  await expect(page.getByText("The words are the same.")).toBeVisible();
  const versionTwo = page.url();

  const desk = await signedInAs(world.second);
  await desk.goto(`${world.address}?section=risk`);
  const written = desk.locator(".ProseMirror[contenteditable=true]");
  await expect(written).toHaveText("Publishing may harm the family.", { timeout: 20_000 });
  await written.press("Control+End");
  await written.pressSequentially(" Nobody has been asked.");
  await expect
    .poll(() => storedWords(world.textId, "risk"))
    .toBe("Publishing may harm the family. Nobody has been asked.");

  await expect
    .poll(async () => {
      await page.goto(versionTwo);
      return page.locator("ins").allInnerTexts();
    })
    .toEqual([expect.stringContaining("Nobody has been asked.")]);
  await page.getByRole("button", { name: "Restore version 2 in English" }).click();
  await expect(page.getByText("Restored. The text is now what version 2 holds.")).toBeVisible();
  expect(await storedWords(world.textId, "risk")).toBe("Publishing may harm the family.");
  await expect(written).toHaveText("Publishing may harm the family.");
  await expect(page.getByRole("link", { name: "Version 3" })).toBeVisible();
});

test("a translation says what its source has become since", async ({ signedInAs }) => {
  const world = await anIssuableAlert();
  const page = await signedInAs(world.lead, { javaScriptEnabled: false });
  await page.goto(`${world.address}/translations?language=ar`);
  const section = page.getByRole("region", { name: "Title" });
  await expect(section.getByText("Not marked as translated")).toBeVisible();
  await expect(page.getByText(/^The source has no words yet in: Who is affected/)).toBeVisible();
  await section.getByRole("button", { name: "Mark as translated: Title" }).click();
  await expect(section.getByText("Translated", { exact: true })).toBeVisible();
  const sql = asSuperuser();
  await sql`update alert_parts set plain = 'Three panellists kept from a hearing',
      content = ${sql.json(words("Three panellists kept from a hearing") as never)}
    where text_id = ${world.textId} and section = 'title'`;
  await page.reload();
  await expect(section.getByText("Changed since translated")).toBeVisible();
  await expect(section.locator("ins")).toContainText("Three");
  await expect(section.locator("del")).toContainText("Two");
  await page.getByLabel("Language", { exact: true }).selectOption({ label: "Chinese" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Chinese/ })).toBeVisible();
});

test("an edition in a language without a label says whose is missing, and is made once it is written", async ({
  signedInAs,
}) => {
  const world = await anIssuableAlert();
  const page = await signedInAs(world.lead);
  // Somebody stands in the Arabic text by their label, which was taken out after the text was opened for sign-on.
  const person = { type: "person", attrs: { id: world.defender } };
  await asSuperuser()`update alert_parts set content = ${asSuperuser().json(doc(paragraph(person, " احتُجزا.")) as never)}
    where text_id = ${world.arabicTextId} and section = 'happened'`;
  await asSuperuser()`update defenders set public_labels = '{"ar": "متحدثان"}' where id = ${world.defender}`;
  await aVersionToSign(world.lead, world.alertId);
  await asSuperuser()`update defenders set public_labels = '{}' where id = ${world.defender}`;

  await page.goto(`${world.editions}/issue?audience=missions&language=ar`);
  const stop = page.getByRole("alert").filter({ hasText: "This edition can’t be made" });
  await expect(stop).toContainText("A label in Arabic for Two panellists");
  await stop.getByRole("link", { name: "A label in Arabic for Two panellists" }).click();

  await expect(page).toHaveURL(/\/people#labels-/);
  await expect(page.getByText("No label in Arabic yet.")).toBeVisible();
  await page.getByText("Write labels").click();
  const field = page.getByLabel("Arabic", { exact: false });
  await expect(field).toHaveAttribute("dir", "rtl");
  await field.fill("متحدثان مدعوان");
  await page.getByRole("button", { name: "Save the labels" }).click();
  await expect(page.getByText("No label in Arabic yet.")).toBeHidden();

  await page.goto(`${world.editions}/issue?audience=missions&language=ar`);
  await expect(page.getByRole("region", { name: "The exact text" })).toContainText(
    "متحدثان مدعوان احتُجزا.",
  );
  await page.getByLabel("One section of the source is not in this language.").check();
  await page.getByRole("button", { name: "Issue for missions" }).click();
  await expect(page.getByRole("heading", { name: "Missions edition 1" })).toBeVisible();
});

test("a public edition comes without a script, and nothing complains in the console", async ({
  signedInAs,
  signedOut,
}) => {
  const world = await anIssuableAlert();
  const page = await signedInAs(world.lead);
  await page.goto(`${world.editions}/issue?audience=public&language=en`);
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: /edition 1/ })).toBeVisible();
  const reader = await signedOut();
  const said: string[] = [];
  reader.on("console", (message) => said.push(message.text()));
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(request.resourceType()));
  await reader.goto(await publicAddress(world));
  await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await reader.locator("script, link[as=script]").count()).toBe(0);
  expect(said).toEqual([]);
  expect(asked).not.toContain("script");
});
