import { atStage, aVersion } from "@/db/testing/alerts";
import { aMember, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aKeptVersion } from "@/lib/alerts/testing";
import { expect, test } from "./fixtures";
import { anAlertOfTwo, anAlertToSign, publishing, withoutNews } from "./sign-on-world";

/*
 * What goes wrong between review and signature: each ends in one sentence, with nothing lost and nothing half done.
 */

const answersTo = async (alertId: string) => [
  ...(await asSuperuser()`select * from endorsements where alert_id = ${alertId} order by at`),
];

const inDays = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T18:00`;

const deadline = "Sign by (day and time in Geneva)";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a deadline that passed is said, refused and set anew, ${how}`, async ({ signedInAs }) => {
    const { alert, lead, partner, own, signer } = await anAlertToSign();
    const theirs = await signedInAs(signer, { javaScriptEnabled });
    await theirs.goto(`${alert.address}/sign?answer=signed`);
    await theirs.getByLabel("In what capacity do you sign?").fill("Director");
    await asSuperuser()`update alerts set sign_on_deadline = now() - interval '1 minute' where id = ${alert.id}`;
    await publishing(theirs).check();
    await theirs.getByRole("button", { name: "Sign this text" }).click();
    // Drawn anew without scripts, the page says it of itself.
    await expect(
      theirs.getByText(
        javaScriptEnabled
          ? "This text is not open for signing: its deadline has passed"
          : "Nobody can sign until",
      ),
    ).toBeVisible();
    expect(await answersTo(alert.id)).toEqual([]);
    await theirs.goto(`${alert.address}/sign`);
    await expect(
      theirs.getByText(`Nobody can sign until ${own.name} sets a later one.`),
    ).toBeVisible();
    await expect(theirs.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);

    // From where organisations are listed, too, there is only a text to read, and nobody to remind.
    await theirs.goto(`${alert.address}/sign-on`);
    await expect(theirs.getByRole("link", { name: "Read the text" })).toBeVisible();
    await expect(theirs.getByRole("link", { name: "Sign or answer" })).toHaveCount(0);

    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`${alert.address}/sign-on`);
    await expect(page.getByRole("button", { name: /^Nudge/ })).toHaveCount(0);
    const extend = page.locator("#extend");
    await expect(extend).toContainText("one organisation has not answered");
    await extend.getByLabel("New deadline").fill("2018-04-13T18:00");
    await extend.getByRole("button", { name: "Set the later deadline" }).click();
    await expect(
      extend.getByText("This moment has passed. Set a later one.").first(),
    ).toBeVisible();
    await expect(extend.getByLabel("New deadline")).toHaveValue("2018-04-13T18:00");
    await extend.getByLabel("New deadline").fill(inDays(3));
    await extend.getByRole("button", { name: "Set the later deadline" }).click();
    await expect(page.getByRole("heading", { name: "The deadline has passed" })).toHaveCount(0);

    await theirs.goto(`${alert.address}/sign?answer=signed`);
    await publishing(theirs).check();
    await theirs.getByRole("button", { name: "Sign this text" }).click();
    await expect(theirs.getByText(`Signed for ${partner.name}`)).toBeVisible();
  });

  test(`a deadline in the past is refused where a text is opened and in its details, ${how}`, async ({
    signedInAs,
  }) => {
    const { alert, lead, colleague } = await anAlertOfTwo();
    const versionId = await aKeptVersion(lead, alert.id);
    await atStage(alert, "consent_check");
    await asSuperuser()`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${versionId}, 'consent', ${colleague.membershipId},
        ${alert.orgId})`;
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`${alert.address}/review`);
    const open = page.locator("form", { hasText: "Open for sign-on" });
    await open.getByRole("button", { name: "Open for sign-on" }).click();
    await expect(open.getByText("This is needed.").first()).toBeVisible();
    await open.getByLabel(deadline).fill("2018-04-13T18:00");
    await open.getByRole("button", { name: "Open for sign-on" }).click();
    await expect(open.getByText("This moment has passed. Set a later one.").first()).toBeVisible();
    await open.getByLabel(deadline).fill("9999-12-31T23:59");
    await open.getByRole("button", { name: "Open for sign-on" }).click();
    await expect(open.getByText("There is no such day.").first()).toBeVisible();
    const details = page.locator("form", { hasText: "Widest audience" });
    await details.getByLabel(deadline).fill("0001-01-01T00:00");
    await details.getByRole("button", { name: "Save", exact: true }).click();
    await expect(details.getByText("There is no such day.").first()).toBeVisible();
    await details.getByLabel(deadline).fill("2018-04-13T18:00");
    await details.getByRole("button", { name: "Save", exact: true }).click();
    await expect(
      page.getByText("This deadline has passed already. Set a later one."),
    ).toBeVisible();
    const [row] =
      await asSuperuser()`select stage, sign_on_deadline from alerts where id = ${alert.id}`;
    expect(row).toEqual({ stage: "consent_check", sign_on_deadline: null });
  });
}

test("whoever sends a text reads before who can approve it, or that nobody can", async ({
  signedInAs,
}) => {
  const { alert, lead, colleague, theCase, own } = await anAlertOfTwo();
  const sql = asSuperuser();
  await sql`insert into alert_contributions (org_id, case_id, alert_id, text_id, section, membership_id, actor_org_id)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, 'happened', ${lead.membershipId}, ${own.id})`;
  const page = await signedInAs(lead);
  await page.goto(`${alert.address}/review`);
  await expect(page.getByText(`${colleague.personName} can approve the text.`)).toBeVisible();
  await expect(page.getByText(`${colleague.personName} can check consent.`)).toBeVisible();

  const theirs = await signedInAs(colleague);
  await theirs.goto(`${alert.address}/review`);
  await expect(theirs.getByText("Nobody can approve this yet.")).toBeVisible();
  await expect(
    theirs
      .getByText(`${lead.personName} wrote all of it so far. If they send it, somebody else can.`)
      .first(),
  ).toBeVisible();

  await sql`delete from case_team where case_id = ${theCase.id} and membership_id = ${colleague.membershipId}`;
  await page.reload();
  await expect(page.getByText("Nobody can approve this yet.")).toBeVisible();
  await page.getByRole("link", { name: "Add somebody to the team" }).first().click();
  await expect(page).toHaveURL(/\/sharing$/);
  const [one, two] = [await aMember(own), await aMember(own)];
  await inTeam(theCase, one, "reader");
  await inTeam(theCase, two, "editor");
  await page.goto(`${alert.address}/review`);
  await expect(page.getByText(/ or .*: 2 people can approve the text\./)).toBeVisible();
});

test("two who wrote together approve what the other sent, and the page says that they wrote", async ({
  signedInAs,
}) => {
  const { alert, lead, colleague, own } = await anAlertOfTwo();
  const sql = asSuperuser();
  for (const [who, section] of [
    [lead, "happened"],
    [colleague, "asks"],
    [colleague, "title"],
  ] as const) {
    await sql`insert into alert_contributions (org_id, case_id, alert_id, text_id, section, membership_id, actor_org_id)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, ${section}, ${who.membershipId}, ${own.id})`;
  }
  const page = await signedInAs(lead);
  await page.goto(`${alert.address}/review`);
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page.getByText("You sent this version. Somebody else approves it.")).toBeVisible();
  const theirs = await signedInAs(colleague);
  await theirs.goto(`${alert.address}/review`);
  await expect(
    theirs.getByText("You wrote in 2 sections of it. The approval says so."),
  ).toBeVisible();
  await theirs.getByRole("button", { name: "Approve version 1" }).click();
  await expect(theirs.getByText("Also wrote in 2 sections.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Also wrote in 2 sections.")).toBeVisible();
});

test("a name with quotes and marks of direction is signed with as it reads", async ({
  signedInAs,
}) => {
  const { alert, lead, signer } = await anAlertToSign();
  const page = await signedInAs(signer);
  await page.goto(`${alert.address}/sign?answer=signed`);
  const name = `"Droits" & <b>'Frères'</b> \u202EevIl\u202C \u05D0 محمد`;
  await page.getByLabel("Name of your organisation in the list").fill(name);
  await publishing(page).check();
  await page.getByRole("button", { name: "Sign this text" }).click();
  await expect(page.getByText("Signed for ")).toBeVisible();
  const [answer] = await answersTo(alert.id);
  const kept = answer?.display_names[""] as string;
  expect(kept).toContain(`"Droits" & <b>'Frères'</b>`);
  // What turns letters round is taken out; the end of it, left alone, turns nothing.
  expect(kept).not.toMatch(/[\u202D\u202E]/);
  const coordinator = await signedInAs(lead);
  const complaints: string[] = [];
  coordinator.on("pageerror", (error) => complaints.push(String(error)));
  await coordinator.goto(`${alert.address}/sign-on`);
  await expect(coordinator.getByRole("row").nth(1)).toContainText("Signed");
  expect(complaints).toEqual([]);
});

test("signing twice, from two windows, is one signature", async ({ signedInAs }) => {
  const { alert, partner, signer } = await anAlertToSign();
  const [one, two] = [await signedInAs(signer), await signedInAs(signer)];
  for (const page of [one, two]) {
    await withoutNews(page);
    await page.goto(`${alert.address}/sign?answer=signed`);
  }
  for (const page of [one, two]) {
    await publishing(page).check();
  }
  await Promise.all(
    [one, two].map((page) => page.getByRole("button", { name: "Sign this text" }).click()),
  );
  for (const page of [one, two]) {
    await expect(page.getByText(`Signed for ${partner.name}`)).toBeVisible();
  }
  expect(await answersTo(alert.id)).toHaveLength(1);
});

test("of two colleagues who answer at once the second is told, and keeps what they wrote", async ({
  signedInAs,
}) => {
  const { alert, partner, signer } = await anAlertToSign();
  const colleague = await aMember(partner);
  await asSuperuser()`update memberships set may_sign = true where id = ${colleague.membershipId}`;
  const [one, two] = [await signedInAs(signer), await signedInAs(colleague)];
  for (const [page, why] of [
    [one, "It asks for too little"],
    [two, "It asks for too much"],
  ] as const) {
    await page.goto(`${alert.address}/sign?answer=cannot`);
    await page.getByLabel("Why can’t you sign?").fill(why);
  }
  await one.getByRole("button", { name: "Send: cannot sign" }).click();
  await expect(one.getByText(`Answered for ${partner.name}`)).toBeVisible();
  await two.getByRole("button", { name: "Send: cannot sign" }).click();
  await expect(two.getByText("A colleague answered for your organisation")).toBeVisible();
  await expect(two.getByLabel("Why can’t you sign?")).toHaveValue("It asks for too much");
  expect(await answersTo(alert.id)).toHaveLength(1);
  // Who has read it may answer anew.
  await two.goto(`${alert.address}/sign?answer=cannot`);
  await two.getByLabel("Why can’t you sign?").fill("It asks for too much");
  await two.getByRole("button", { name: "Send: cannot sign" }).click();
  await expect(two.getByText(`Answered for ${partner.name}`)).toBeVisible();
  expect(await answersTo(alert.id)).toHaveLength(2);
});

test("a version that was superseded while the form stood open is not signed", async ({
  signedInAs,
}) => {
  const { alert, lead, signer } = await anAlertToSign();
  const page = await signedInAs(signer);
  await page.goto(`${alert.address}/sign?answer=cannot`);
  // Only what this text holds can be objected to: its risks are not for its readers.
  const sections = page.getByLabel("Which section").getByRole("option");
  await expect(sections).not.toContainText(["Risk of publishing"]);
  expect(await sections.count()).toBeGreaterThan(1);
  await page.getByLabel("Why can’t you sign?").fill("It asks for too little");
  await aVersion(alert, { purpose: "sign_on", madeBy: lead });
  await page.getByRole("button", { name: "Send: cannot sign" }).click();
  await expect(page.getByText("The text changed while you were reading.")).toBeVisible();
  const beside = page.waitForEvent("popup");
  await page.getByRole("link", { name: "See how it stands now" }).click();
  await expect((await beside).getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("Why can’t you sign?")).toHaveValue("It asks for too little");
  expect(await answersTo(alert.id)).toEqual([]);
});

test("an alert that is closed offers nothing that would be refused", async ({ signedInAs }) => {
  const { alert, lead } = await anAlertToSign();
  const page = await signedInAs(lead);
  await page.goto(`${alert.address}/review`);
  const main = page.getByRole("main");
  await expect(main.getByRole("button").first()).toBeVisible();
  await atStage(alert, "closed");
  await page.reload();
  await expect(main.getByText("This alert is read and changed no more.")).toBeVisible();
  await expect(main.locator("form:not([method=get])")).toHaveCount(0);
});

test("a nudge goes out once, whoever presses second is told", async ({ signedInAs }) => {
  const { alert, lead, colleague, partner } = await anAlertToSign();
  const [one, two] = [await signedInAs(lead), await signedInAs(colleague)];
  for (const page of [one, two]) {
    await withoutNews(page);
    await page.goto(`${alert.address}/sign-on`);
  }
  const nudge = { name: `Nudge ${partner.name}` };
  await one.getByRole("button", nudge).click();
  await expect(one.getByText(/^Nudged/).first()).toBeVisible();
  await two.getByRole("button", nudge).click();
  await expect(
    two.getByText("This organisation was reminded within the last day.").first(),
  ).toBeVisible();
  const notices = await asSuperuser()`
    select membership_id from notices where alert_id = ${alert.id} and kind = 'nudge'`;
  expect(notices).toHaveLength(1);
});

test.describe("a partner who is removed", () => {
  const refused = "You may not do this here. Nothing was changed.";

  test("while reviewing hears so, and nothing is approved", async ({ signedInAs }) => {
    const { alert, lead, share, signer } = await anAlertOfTwo({ level: "comment" });
    await aVersion(alert, { authors: [lead], madeBy: lead });
    await atStage(alert, "in_review");
    const page = await signedInAs(signer);
    await withoutNews(page);
    await page.goto(`${alert.address}/review`);
    await page.getByLabel("A remark, kept with the approval").fill("Fine by us");
    await asSuperuser()`update case_shares set revoked_at = now() where id = ${share}`;
    await page.getByRole("button", { name: "Approve version 1" }).click();
    await expect(page.getByText(refused)).toBeVisible();
    await expect(page.getByLabel("A remark, kept with the approval")).toHaveValue("Fine by us");
    expect([
      ...(await asSuperuser()`select 1 from alert_approvals where alert_id = ${alert.id}`),
    ]).toEqual([]);
    expect((await page.goto(`${alert.address}/review`))?.status()).toBe(404);
  });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "with scripts" : "without scripts";

    test(`while signing hears that it is no longer shared, and nothing is signed, ${how}`, async ({
      signedInAs,
    }) => {
      const { alert, consents, signer } = await anAlertToSign();
      const page = await signedInAs(signer, { javaScriptEnabled });
      await withoutNews(page);
      await page.goto(`${alert.address}/sign?answer=signed`);
      await publishing(page).check();
      await asSuperuser()`update consents set withdrawn_at = now() where id = ${consents.partner}`;
      await page.getByRole("button", { name: "Sign this text" }).click();
      await expect(
        page.getByText(
          "This alert is no longer shared with your organisation. Nothing was signed.",
        ),
      ).toBeVisible();
      expect(await answersTo(alert.id)).toEqual([]);
      expect((await page.goto(`${alert.address}/sign`))?.status()).toBe(404);
    });
  }
});

test("consent that is withdrawn while somebody stands on the page stops the signature", async ({
  signedInAs,
}) => {
  const { alert, consents, lead, own, signer } = await anAlertToSign();
  const page = await signedInAs(signer);
  await withoutNews(page);
  await page.goto(`${alert.address}/sign?answer=signed`);
  const coordinator = await signedInAs(lead);
  await coordinator.goto(`${alert.address}/sign-on`);
  await expect(coordinator.getByRole("button", { name: /^Nudge/ }).first()).toBeVisible();
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consents.public}`;
  await publishing(page).check();
  await page.getByRole("button", { name: "Sign this text" }).click();
  await expect(
    page.getByText("The people concerned no longer agree to what this text says of them."),
  ).toBeVisible();
  expect(await answersTo(alert.id)).toEqual([]);
  await page.goto(`${alert.address}/sign`);
  await expect(page.getByText(`so nobody can sign it. ${own.name} makes a new one.`)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);
  // Whoever coordinates reads why, and reminds nobody of what would be refused.
  await expect(coordinator.getByText("Nobody can sign: consent no longer covers")).toBeVisible();
  await expect(coordinator.getByRole("button", { name: /^Nudge/ })).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`whoever signs says themselves whether the name is published, and names nobody beside it, ${how}`, async ({
    signedInAs,
  }) => {
    const { alert, partner, signer } = await anAlertToSign();
    const page = await signedInAs(signer, { javaScriptEnabled });
    await page.goto(`${alert.address}/sign?answer=signed`);
    const capacity = page.getByLabel("In what capacity do you sign?");
    const sign = page.getByRole("button", { name: "Sign this text" });
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
    await capacity.fill("On behalf of Wanda Nobody");
    await sign.click();
    await expect(
      page.getByText("Say whether the name of your organisation may be published.").first(),
    ).toBeVisible();
    await expect(page.getByText("Write your office alone").first()).toBeVisible();
    await expect(capacity).toHaveValue("On behalf of Wanda Nobody");
    await expect(
      page.getByRole("checkbox", { name: "It is an office, and names nobody" }),
    ).not.toBeChecked();
    expect(await answersTo(alert.id)).toEqual([]);
    await capacity.fill("Executive Director");
    await page.getByLabel("No: sign, but do not publish our name").check();
    await sign.click();
    await expect(page.getByText(`Signed for ${partner.name}`)).toBeVisible();
    expect(await answersTo(alert.id)).toMatchObject([
      { capacity: "Executive Director", publish_name: false },
    ]);
  });

  test(`who signed hears that the alert was taken back to writing, ${how}`, async ({
    signedInAs,
  }) => {
    const { alert, lead, partner, signer, versionId } = await anAlertToSign();
    await asSuperuser()`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id,
        membership_id, answer)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${versionId}, '', ${partner.id}, ${signer.membershipId},
        'signed')`;
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`${alert.address}/review`);
    await page.getByRole("button", { name: "Take it back to writing" }).click();
    await expect(page.getByRole("button", { name: "Send for review" })).toBeVisible();
    await page.goto(`${alert.address}/sign-on`);
    await expect(page.getByText("no answer to it stands any more")).toBeVisible();
    await expect(page.getByRole("row", { name: partner.name })).toContainText(
      "Signed v1, which was taken back",
    );

    const theirs = await signedInAs(signer, { javaScriptEnabled });
    await theirs.goto("/inbox");
    await theirs.getByRole("link", { name: /^An alert was taken back to writing/ }).click();
    await expect(theirs).toHaveURL(`${alert.address}/sign`);
    await expect(theirs.getByText("This text was taken back to writing.")).toBeVisible();
    await expect(theirs.getByText("Your organisation signed version 1")).toContainText(
      "That no longer stands",
    );
    await expect(theirs.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);
  });
}
