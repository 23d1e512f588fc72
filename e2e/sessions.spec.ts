import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { advocate, expect, test } from "./fixtures";

test("the Cuba session shows both counts and says who differs", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  await page.goto("/sessions?forum=upr");
  await page.getByRole("link", { name: /UPR pre-session, Cuba/ }).click();
  await expect(page).toHaveTitle("Session · Plenary");
  const promised = page.getByRole("region", { name: "Promised and raised" });
  await expect(promised).toContainText("12 (11 in a second source; Slovakia differs)");
  await expect(promised).toContainText("Each State is counted once");
  await expect(promised).toContainText("Promises: not in the sources");
  const coverage = page.getByRole("region", { name: "Coverage by case" });
  await expect(coverage).toContainText(/African\s*none/);
});

test("a pre-session shows quiet cases first and warns that the State may be in the room", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/sessions");
  await page.getByRole("link", { name: /UPR pre-session, Example State 7/ }).click();
  await expect(page.getByText(/The State under review is invited/)).toBeVisible();
  const coverage = page.getByRole("region", { name: "Coverage by case" });
  await expect(coverage.getByRole("listitem").first()).toContainText("No State yet");
  const asks = page.getByRole("region", { name: /Asks outstanding/ });
  await expect(asks.getByRole("link").first()).toContainText("Example State");
});

for (const javaScriptEnabled of [true, false]) {
  test(`a pre-session brings its deadline and goes into a calendar without its country, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const page = await signedInAs(await aMember(await anOrganisation()), { javaScriptEnabled });
    await page.goto("/sessions/new");
    await page.getByLabel("Name").fill("UPR pre-session, Fiji");
    await page.getByRole("button", { name: "Add the session" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "Choose the State under review",
    );
    await expect(page.getByLabel("Name")).toHaveValue("UPR pre-session, Fiji");

    await page.getByLabel("State under review").selectOption({ label: "Fiji" });
    await page.getByLabel("From Day").fill("8");
    await page.getByLabel("From Month").selectOption({ label: "March" });
    await page.getByLabel("From Year").fill("2032");
    await page.getByLabel("Hour at the place").fill("14:00");
    await page.getByRole("button", { name: "Add the session" }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("UPR pre-session, Fiji");
    await expect(page.getByText("14:00 in Geneva")).toBeVisible();
    const deadlines = page.getByRole("region", { name: "Deadlines and steps" });
    await expect(deadlines).toContainText("Statement due, in English");
    await expect(deadlines).toContainText("23 Feb 2032");

    const file = await (await page.request.get(`${page.url()}/calendar`)).text();
    expect(file).toContain("DTSTART:20320308T130000Z");
    expect(file).not.toMatch(/Fiji/i);
  });
}

test("a month never becomes a day", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const id = await aSession(organisation, { startsOn: "2032-03-01" });
  await asSuperuser()`update sessions set date_precision = 'month' where id = ${id}`;
  const page = await signedInAs(await aMember(organisation));
  await page.goto(`/sessions/${id}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("March 2032");
  await expect(main).toContainText("14 days before; the day is not set");
  await expect(main).not.toContainText(/1 Mar|In \d+ days/);
  await expect(main.getByText("Add to calendar")).toHaveCount(0);
  expect((await page.request.get(`/sessions/${id}/calendar`)).status()).toBe(404);
});

test("the hour is given in Geneva and for the reader", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const id = await aSession(organisation, { startsOn: "2032-03-08" });
  await asSuperuser()`update sessions set starts_at = '2032-03-08T13:00:00Z' where id = ${id}`;
  const member = await aMember(organisation);
  await asSuperuser()`update people set time_zone = 'America/Halifax' where id = ${member.personId}`;
  const page = await signedInAs(member);
  await page.goto(`/sessions/${id}`);
  await expect(page.getByText("14:00 in Geneva, 09:00 for you")).toBeVisible();
});

test("somebody else's session looks like none", async ({ signedInAs }) => {
  const id = await aSession(await anOrganisation());
  const page = await signedInAs(await aMember(await anOrganisation()));
  for (const address of [`/sessions/${id}`, `/sessions/${id}/edit`, "/sessions/no-such-session"]) {
    expect((await page.goto(address))?.status()).toBe(404);
  }
  expect((await page.request.get(`/sessions/${id}/calendar`)).status()).toBe(404);
});

test("what was promised and raised counts States on both sides, and nothing is raised ahead unnoticed", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const member = await aMember(organisation);
  const id = await aSession(organisation, { startsOn: "2032-03-08" });
  const cases = [await aCase(member), await aCase(member)];
  for (const theCase of cases) {
    await aCommitment(theCase, id, { stateCode: "XEA", stage: "agreed" });
  }
  await aCommitment(cases[0] as (typeof cases)[0], id, { stateCode: "XEB", stage: "agreed" });
  const page = await signedInAs(member);
  await page.goto(`/sessions/${id}`);
  const promised = page.getByRole("region", { name: "Promised and raised" });
  // Three asks, two States.
  await expect(promised).toContainText(/States agreed and have still to raise a case\s*2/);
  await expect(promised).toContainText("Nothing can be raised before it is held.");
  await expect(promised).not.toContainText("lies ahead");

  await anIntervention(cases[0] as (typeof cases)[0], id, member, { stateCode: "XEB" });
  await page.reload();
  await expect(promised).toContainText(/State agreed and has still to raise a case\s*1/);
  await expect(promised).toContainText(/State is recorded as having raised a case\s*1/);
  await expect(promised).toContainText("A State is recorded as having raised a case at a meeting");
  await asSuperuser()`update sessions set status = 'held' where id = ${id}`;
  await page.reload();
  await expect(promised).toContainText(/State raised a case\s*1/);
  await expect(promised).not.toContainText("lies ahead");
});
