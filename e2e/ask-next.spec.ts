import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

/** Somebody with a case about Cuba, which nobody was asked about, and an occasion ahead. */
async function aScene() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead, { countryCode: "CUB" });
  const session = await aSession(organisation, { startsOn: "2099-06-01" });
  return { organisation, lead, theCase, session };
}

for (const [how, setting] of [
  ["with scripts", {}],
  ["without scripts", { javaScriptEnabled: false }],
  ["on a phone", { viewport: { width: 390, height: 844 } }],
] as const) {
  test(`from the order of States to their asks, ${how}`, async ({ signedInAs }) => {
    const { lead, theCase, session } = await aScene();
    const page = await signedInAs(lead, setting);
    await page.goto(`/cases/${theCase.id}`);
    await page.getByRole("link", { name: "Who to ask next" }).click();
    await expect(page).toHaveTitle("Case · Plenary");
    await page.getByLabel("Occasion", { exact: true }).selectOption(session);
    await page.getByRole("button", { name: "Show the order" }).click();

    const list = page.getByRole("region", { name: "States to ask" });
    const germany = list.getByRole("listitem").filter({ hasText: "Germany" }).first();
    await expect(germany).toContainText("+3 Spoke on this country (2018)");
    await expect(germany).toContainText("+1 Guidelines of the European Union");
    await expect(germany).toContainText(/Not on record: .*contact/);
    await expect(germany).toContainText(/\d+ points/);
    // The State concerned is nowhere to be ticked.
    // What is ticked stays ticked when more is shown, or the order is asked for anew.
    await page.getByRole("checkbox", { name: "Germany", exact: true }).check();
    await page.getByRole("button", { name: /Show all \d+ States/ }).click();
    await expect(page.getByRole("checkbox", { name: "Germany", exact: true })).toBeChecked();
    await page.getByRole("button", { name: "Show the order" }).click();
    await expect(page.getByRole("checkbox", { name: "Germany", exact: true })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: "Norway", exact: true })).toHaveCount(1);
    await expect(page.getByRole("checkbox", { name: "Cuba", exact: true })).toHaveCount(0);

    await page.getByRole("checkbox", { name: "Norway", exact: true }).check();
    await page.getByRole("button", { name: "Open asks for the ticked States" }).first().click();
    await expect(page.getByRole("checkbox", { name: "Germany" })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: "Norway" })).toBeChecked();
    await page.getByRole("button", { name: "Open the asks" }).click();
    await expect(page.getByText("2 asks")).toBeVisible();

    await page.goto(`/cases/${theCase.id}/ask-next?session=${session}`);
    const asked = page.getByRole("region", { name: /Already on the list/ });
    await expect(asked.getByRole("listitem").filter({ hasText: "Norway" })).toContainText(
      "Planned",
    );
    await expect(page.getByRole("checkbox", { name: "Norway", exact: true })).toHaveCount(0);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a pasted list with the State concerned in it says why that is not asked, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const { lead, theCase, session } = await aScene();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/commitments/new?case=${theCase.id}&session=${session}`);
    const names = page.getByLabel(/^Paste names/);
    const send = () => page.getByRole("button", { name: "Open the asks" }).click();
    await names.fill("Norway\nFiji; Cuba\nDenmark\nCuba (host)");
    if (javaScriptEnabled) {
      await expect(page.getByText("5 names pasted", { exact: true })).toBeVisible();
      await page.getByText("Western European and other States").click();
      await page.getByRole("checkbox", { name: "Germany", exact: true }).check();
      await expect(
        page.getByText("1 State chosen from the list, 5 names pasted", { exact: true }),
      ).toBeVisible();
      await page.getByRole("checkbox", { name: "Germany", exact: true }).uncheck();
    }
    await send();
    await expect(
      page.getByText("Cuba is the State concerned and is not asked about this case.").first(),
    ).toBeVisible();
    await expect(names).toHaveValue("Norway\nFiji\nDenmark\nCuba (host)");
    await send();
    const question = page.getByLabel(/“Cuba \(host\)” is no State’s name as it is written/);
    await expect(question).toHaveAccessibleDescription(
      "It may mean Cuba, the State concerned: that is never asked about this case.",
    );
    await expect(question.getByRole("option", { name: "Cuba", exact: true })).toHaveCount(0);
    await question.selectOption({ label: "None of these. Leave “Cuba (host)” out." });
    await send();
    await expect(page.getByText("3 asks opened")).toBeVisible();
  });
}

test("the State concerned is known to a partner who has no Example States", async ({
  signedInAs,
}) => {
  const { lead, session } = await aScene();
  const partner = await anOrganisation();
  const theCase = await aSharedCase(lead, partner, "contribute", { countryCode: "XEG" });
  await aCommitment(theCase, session, { stateCode: "DNK", visibility: "partners" });
  const page = await signedInAs(await aMember(partner));
  await page.goto(`/commitments/new?case=${theCase.id}&session=${session}`);
  await page.getByLabel(/^Paste names/).fill("Norway, Example State 7");
  await page.getByRole("button", { name: "Open the asks" }).click();
  await expect(
    page
      .getByText("Example State 7 is the State concerned and is not asked about this case.")
      .first(),
  ).toBeVisible();
  await expect(page.getByLabel(/^Paste names/)).toHaveValue("Norway");
});

test("weights stand in the address, so that a link shows a colleague the same order", async ({
  signedInAs,
}) => {
  const { organisation, lead, theCase, session } = await aScene();
  const page = await signedInAs(lead);
  await page.goto(`/cases/${theCase.id}/ask-next?session=${session}`);
  const list = page.getByRole("region", { name: "States to ask" });
  await expect(list).toContainText("Spoke on this country");
  for (const reason of ["Spoke on this country", "Spoke on reprisals", "Speaks on this occasion"]) {
    await page.getByRole("combobox", { name: reason }).selectOption("0");
  }
  await page.getByRole("combobox", { name: "Guidelines on defenders" }).selectOption("5");
  await page.getByRole("button", { name: "Show the order" }).click();
  await expect(page).toHaveURL(/guidelines=5/);
  await expect(list.getByRole("listitem").first()).toContainText("+5 Own guidelines on defenders");
  await expect(list).not.toContainText("Spoke on this country");

  await asSuperuser()`update cases set visibility = 'organisation' where id = ${theCase.id}`;
  const colleague = await signedInAs(await aMember(organisation, "reader"));
  await colleague.goto(page.url());
  const theirs = colleague.getByRole("region", { name: "States to ask" });
  await expect(theirs.getByRole("listitem").first()).toContainText("+5 Own guidelines");
  await expect(theirs.getByRole("checkbox")).toHaveCount(0);

  await page.getByRole("link", { name: "Back to the weights at the start" }).click();
  await expect(list).toContainText("Spoke on this country");
});

test("it is done with the keyboard alone", async ({ signedInAs }) => {
  const { lead, theCase, session } = await aScene();
  const page = await signedInAs(lead);
  await page.goto(`/cases/${theCase.id}/ask-next?session=${session}`, { waitUntil: "networkidle" });
  const first = page.getByRole("checkbox").first();
  const name = await first.locator("xpath=..").innerText();
  await first.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/commitments\/new/);
  await expect(page.getByRole("checkbox", { name: name.trim(), exact: true })).toBeChecked();
});

test("a session leads to it for each of its cases", async ({ signedInAs }) => {
  const { lead, theCase, session } = await aScene();
  await aCommitment(theCase, session, { stateCode: "NOR", stage: "asked" });
  const page = await signedInAs(lead);
  await page.goto(`/sessions/${session}`);
  await page.getByRole("region", { name: "Coverage by case" }).getByText("Who to ask next").click();
  await expect(page.getByRole("heading", { name: "Who to ask next" })).toBeVisible();
  await expect(page.getByLabel("Occasion", { exact: true })).toHaveValue(session);
});

test("a partner's talk is told once both organisations tell, and never its case", async ({
  signedInAs,
}) => {
  const { organisation, lead, theCase, session } = await aScene();
  const [talking, third] = [await anOrganisation(), await anOrganisation()];
  const talker = await aMember(talking, "administrator");
  await aSharedCase(talker, organisation);
  const theirs = await aSharedCase(talker, third, "read", { countryCode: "CUB" });
  await aCommitment(theirs, await aSession(talking, { startsOn: "2099-06-01" }), {
    stateCode: "DNK",
    stage: "asked",
    visibility: "partners",
  });
  const page = await signedInAs(lead);
  const address = `/cases/${theCase.id}/ask-next?session=${session}`;
  await page.goto(address);
  await expect(page.getByText("nothing is said here of theirs")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("already talking");

  // By the form, and without scripts.
  const settings = await signedInAs(talker, { javaScriptEnabled: false });
  await settings.goto("/settings/organisation");
  await settings.getByRole("radio", { name: "That we are talking, by our name" }).check();
  await settings.getByRole("button", { name: "Save what is told" }).click();
  await expect(
    settings.getByRole("radio", { name: "That we are talking, by our name" }),
  ).toBeChecked();
  const own = await signedInAs(await aMember(organisation, "administrator"));
  await own.goto("/settings/organisation");
  await own.getByRole("radio", { name: "without our name" }).check();
  await own.getByRole("button", { name: "Save what is told" }).click();
  await expect(own.getByRole("status").filter({ hasText: /./ }).first()).toBeVisible();

  await page.goto(address);
  const denmark = page
    .getByRole("region", { name: "States to ask" })
    .getByRole("listitem")
    .filter({ hasText: "Denmark" })
    .first();
  await expect(denmark).toContainText(
    `${talking.name} is already talking with it about a case in this country.`,
  );
  const [kept] = await asSuperuser()<{ title: string }[]>`
    select title from cases where id = ${theirs.id}`;
  const html = await page.content();
  expect(html).not.toContain(theirs.id);
  expect(html).not.toContain(kept?.title);
});

test("what was said and what to mind stand in the row, whatever they weigh", async ({
  signedInAs,
}) => {
  const { organisation, lead, theCase, session } = await aScene();
  await aConversation(lead, { stateCode: "NOR", about: [theCase], hadOn: "2026-11-20" });
  await asSuperuser()`insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
    values (${organisation.id}, 'NOR', 'visitor_exposure', 'The entrance is watched.', 'A colleague',
      current_date, ${lead.membershipId})`;
  const partner = await anOrganisation();
  const talker = await aMember(partner);
  const theirs = await aSharedCase(talker, organisation, "read", { countryCode: "CUB" });
  const talk = { stateCode: "NOR", about: [theirs], visibility: "partners" } as const;
  await aConversation(talker, { ...talk, hadOn: new Date().toISOString().slice(0, 10) });

  const page = await signedInAs(lead);
  const norway = page.getByRole("listitem").filter({ hasText: "Norway" }).first();
  const address = `/cases/${theCase.id}/ask-next?session=${session}&all=1`;
  await page.goto(address);
  await expect(norway).toContainText("+1 Our last conversation: 20 November 2026");
  await expect(norway).toContainText(/[−-]2 Caution/);
  await expect(norway).toContainText("The entrance is watched. Safer: do not bring a defender");
  await expect(norway).toContainText(`${partner.name} is already talking with it`);

  await page.goto(`${address}&caution=0&contact=0`);
  await expect(norway).not.toContainText("Our last conversation");
  await expect(norway).not.toContainText(/[−-]2 Caution/);
  await expect(norway).toContainText("The entrance is watched.");
});
