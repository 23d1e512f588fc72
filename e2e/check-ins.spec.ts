import type { Page } from "@playwright/test";
import { aDefender, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { axeFaults } from "./axe";
import { expect, test } from "./fixtures";

/** A lead and a reader of a case, and a colleague who reads it without being in its team. */
async function aTeam() {
  const own = await anOrganisation();
  return {
    lead: await aMember(own),
    reader: await aMember(own, "reader"),
    colleague: await aMember(own, "administrator"),
  };
}
type Team = Awaited<ReturnType<typeof aTeam>>;

/** A case opened in the product: the program alone has the key under which words are sealed. */
async function openCase(page: Page, { lead, reader }: Team): Promise<string> {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill("Two panellists");
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill("Stopped at the airport.");
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two panellists");
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const theCase = { orgId: lead.organisationId, id, countryCode: "NOR" };
  const defender = await aDefender(theCase);
  await asSuperuser()`update defenders set public_label = 'A lawyer' where id = ${defender}`;
  await asSuperuser()`update cases set visibility = 'organisation' where id = ${id}`;
  await inTeam(theCase, reader, "reader");
  return id;
}

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Agrees on a check-in each day, and gives its id. */
async function agree(page: Page, caseId: string, { lead }: Team): Promise<string> {
  await page.goto(`/cases/${caseId}/support/check-ins/new`);
  await page.getByLabel("Who is heard from, if it is not them").fill("Her sister");
  await page.getByLabel("By which safe channel").fill("The usual one");
  await page.getByLabel("What counts as all right").fill("A blue heart");
  await page.getByLabel("At what time").fill("08:00");
  await page.getByLabel("First day").fill(inDays(1));
  await page.getByLabel("Last day").fill(inDays(5));
  const first = page.getByRole("group", { name: "Step 1" });
  await first.getByLabel("Who of the team does it").selectOption({ label: lead.personName });
  await first.getByLabel("Whom they call, and what they say").fill("Call the sister");
  const second = page.getByRole("group", { name: "Step 2" });
  await expect(second.getByLabel("Which mission is told")).not.toContainText("Norway");
  await second.getByLabel("Which mission is told").selectOption({ label: "Denmark" });
  await second.getByLabel("After how many minutes").fill("60");
  await page.getByRole("button", { name: "Agree on this" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Check-ins: A lawyer" })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Time goes by: the next check-in was due so many minutes ago, with half an hour of grace. */
async function letItBeDue(checkInId: string, minutesAgo: number): Promise<void> {
  const db = asSuperuser();
  await db.begin(async (tx) => {
    await tx`alter table check_in_times disable trigger user`;
    await tx`update check_in_times set due_at = now() - make_interval(mins => ${minutesAgo}),
        missed_after = now() - make_interval(mins => ${minutesAgo}) + interval '30 minutes'
      where id = (select id from check_in_times where check_in_id = ${checkInId} and answer is null
        and missed_at is null order by due_at limit 1)`;
    await tx`alter table check_in_times enable trigger user`;
  });
}

const lookForWhoIsMissed = () => asSuperuser()`select app.miss_check_ins()`;

test("what is agreed on is missed, told, worked through step by step, and ended", async ({
  signedInAs,
}) => {
  const team = await aTeam();
  const page = await signedInAs(team.lead);
  const caseId = await openCase(page, team);
  const id = await agree(page, caseId, team);
  const place = `/cases/${caseId}/support/check-ins/${id}`;
  await expect(page.locator("main")).not.toContainText("Her sister");
  await page.getByRole("button", { name: "Show: Whom, how and what to say" }).click();
  await expect(page.locator("main")).toContainText("Her sister");

  await letItBeDue(id, 45);
  await lookForWhoIsMissed();
  await lookForWhoIsMissed();

  const reading = await signedInAs(team.reader, { viewport: { width: 390, height: 844 } });
  await reading.goto("/");
  const today = reading.getByRole("region", { name: "Check-ins" });
  await expect(today).toContainText("Not heard from");
  await reading.goto("/inbox");
  const notice = reading.getByRole("link", { name: "A check-in was missed" });
  await expect(notice).toHaveCount(1);
  await expect(reading.locator("main")).not.toContainText("A lawyer");
  await notice.click();
  await expect(reading).toHaveURL(new RegExp(`${place}$`));
  await expect(reading.getByText("Due since")).toHaveCount(1);
  await reading.getByRole("button", { name: "Done: step 1" }).click();
  await expect(reading.getByText(`by ${team.reader.personName}`)).toBeVisible();
  expect(await axeFaults(reading)).toEqual([]);

  const other = await signedInAs(team.colleague);
  await other.goto("/inbox");
  await expect(other.locator("main")).not.toContainText("check-in");
  await other.goto("/");
  await expect(other.getByRole("region", { name: "Check-ins" })).toHaveCount(0);
  expect((await other.goto(place))?.status()).toBe(404);

  await page.goto(place);
  await expect(page.getByText(`by ${team.reader.personName}`)).toBeVisible();
  await page.getByLabel("Reached, and not well").check();
  await page.getByLabel("In words").first().fill("In hospital");
  await page.getByRole("button", { name: "End the search" }).click();
  await expect(page.getByText(/^Reached, and not well\. Ended/)).toBeVisible();
  await expect(page.getByRole("button", { name: "End the search" })).toHaveCount(0);
});

test("all right is one press, on a phone and without scripts, late too", async ({ signedInAs }) => {
  const team = await aTeam();
  const page = await signedInAs(team.lead);
  const caseId = await openCase(page, team);
  const id = await agree(page, caseId, team);
  const phone = await signedInAs(team.reader, {
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  const place = `/cases/${caseId}/support/check-ins/${id}`;

  await letItBeDue(id, 5);
  await phone.goto(place);
  await phone.getByRole("button", { name: "All right", exact: true }).click();
  await expect(phone.locator("main")).toContainText(`recorded by ${team.reader.personName}`);

  await letItBeDue(id, 45);
  await lookForWhoIsMissed();
  await phone.goto("/");
  await phone.getByRole("button", { name: /^All right: A lawyer/ }).click();
  await phone.goto(place);
  await expect(phone.locator("main")).toContainText("Reached, and well. Ended");
  const isWide = await phone.evaluate(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth",
  );
  expect(isWide).toBe(false);
});

test("a second press answers nothing, and an old page writes over no alarm", async ({
  signedInAs,
}) => {
  const team = await aTeam();
  const page = await signedInAs(team.lead);
  const caseId = await openCase(page, team);
  const id = await agree(page, caseId, team);
  const place = `/cases/${caseId}/support/check-ins/${id}`;
  await letItBeDue(id, 5);
  await asSuperuser()`update check_in_times set due_at = now() + interval '40 minutes',
    missed_after = now() + interval '70 minutes' where id = (select t.id from check_in_times t
      where t.check_in_id = ${id} and t.due_at > now() order by t.due_at limit 1)`;
  const phone = await signedInAs(team.reader, { viewport: { width: 390, height: 844 } });
  await phone.goto(place);
  const press = phone.getByRole("button", { name: "All right", exact: true });
  await press.click();
  await expect(
    phone.getByRole("status").filter({ hasText: /^All right, heard / }),
  ).toBeInViewport();
  await expect(press).toHaveCount(0);
  await expect(phone.getByText("They were heard from before it was due")).toBeVisible();

  await letItBeDue(id, 5);
  const old = await signedInAs(team.reader, { javaScriptEnabled: false });
  await old.goto(place);
  await page.goto(place);
  await page.getByText("Record something else").first().click();
  await page.getByRole("radio", { name: "Not all right" }).first().check();
  await page.getByRole("button", { name: "Record" }).first().click();
  await expect(page.getByText("Do these steps in order")).toBeVisible();
  await old.getByRole("button", { name: "All right", exact: true }).click();
  await old.goto(place);
  await expect(old.getByRole("region", { name: /^Not all right, heard / })).toBeVisible();

  // Who says by the form that all is right since changes neither that the search is open nor what the team was told.
  await page.goto(place);
  const record = page.getByRole("region", { name: "So far" }).locator("form").first();
  await record.locator("summary").click();
  await record.getByRole("radio", { name: "All right", exact: true }).check();
  await record.getByRole("button", { name: "Record" }).click();
  await expect(page.getByText(/^All right was recorded since/)).toBeVisible();
  await expect(page.getByRole("region", { name: /^Not all right/ })).toBeVisible();
  await old.goto("/");
  await expect(old.getByRole("region", { name: "Check-ins" })).toContainText(
    "Search still open; all right recorded since",
  );
});

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? "with scripts" : "without scripts";
  test(`of several check-ins, what is wrong is said at the one that was sent, ${scripts}`, async ({
    signedInAs,
  }) => {
    const team = await aTeam();
    const page = await signedInAs(team.lead);
    const caseId = await openCase(page, team);
    const id = await agree(page, caseId, team);
    await letItBeDue(id, 45);
    await lookForWhoIsMissed();
    await letItBeDue(id, 5);
    const reading = await signedInAs(team.reader, { javaScriptEnabled });
    await reading.goto(`/cases/${caseId}/support/check-ins/${id}`);
    const late = reading
      .getByRole("region", { name: "So far" })
      .locator("form")
      .filter({ hasText: "They were heard from" });
    await late.getByText("They were heard from").click();
    await late.getByLabel("In words").fill("Over a friend");
    await late.getByRole("button", { name: "Record" }).click();
    await expect(reading.locator("main").getByRole("alert")).toHaveCount(1);
    await expect(late.locator(":focus")).toContainText("One thing needs your attention");
    await expect(late.getByLabel("In words")).toHaveValue("Over a friend");
    await late.getByRole("alert").getByRole("link").click();
    await expect(late.locator(":target")).toContainText("What was heard");
    expect(await repeatedIds(reading)).toEqual([]);
    await late.getByLabel("All right", { exact: true }).check();
    await late.getByRole("button", { name: "Record" }).click();
    await expect(reading.getByText("Reached, and well. Ended")).toBeVisible();
  });
}

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? "with scripts" : "without scripts";
  test(`single times are in sight where they are chosen, and stay chosen, ${scripts}`, async ({
    signedInAs,
  }) => {
    const team = await aTeam();
    const caseId = await openCase(await signedInAs(team.lead), team);
    const phone = await signedInAs(team.lead, {
      viewport: { width: 390, height: 844 },
      javaScriptEnabled,
    });
    await phone.goto(`/cases/${caseId}/support/check-ins/new`);
    await phone.getByRole("radio", { name: "At single times" }).check();
    await expect(phone.getByLabel("Time 1")).toBeVisible();
    await phone.getByRole("button", { name: "Agree on this" }).click();
    await expect(phone.getByText(/things? needs? your attention/).first()).toBeVisible();
    await expect(phone.getByRole("radio", { name: "At single times" })).toBeChecked();
    await expect(phone.getByLabel("Time 1")).toBeVisible();
  });
}

/** Ids that stand more than once in a page: labels and errors would lead to the first. */
const repeatedIds = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  })()`);

/** Of three missions: one that holds, one of the State concerned, one that ended. */
async function noteCautions({ organisationId, membershipId }: Team["lead"]): Promise<void> {
  const db = asSuperuser();
  for (const [state, note, endedAt] of [
    ["DNK", "Cameras at its gate.", null],
    ["NOR", "Noted of the State concerned.", null],
    ["SWE", "No longer so.", new Date()],
  ] as const) {
    await db`insert into cautions (org_id, id, state_code, kind, note, safer_alternative, source, noted_on,
        recorded_by, ended_at)
      values (${organisationId}, gen_random_uuid(), ${state}, 'visitor_exposure', ${note}, 'meet elsewhere', 'A desk',
        '2026-01-01', ${membershipId}, ${endedAt})`;
  }
}

test("an embassy is asked with the cautions first, and the ask stands in the tracker", async ({
  signedInAs,
}) => {
  const team = await aTeam();
  const page = await signedInAs(team.lead);
  const caseId = await openCase(page, team);
  const [session] = await asSuperuser()<{ id: string }[]>`
    select id from sessions where reference_key = 'bilateral'`;
  await noteCautions(team.lead);
  await page.goto(`/cases/${caseId}/support/new`);
  await page.getByLabel("Kind of support").selectOption({ label: "Urgent monitoring" });
  await page.getByLabel("Practical", { exact: true }).check();
  await page.getByLabel("Today", { exact: true }).check();
  await page.getByLabel("What exactly is needed").fill("Somebody who visits her.");
  await page.getByRole("button", { name: "Open the request" }).click();
  await expect(page.getByRole("heading", { name: "Urgent monitoring" })).toBeVisible();
  const request = page.url();
  // The address alone leads round no caution; the ask stays one for this request.
  const requestId = new URL(request).pathname.split("/").at(-1) ?? "";
  await page.goto(
    `/commitments/new?case=${caseId}&session=${session?.id}&ask=prison&request=${requestId}`,
  );
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}/support/embassy`));
  for (const caution of ["may expose the defender", "its own staff", "Small mission"]) {
    await expect(page.locator("main")).toContainText(caution);
  }
  await expect(page.locator("main")).toContainText("Cameras at its gate. Safer: meet elsewhere");
  await expect(page.locator("main")).not.toContainText("Noted of the State concerned");
  await expect(page.locator("main")).not.toContainText("No longer so");
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel("To visit them in prison").check();
  await page.getByLabel("I have read this").check();
  await page.getByRole("button", { name: "Choose the States" }).click();
  await expect(page.getByLabel("Wording that is asked for")).toHaveValue(
    /visit the person concerned/,
  );
  // What comes from a request is for its team, until somebody decides otherwise.
  await expect(page.locator("[name=visibility]")).toHaveValue("team");
  await page.getByLabel("Paste names").fill("Denmark");
  await page.getByRole("button", { name: "Open the asks" }).click();
  await expect(page.getByText("1 ask opened")).toBeVisible();
  await page.goto(`/commitments?case=${caseId}`);
  await expect(page.locator("main")).toContainText("Denmark");
  await page.goto(request);
  const asked = page.getByRole("region", { name: "Asked of embassies" });
  await expect(asked).toContainText("Denmark");
  await asked.getByRole("link", { name: "Denmark" }).click();
  await expect(page.locator("main")).toContainText("visit the person concerned in prison");
});
