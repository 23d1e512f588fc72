import { request } from "@playwright/test";
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

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

for (const javaScriptEnabled of [true, false]) {
  test(`steps are planned back from a deadline and done, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const organisation = await anOrganisation();
    const session = await aSession(organisation, { startsOn: inDays(40), title: "Our session" });
    const member = await aMember(organisation);
    await aMember(organisation, "reader");
    const page = await signedInAs(member, { javaScriptEnabled });
    await page.goto(`/sessions/${session}`);
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await expect(page).toHaveTitle("Deadlines · Plenary");
    await page.getByRole("button", { name: /^Add the usual steps before: Statement/ }).click();
    const statement = page.getByRole("region", { name: "Statement due, in English" });
    await expect(statement.getByRole("listitem")).toHaveCount(4);
    await expect(statement).toContainText("handed in two weeks before it");
    await statement.getByRole("button", { name: "Done: Draft the text" }).click();
    await expect(statement).toContainText(`Done`);
    await expect(
      statement.getByRole("button", { name: "Not done after all: Draft the text" }),
    ).toBeVisible();

    await page.getByText("Add a step", { exact: true }).click();
    const form = page.locator("details", { hasText: "Add a step" }).last();
    await form.getByLabel("What is to be done").fill("Book the room");
    await form.getByLabel("Who does it").selectOption({ label: member.personName });
    await form.getByLabel("Counted back from").selectOption("rule:session");
    await form.getByLabel("Days before").fill("38");
    await form.getByRole("button", { name: "Add the step" }).click();
    await expect(page.getByRole("button", { name: "Done: Book the room" })).toBeVisible();

    await page.goto("/");
    const coming = page.getByRole("region", { name: "Coming up" });
    await expect(coming.getByRole("link").filter({ hasText: "Book the room" })).toBeVisible();
    await coming.getByRole("link", { name: "The calendar" }).click();
    await expect(page).toHaveTitle("Calendar · Plenary");
    await page.getByRole("button", { name: "Done: Book the room" }).click();
    await expect(page.getByRole("link", { name: "Book the room" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Our session" })).toBeVisible();
  });
}

test("what is past its day and not done is late in words, on the session and on its deadlines", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  // The statement was due four days ago.
  const session = await aSession(organisation, { startsOn: inDays(10) });
  const member = await aMember(organisation);
  const page = await signedInAs(member);
  const panel = page.getByRole("region", { name: "Deadlines and steps" });
  await page.goto(`/sessions/${session}`);
  await expect(panel).toContainText("passed; no step says whether it was met");
  await expect(panel).not.toContainText("late,");
  await asSuperuser()`insert into session_tasks (org_id, session_id, title, owner_id, rule, days_before, recorded_by)
    values (${organisation.id}, ${session}, 'Hand it in', ${member.membershipId}, 'statement_due', 1,
      ${member.membershipId})`;
  const statement = page.getByRole("region", { name: "Statement due, in English" });
  for (const [address, part] of [
    [`/sessions/${session}`, panel],
    [`/sessions/${session}/deadlines`, statement],
  ] as const) {
    await page.goto(address);
    await expect(part).toContainText(/late, .*, 1 step before it is not done/);
    // The deadline and its step, each with a sign beside the word.
    await expect(part.locator("span:has(> svg)").filter({ hasText: /^late, / })).toHaveCount(2);
  }
  await statement.getByRole("button", { name: "Done: Hand it in" }).click();
  await expect(statement).toContainText("its steps are done");
  await expect(statement).not.toContainText("late,");
});

test("a deadline is changed with its source, left out, and follows its rule again", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const session = await aSession(organisation, { startsOn: "2032-03-08" });
  const page = await signedInAs(await aMember(organisation));
  await page.goto(`/sessions/${session}/deadlines`);
  const statement = page.getByRole("region", { name: "Statement due, in English" });
  await expect(statement).toContainText("23 Feb 2032");
  const open = () => statement.locator("summary").first().click();
  await open();
  await statement.getByLabel("From Day").fill("20");
  await statement.getByLabel("Hour at the place").fill("18:00");
  await statement.getByLabel("Where this is known from").fill("The convenor's mail");
  await statement.getByRole("button", { name: "Keep the change" }).click();
  await expect(statement).toContainText("20 Feb 2032, 18:00 in Geneva");
  await expect(statement).toContainText("By the rule: 23 February 2032.");
  await expect(statement).toContainText("The convenor's mail");

  await statement.getByLabel("It does not hold this time").check();
  await statement.getByRole("button", { name: "Keep the change" }).click();
  await expect(statement).toContainText("Does not hold this time.");
  await page.goto(`/sessions/${session}`);
  await expect(page.getByRole("main")).not.toContainText("Statement due");

  await page.goto(`/sessions/${session}/deadlines`);
  await statement.getByRole("button", { name: /^Let the rule hold again/ }).click();
  await expect(statement).toContainText("23 Feb 2032");
  await expect(statement).not.toContainText("By the rule");
});

for (const javaScriptEnabled of [true, false]) {
  test(`one State's advance questions are moved without the others', ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const organisation = await anOrganisation();
    const session = await aSession(organisation, {
      kind: "upr_working_group",
      startsOn: "2032-01-19",
    });
    const reviews = ["FJI", "DNK"].map((stateCode, at) => ({
      ...{ kind: "review", on: `2032-01-2${at + 2}`, precision: "day", stateCode },
    }));
    const sql = asSuperuser();
    await sql`update sessions set milestones = ${sql.json(reviews)} where id = ${session}`;
    const page = await signedInAs(await aMember(organisation), { javaScriptEnabled });
    await page.goto(`/sessions/${session}/deadlines`);
    const byState = page.getByRole("region", { name: "By State under review" });
    const of = (name: string) => byState.getByRole("listitem").filter({ hasText: name });
    await expect(of("Fiji")).toContainText("12 Jan 2032");
    await expect(of("Denmark")).toContainText("13 Jan 2032");
    await of("Denmark").locator("summary").first().click();
    await of("Denmark").getByLabel("From Day").fill("9");
    await of("Denmark").getByLabel("Where this is known from").fill("The secretariat's mail");
    await of("Denmark").getByRole("button", { name: "Keep the change" }).click();
    await expect(of("Denmark")).toContainText("9 Jan 2032");
    await expect(of("Denmark")).toContainText("By the rule: 13 January 2032.");
    await expect(of("Denmark")).toContainText("The secretariat's mail");
    await expect(of("Fiji")).toContainText("12 Jan 2032");
    await page.goto(`/sessions/${session}`);
    await expect(page.getByRole("main")).toContainText("9 Jan");
    await page.goto(`/sessions/${session}/deadlines`);
    await of("Denmark")
      .getByRole("button", { name: /^Let the rule hold again/ })
      .click();
    await expect(of("Denmark")).toContainText("13 Jan 2032");
    await expect(of("Denmark")).not.toContainText("By the rule");
  });
}

test("an hour without a day is refused in words, and what was typed stays", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const session = await aSession(organisation, { startsOn: "2032-03-08" });
  const page = await signedInAs(await aMember(organisation));
  await page.goto(`/sessions/${session}/deadlines`);
  await page.getByText("Add a deadline", { exact: true }).click();
  const form = page.locator("details", { hasText: "Add a deadline" }).last();
  await form.getByLabel("What is due").fill("Letters out");
  await form.getByLabel("How well is the date known?").selectOption("unknown");
  await form.getByLabel("Hour at the place").fill("10:00");
  await form.getByRole("button", { name: "Add the deadline" }).click();
  await expect(form.getByRole("alert")).toContainText("An hour needs a day");
  await expect(form.getByLabel("What is due")).toHaveValue("Letters out");
});

test("a partner's deadlines are read, and theirs to change; readers finish what is theirs", async ({
  signedInAs,
}) => {
  const [ours, theirs] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(ours);
  const session = await aSession(ours, { startsOn: "2032-03-08" });
  await aCommitment(await aSharedCase(lead, theirs), session, { visibility: "partners" });
  const partner = await signedInAs(await aMember(theirs));
  await partner.goto(`/sessions/${session}/deadlines`);
  await expect(partner.getByText("Statement due, in English").first()).toBeVisible();
  await expect(partner.getByText("Add a deadline", { exact: true })).toHaveCount(0);
  await expect(partner.getByText("Add a step", { exact: true })).toBeVisible();

  const member = await aMember(ours, "reader");
  await asSuperuser()`insert into session_tasks (org_id, session_id, title, owner_id, recorded_by)
    values (${ours.id}, ${session}, 'Mine', ${member.membershipId}, ${lead.membershipId}),
      (${ours.id}, ${session}, 'Somebody else''s', null, ${lead.membershipId})`;
  const page = await signedInAs(member);
  await page.goto(`/sessions/${session}/deadlines`);
  await expect(page.getByText("Add a step", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Done: Somebody/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Done: Mine" }).click();
  await expect(page.getByRole("button", { name: "Not done after all: Mine" })).toBeVisible();
});

test("whoever is given a step by somebody else finds it in the inbox", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const session = await aSession(organisation, { startsOn: inDays(40), title: "Our session" });
  const [giver, taker] = [await aMember(organisation), await aMember(organisation)];
  const page = await signedInAs(giver);
  await page.goto(`/sessions/${session}/deadlines`);
  await page.getByText("Add a step", { exact: true }).click();
  const form = page.locator("details", { hasText: "Add a step" }).last();
  await form.getByLabel("What is to be done").fill("Book the room");
  await form.getByLabel("Who does it").selectOption({ label: taker.personName });
  await form.getByRole("button", { name: "Add the step" }).click();
  await expect(page.getByText("Book the room").first()).toBeVisible();
  const theirs = await signedInAs(taker);
  await theirs.goto("/inbox");
  await theirs.getByRole("link", { name: "A step before a session is yours to do" }).click();
  await expect(theirs).toHaveTitle("Deadlines · Plenary");
  await theirs.getByRole("button", { name: "Done: Book the room" }).click();
  await expect(
    theirs.getByRole("button", { name: "Not done after all: Book the room" }),
  ).toBeVisible();
  await page.goto("/activity");
  await expect(page.getByRole("main")).toContainText("A step before a session was done");
});

test("everybody's steps are those of colleagues and partners, as far as one may read them", async ({
  signedInAs,
}) => {
  const [ours, theirs] = [await anOrganisation(), await anOrganisation()];
  const [me, colleague] = [await aMember(ours), await aMember(ours)];
  const partner = await aMember(theirs);
  const session = await aSession(ours, { startsOn: inDays(40) });
  const open = await aCase(me, { visibility: "organisation", countryCode: "CUB" });
  const closed = await aCase(colleague, { countryCode: "CUB" });
  const shared = await aSharedCase(partner, ours, "read", { countryCode: "CUB" });
  const sql = asSuperuser();
  const ask = async (theCase: typeof open, stateCode: string, owner: typeof me) => {
    const id = await aCommitment(theCase, session, { stateCode, visibility: "partners" });
    await sql`update commitments set owner_id = ${owner.membershipId}, due_on = ${inDays(3)} where id = ${id}`;
  };
  await ask(open, "FJI", me);
  await ask(open, "DNK", colleague);
  await ask(closed, "MEX", colleague);
  await ask(shared, "PER", partner);
  const step = async (by: typeof me, text: string, about: (typeof open)[] = []) => {
    const id = await aConversation(by, { stateCode: "FJI", about, visibility: "partners" });
    await sql`update conversations set next_step = ${text}, next_owner_id = ${by.membershipId},
      next_due_on = ${inDays(3)} where id = ${id}`;
  };
  await step(me, "Ring again");
  await step(colleague, "Send the page");
  await step(colleague, "Ask about the hearing", [closed]);
  await step(partner, "Meet the desk", [shared]);
  await step(partner, "Among themselves");

  const page = await signedInAs(me);
  await page.goto("/calendar");
  const main = page.getByRole("main");
  const entry = (name: string) =>
    main
      .getByRole("listitem")
      .filter({ has: page.getByRole("link", { name, exact: true }) })
      .last();
  await expect(entry("Reply due: Fiji")).toContainText("Yours");
  await expect(entry("Reply due: Denmark")).toContainText(colleague.personName);
  await expect(entry("Reply due: Peru")).toContainText(theirs.name);
  await expect(entry("Ring again")).toContainText("Yours");
  await expect(entry("Send the page")).toContainText(colleague.personName);
  await expect(entry("Meet the desk")).toContainText(theirs.name);
  for (const hidden of [
    "Mexico",
    "Ask about the hearing",
    "Among themselves",
    partner.personName,
  ]) {
    await expect(main).not.toContainText(hidden);
  }
  await entry("Send the page").getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("Send the page");

  await page.goto("/calendar?steps=mine");
  await expect(entry("Reply due: Fiji")).toBeVisible();
  await expect(entry("Ring again")).toBeVisible();
  for (const others of ["Denmark", "Peru", "Send the page", "Meet the desk"]) {
    await expect(main).not.toContainText(others);
  }
});

test.describe("a calendar's secret address", () => {
  test("is shown once, read without a cookie, and says nothing of anybody", async ({
    signedInAs,
    baseURL,
  }) => {
    const organisation = await anOrganisation();
    const member = await aMember(organisation);
    const session = await aSession(organisation, {
      startsOn: inDays(50),
      title: "UPR pre-session, Fiji",
    });
    await asSuperuser()`insert into session_tasks (org_id, session_id, title, owner_id, rule, days_before, recorded_by)
      values (${organisation.id}, ${session}, 'Write to A. Example of Fiji', ${member.membershipId}, 'session', 3,
        ${member.membershipId})`;
    const theCase = await aCase(member, { title: "Two Fijian panellists", countryCode: "FJI" });
    const ask = await aCommitment(theCase, session);
    await asSuperuser()`update commitments set owner_id = ${member.membershipId}, due_on = ${inDays(2)} where id = ${ask}`;

    const page = await signedInAs(member);
    await page.goto("/settings/calendar");
    await expect(page.getByText("You have no address.")).toBeVisible();
    await page.getByRole("button", { name: "Make an address" }).click();
    const link = await page.getByLabel("Secret address").inputValue();
    expect(link).toMatch(/\/feeds\/[\w-]{43}\/calendar\.ics$/);
    await page.reload();
    expect(await page.content()).not.toContain(link.split("/").at(-2));

    const outside = await request.newContext({ baseURL: baseURL as string });
    const answer = await outside.get(link);
    expect(answer.status()).toBe(200);
    const { etag, ...headers } = answer.headers();
    expect(headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(headers["cache-control"]).toBe("private, no-cache");
    expect(headers["set-cookie"]).toBeUndefined();
    const text = await answer.text();
    expect(text.startsWith("BEGIN:VCALENDAR\r\n")).toBe(true);
    for (const entry of ["UPR pre-session", "Statement due", "Step due", "Reply due"]) {
      expect(text).toContain(`SUMMARY:${entry}\r\n`);
    }
    expect(text).not.toMatch(/fiji|FJI|Example|panellist|PL-\d/i);
    const again = await outside.get(link, { headers: { "if-none-match": etag ?? "" } });
    expect(again.status()).toBe(304);
    expect((await outside.head(link)).status()).toBe(200);

    await page.reload();
    await expect(page.getByText(/A calendar last asked for it/)).toBeVisible();
    await page.getByRole("button", { name: "Make a new address" }).click();
    const newer = await page.getByLabel("Secret address").inputValue();
    expect((await outside.get(link)).status()).toBe(404);
    expect((await outside.get(newer)).status()).toBe(200);
    await page.getByRole("button", { name: "End the address" }).click();
    await expect(page.getByText("You have no address.")).toBeVisible();
    expect((await outside.get(newer)).status()).toBe(404);
    await outside.dispose();
  });

  test("that is none looks like any missing page, whoever is signed in", async ({
    signedInAs,
    baseURL,
  }) => {
    const member = await aMember(await anOrganisation());
    const page = await signedInAs(member);
    const outside = await request.newContext({ baseURL: baseURL as string });
    const none = `/feeds/${"A".repeat(43)}/calendar.ics`;
    const missing = `/feeds/${"A".repeat(43)}/nothing-here`;
    for (const asker of [outside, page.request]) {
      const answers = await Promise.all(
        [none, missing].map(async (address) => {
          const answer = await asker.get(address, { maxRedirects: 0 });
          const { date: _, "content-security-policy": policy, ...headers } = answer.headers();
          const nonce = /nonce-([^']+)'/.exec(policy ?? "")?.[1] as string;
          return {
            status: answer.status(),
            headers,
            policy: policy?.replaceAll(nonce, ""),
            words: (await answer.text())
              .replaceAll(nonce, "")
              .replaceAll(/calendar\.ics|nothing-here/g, ""),
          };
        }),
      );
      expect(answers[0]?.status).toBe(answers[1]?.status);
      expect(answers[0]?.headers).toEqual(answers[1]?.headers);
      expect(answers[0]?.policy).toBe(answers[1]?.policy);
      expect(answers[0]?.words.length).toBe(answers[1]?.words.length);
    }
    await outside.dispose();
  });
});

test("the calendar leafs through months, and says what has no day", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const id = await aSession(organisation, { startsOn: "2032-03-01", title: "Some time in March" });
  await asSuperuser()`update sessions set date_precision = 'month' where id = ${id}`;
  const undated = await aSession(organisation, { title: "Whenever" });
  await asSuperuser()`update sessions set date_precision = 'unknown', starts_on = null where id = ${undated}`;
  const page = await signedInAs(await aMember(organisation));
  await page.goto("/calendar");
  await expect(page.getByRole("region", { name: /Not dated/ })).toContainText("Whenever");
  await page.goto("/calendar?from=2032-01");
  const march = page.getByRole("region", { name: "March 2032" });
  await expect(march).toContainText("Day not set");
  await expect(march).toContainText("Some time in March");
  await expect(page.getByText("Whenever")).toHaveCount(0);
  await page.getByRole("link", { name: "Later months" }).click();
  await expect(page).toHaveURL(/from=2032-07/);
  await page.getByRole("link", { name: "From this month" }).click();
  await expect(page).toHaveURL(/\/calendar$/);
});
