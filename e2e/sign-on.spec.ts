import type { Page } from "@playwright/test";
import { aRequest, atStage } from "@/db/testing/alerts";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { storedWords } from "@/lib/alerts/testing";
import { choose, open } from "./desk-world";
import { expect, test } from "./fixtures";
import {
  aCaseToAlert,
  anAlertOfTwo,
  anAlertToSign,
  inThreeDays,
  publishing,
} from "./sign-on-world";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`an alert goes from draft to a partner's signature, ${how}`, async ({ signedInAs }) => {
    test.setTimeout(180_000);
    const own = await anOrganisation();
    const lead = await aMember(own);
    const page = await signedInAs(lead, { javaScriptEnabled });
    const { theCase, colleague, partner, signer } = await aCaseToAlert(page, lead, own);

    await page.goto(`/cases/${theCase.id}/alerts`);
    await expect(page.getByText("No alert has been started")).toBeVisible();
    await page.getByRole("link", { name: "Start an alert" }).click();
    await page.getByRole("button", { name: "Start the alert" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
    const alert = new URL(page.url()).pathname;

    // The coordinator sets the deadline and sends it for review.
    await page.goto(`${alert}/review`);
    await page.getByLabel("Sign by (day and time in Geneva)").fill(inThreeDays());
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByLabel("A word to the reviewer").fill("Please read it by tonight");
    await page.getByRole("button", { name: "Send for review" }).click();
    await expect(page.getByText("You sent this version. Somebody else approves it.")).toBeVisible();

    // Somebody who did not write approves it and checks consent.
    const second = await signedInAs(colleague, { javaScriptEnabled });
    await second.goto(`${alert}/review`);
    await second.getByRole("button", { name: "Approve version 1" }).click();
    await second.getByRole("button", { name: "Consent covers version 1" }).click();
    await expect(second.getByText(/Consent checked by/)).toBeVisible();

    // The exact text is frozen, and the partner asked.
    await page.goto(`${alert}/review`);
    await page.getByRole("button", { name: "Open for sign-on" }).click();
    await expect(page.getByRole("link", { name: "Sign-on" }).last()).toBeVisible();
    await page.goto(`${alert}/sign-on`);
    await page.getByLabel(partner.name).check();
    await page.getByRole("button", { name: "Ask them" }).click();
    await expect(page.getByRole("row", { name: partner.name })).toContainText("Not opened");

    // On a telephone the text comes first, and one button is in reach.
    const phone = await signedInAs(signer, {
      javaScriptEnabled,
      viewport: { width: 390, height: 844 },
    });
    await phone.goto(`${alert}/sign`);
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
    const button = phone.getByRole("link", { name: `Sign as ${partner.name}` });
    await expect(button).toBeInViewport();
    await expect(phone.getByText("They are reported to be stopped.")).toBeInViewport();
    await phone.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(button).toBeInViewport();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await button.click();
    await phone.getByLabel("In what capacity do you sign?").fill("Director");
    await publishing(phone).check();
    await phone.getByRole("button", { name: "Sign this text" }).click();
    await expect(phone.getByText(`Signed for ${partner.name}`)).toBeVisible();
    await expect(phone.getByText("you are asked again", { exact: false })).toBeVisible();

    await page.goto(`${alert}/sign-on`);
    await expect(page.getByRole("row", { name: partner.name })).toContainText("Signed v2");
    await page.goto(`/cases/${theCase.id}/alerts`);
    await expect(page.getByText("1 of 1 organisation")).toBeVisible();
  });

  test(`an objection says why, and stands before the coordinator, ${how}`, async ({
    signedInAs,
  }) => {
    test.setTimeout(120_000);
    const own = await anOrganisation();
    const lead = await aMember(own);
    const page = await signedInAs(lead, { javaScriptEnabled });
    const { theCase, partner, signer } = await aCaseToAlert(page, lead, own);
    const alert = await anOpenAlert(page, theCase, lead, partner);
    const theirs = await signedInAs(signer, { javaScriptEnabled });
    await theirs.goto(`${alert}/sign?answer=cannot`);
    await theirs.getByRole("button", { name: "Send: cannot sign" }).click();
    await expect(theirs.getByText("This is needed.").first()).toBeVisible();
    await theirs.getByLabel("Which section?").selectOption({ label: "What we ask" });
    await theirs.getByLabel("Why can’t you sign?").fill("It asks for too little");
    await theirs.getByRole("button", { name: "Send: cannot sign" }).click();
    await expect(theirs.getByText(`Answered for ${partner.name}: cannot sign`)).toBeVisible();
    await page.goto(`${alert}/sign-on`);
    await expect(page.getByRole("article")).toContainText("It asks for too little");
    await expect(page.getByRole("row", { name: partner.name })).toContainText(
      "Cannot sign: “What we ask”",
    );
  });
}

test("a text that changed while somebody read it is not signed", async ({ signedInAs }) => {
  test.setTimeout(120_000);
  const own = await anOrganisation();
  const lead = await aMember(own);
  const page = await signedInAs(lead);
  const { theCase, partner, signer } = await aCaseToAlert(page, lead, own);
  const alert = await anOpenAlert(page, theCase, lead, partner);
  const theirs = await signedInAs(signer);
  await theirs.goto(`${alert}/sign?answer=signed`);
  const alertId = alert.split("/").at(-1) ?? "";
  await asSuperuser()`insert into alert_versions (org_id, case_id, alert_id, id, number, purpose, content, signed_text, hash)
    select org_id, case_id, alert_id, gen_random_uuid(), number + 1, 'sign_on', content, signed_text, ${"b".repeat(64)}
    from alert_versions where alert_id = ${alertId}`;
  await publishing(theirs).check();
  await theirs.getByRole("button", { name: "Sign this text" }).click();
  await expect(theirs.getByText("The text changed while you were reading.")).toBeVisible();
  const signed = await asSuperuser()`select 1 from endorsements where alert_id = ${alertId}`;
  expect([...signed]).toEqual([]);
});

test("whoever has no authority reads the text and is told who signs", async ({ signedInAs }) => {
  test.setTimeout(120_000);
  const own = await anOrganisation();
  const lead = await aMember(own);
  const page = await signedInAs(lead);
  const { theCase, partner, signer } = await aCaseToAlert(page, lead, own);
  const alert = await anOpenAlert(page, theCase, lead, partner);
  const advocate = await aMember(partner);
  const theirs = await signedInAs(advocate);
  await theirs.goto(`${alert}/sign`);
  await expect(theirs.getByText("Somebody with authority to sign")).toBeVisible();
  await expect(theirs.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);
  const administrator = await signedInAs(signer);
  await administrator.goto("/settings/members");
  await administrator
    .getByRole("button", { name: `Let sign for us: ${advocate.personName}` })
    .click();
  await expect(
    administrator.getByRole("button", {
      name: `Take authority to sign from ${advocate.personName}`,
    }),
  ).toBeVisible();
  await theirs.goto(`${alert}/sign`);
  await expect(theirs.getByRole("link", { name: /^Sign as/ })).toBeVisible();
});

test("a step that consent does not cover says that it was withdrawn, and sends nobody to ask again", async ({
  signedInAs,
}) => {
  test.setTimeout(120_000);
  const own = await anOrganisation();
  const lead = await aMember(own);
  const page = await signedInAs(lead);
  const { theCase, colleague } = await aCaseToAlert(page, lead, own);
  await asSuperuser()`update consents set withdrawn_at = now()
    where case_id = ${theCase.id} and scope = 'public_statement'`;
  await page.goto(`/cases/${theCase.id}/alerts/new`);
  await page.getByRole("button", { name: "Start the alert" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
  const alert = new URL(page.url()).pathname;
  await page.goto(`${alert}/review`);
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page.getByText("You sent this version. Somebody else approves it.")).toBeVisible();
  const second = await signedInAs(colleague);
  await second.goto(`${alert}/review`);
  await second.getByRole("button", { name: "Approve version 1" }).click();
  await second.getByRole("button", { name: "Consent covers version 1" }).click();
  const stopped = second.getByRole("alert").filter({ hasText: "Stopped, and nothing has left." });
  await expect(stopped).toContainText("withdrew their consent for the audience “Public”");
  await expect(stopped).toContainText("Everybody still agrees to the audience “Coalition”.");
  await expect(second.getByRole("link", { name: "Record an answer" })).toHaveCount(0);
});

/** An alert that is open for sign-on, past the steps before it. */
async function anOpenAlert(
  page: Page,
  theCase: { orgId: string; id: string },
  lead: Member,
  partner: { id: string },
): Promise<string> {
  await page.goto(`/cases/${theCase.id}/alerts/new`);
  await page.getByRole("button", { name: "Start the alert" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two members stopped");
  const address = new URL(page.url()).pathname;
  const alertId = address.split("/").at(-1) ?? "";
  const sql = asSuperuser();
  await sql`update alerts set stage = 'sign_on', sign_on_deadline = now() + interval '3 days' where id = ${alertId}`;
  const text = { en: { title: "Two members stopped", sections: {} } };
  await sql`insert into alert_versions (org_id, case_id, alert_id, number, purpose, content, signed_text, hash, made_by)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, 1, 'sign_on', ${sql.json(text)}, ${sql.json(text)},
      ${"a".repeat(64)}, ${lead.membershipId})`;
  await sql`insert into sign_on_requests (org_id, case_id, alert_id, partner_org_id, asked_by)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${partner.id}, ${lead.membershipId})`;
  return address;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`who signed is shown the words that were mended, and can object, ${how}`, async ({
    signedInAs,
  }) => {
    const { lead, signer, alert, partner, versionId } = await anAlertToSign();
    const textId = alert.texts.en as string;
    const sql = asSuperuser();
    await sql`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id, membership_id, answer,
        display_names)
      select org_id, case_id, id, ${versionId}, '', ${partner.id}, ${signer.membershipId}, 'signed', '{}'
      from alerts where id = ${alert.id}`;
    const desk = await signedInAs(lead);
    await open(desk, alert.address, "happened");
    await choose(desk, "reported");
    await desk.keyboard.type("repotred");
    await expect.poll(() => storedWords(textId, "happened")).toContain("repotred");
    const page = await signedInAs(lead, { javaScriptEnabled });
    await expect(async () => {
      await page.goto(`${alert.address}/sign-on`);
      await expect(page.getByText("whoever signs now signs the words of version 1")).toBeVisible({
        timeout: 1_000,
      });
    }).toPass();
    await expect(page.getByRole("row").filter({ hasText: "repotred" })).toContainText("reported");
    await page.getByLabel("Typing errors only").check();
    await page.getByLabel("What changed, in a sentence").fill("Spelling");
    await page.getByRole("button", { name: "Open the newer text" }).click();
    await expect(page.getByText("The text has not changed since version 2.")).toBeVisible();

    const theirs = await signedInAs(signer, { javaScriptEnabled });
    await theirs.goto("/inbox");
    await theirs.getByRole("link", { name: /^Typing errors were mended in an alert/ }).click();
    await expect(theirs.getByText("Since you signed version 1")).toBeVisible();
    await expect(theirs.getByRole("row").filter({ hasText: "repotred" })).toContainText("reported");
    await theirs.getByRole("link", { name: "This is more than a typing error" }).click();
    await expect(theirs.getByLabel("What should change?")).toHaveValue(
      "Not a typing error: “reported” became “repotred”. Please ask us to sign again.",
    );
    await publishing(theirs).check();
    await theirs.getByRole("button", { name: "Send: sign with a change" }).click();
    await expect(theirs.getByText(/Answered for .* signs with a change/)).toBeVisible();
    await page.goto(`${alert.address}/sign-on`);
    await expect(page.getByText("Signs if changed").first()).toBeVisible();
    // In the record, for everybody who reads the alert.
    await theirs.goto(`${alert.address}/review`);
    await expect(theirs.getByRole("row").filter({ hasText: "repotred" })).toContainText("reported");
  });
}

test("a partner who wrote in a section and spoke there is shown with both", async ({
  signedInAs,
}) => {
  const { alert, lead, partner, signer } = await anAlertOfTwo({ level: "contribute" });
  await aRequest(alert, partner, lead);
  const theirs = await signedInAs(signer);
  await open(theirs, alert.address);
  await theirs.getByRole("textbox", { name: "What happened" }).press("Control+End");
  await theirs.keyboard.type(" For three hours.");
  await expect(theirs.getByTestId("saving")).toContainText("Saved");
  await choose(theirs, "stopped");
  await theirs.getByRole("button", { name: "Comment" }).click();
  await theirs.getByRole("textbox", { name: "Comment" }).fill("Or held?");
  await theirs.getByRole("textbox", { name: "Comment" }).press("Control+Enter");
  await expect(theirs.getByText("Or held?")).toBeVisible();
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const page = await signedInAs(lead, { viewport });
    await page.goto(`${alert.address}/sign-on`);
    const said = page.getByText("What happened: Drafted and Commented").filter({ visible: true });
    await expect(said).toHaveCount(1);
  }
});

test("an alert that was withdrawn says so where it was to be signed", async ({ signedInAs }) => {
  const { alert, signer } = await anAlertToSign();
  await atStage(alert, "withdrawn");
  const page = await signedInAs(signer);
  await page.goto(`${alert.address}/sign`);
  await expect(
    page.getByText("This alert was withdrawn. Do not use it or pass it on."),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);
});
