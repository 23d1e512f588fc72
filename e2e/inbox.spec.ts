import type { Page } from "@playwright/test";
import {
  type Alert,
  aComment,
  anAlert,
  anEdition,
  aRequest,
  atStage,
  aVersion,
} from "@/db/testing/alerts";
import {
  aMember,
  anOrganisation,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { axeFaults } from "./axe";
import { expect, type Setting, test } from "./fixtures";

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

interface World {
  lead: Member;
  editor: Member;
  signatory: Member;
  theCase: Case;
  alert: Alert;
  reference: string;
}

/** A case of ours that a partner may comment on, with an alert that is open for sign-on until in two days. */
async function aWorld(): Promise<World> {
  const [ours, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, editor] = [await aMember(ours), await aMember(ours)];
  const signatory = await aMember(partner, "administrator");
  const theCase = await aSharedCase(lead, partner, "comment", { title: "Zebra crossing" });
  await inTeam(theCase, editor, "editor");
  const alert = await anAlert(theCase, lead, { deadline: hoursFromNow(40) });
  await aVersion(alert, { purpose: "sign_on", authors: [lead] });
  await atStage(alert, "sign_on");
  await aRequest(alert, partner, lead);
  const [row] = await asSuperuser()`select reference from cases where id = ${theCase.id}`;
  return { lead, editor, signatory, theCase, alert, reference: row?.reference as string };
}

const side = (page: Page) => page.getByRole("navigation", { name: "Main" }).first();
const inNew = (page: Page) => page.getByRole("region", { name: "New", exact: true });

test("two organisations: who is asked finds it on Today and in the inbox, who asked hears the answer", async ({
  signedInAs,
}) => {
  const { lead, signatory, alert, reference } = await aWorld();
  const [theirs, ours] = [await signedInAs(signatory), await signedInAs(lead)];
  await theirs.goto("/");
  await expect(side(theirs).getByRole("link", { name: "Inbox 1" })).toBeVisible();
  const waiting = theirs.getByRole("region", { name: /^Waiting for you/ });
  await expect(waiting).toContainText(`To sign: alert 1, ${reference}`);
  await expect(waiting).toContainText("0 of 1 organisation has signed");
  await expect(waiting.getByRole("link", { name: /Read and sign/ })).toHaveAttribute(
    "href",
    `/cases/${alert.caseId}/alerts/${alert.id}/sign`,
  );

  await theirs.goto("/inbox");
  await expect(inNew(theirs)).toContainText("Your organisation is asked to sign");
  await expect(inNew(theirs)).toContainText(`Alert 1 of ${reference}`);
  await expect(inNew(theirs)).toContainText("Urgent");
  // Two times, and which of them is the deadline.
  await expect(inNew(theirs)).toContainText(/reply by .+ · told at \d/);

  await ours.goto("/inbox");
  await expect(ours.getByText("Nothing for you yet.")).toBeVisible();
  const [version] =
    await asSuperuser()`select id, hash from alert_versions where alert_id = ${alert.id}`;
  await asSuperuser()`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id, membership_id, answer)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${version?.id}, ${version?.hash},
      ${signatory.organisationId}, ${signatory.membershipId}, 'signed')`;
  await ours.reload();
  await expect(inNew(ours)).toContainText(/Organisation \w+\W* signed/);
  await ours.goto("/");
  await expect(side(ours).getByRole("link", { name: "Inbox 1" })).toBeVisible();

  await theirs.goto("/");
  await expect(theirs.getByRole("region", { name: /^Waiting for you/ })).toHaveCount(0);
  await theirs.goto("/inbox");
  await expect(inNew(theirs)).toHaveCount(0);
  await expect(theirs.getByRole("region", { name: "Read earlier" })).toContainText(
    "Your organisation is asked to sign",
  );
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`notices are settled one by one and all together, ${how}`, async ({ signedInAs }) => {
    const { lead, editor, alert } = await aWorld();
    for (let n = 0; n < 3; n++) {
      await aComment(alert, lead, [editor]);
    }
    const page = await signedInAs(editor, { javaScriptEnabled });
    await page.goto("/inbox");
    await expect(inNew(page).getByText("mentions you in a discussion")).toHaveCount(3);
    await inNew(page)
      .getByRole("button", { name: /^Mark as read: .* mentions you in a discussion/ })
      .first()
      .click();
    await expect(inNew(page).getByText("mentions you in a discussion")).toHaveCount(2);
    await expect(side(page).getByRole("link", { name: "Inbox 2" })).toBeVisible();

    // What comes after the page was drawn is not settled by it.
    await aComment(alert, lead, [editor]);
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await expect(inNew(page).getByText("mentions you in a discussion")).toHaveCount(1);
    await expect(
      page.getByRole("region", { name: "Read earlier" }).getByText("mentions you in a discussion"),
    ).toHaveCount(3);

    await page.getByRole("link", { name: "Requests", exact: true }).click();
    await expect(page).toHaveURL(/show=requests/);
    await expect(page.getByText("Nothing is asked of you.")).toBeVisible();
    await page.getByRole("link", { name: "Mentions", exact: true }).click();
    await expect(page).toHaveURL(/show=mentions/);
    await expect(page.getByText("mentions you in a discussion")).toHaveCount(4);
  });

  test(`how one hears is chosen by kind, ${how}`, async ({ signedInAs }) => {
    const { lead, editor, alert } = await aWorld();
    const page = await signedInAs(editor, { javaScriptEnabled });
    await page.goto("/settings/notices");
    await expect(page.getByText("Mails are not sent here")).toBeVisible();
    const mentions = page.getByLabel("Somebody mentions you");
    await expect(mentions).toHaveValue("daily");
    await mentions.selectOption("Not at all");
    await page
      .getByLabel("An alert that you were asked to sign is issued")
      .selectOption("In the inbox");
    await expect(
      page
        .getByLabel("Consent is withdrawn or runs out")
        .getByRole("option", { name: "Not at all" }),
    ).toHaveCount(0);
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => {
        const [kept] = await asSuperuser()`select in_application from notice_choices
          where membership_id = ${editor.membershipId} and kind = 'mention'`;
        return kept?.in_application;
      })
      .toBe(false);
    // Without scripts the answer to the form is a page of its own, and one that is on its way can't be loaded again.
    await expect(async () => {
      await page.reload();
      await expect(page.getByLabel("Somebody mentions you")).toHaveValue("not");
    }).toPass();
    await expect(page.getByLabel("An alert that you were asked to sign is issued")).toHaveValue(
      "inbox",
    );

    await aComment(alert, lead, [editor]);
    await page.goto("/inbox");
    await expect(page.getByText("Nothing for you yet.")).toBeVisible();
  });
}

test("a notice leads to its matter and is read from then on", async ({ signedInAs }) => {
  const { lead, editor, theCase } = await aWorld();
  const [consent] = await asSuperuser()`select id from consents where case_id = ${theCase.id}`;
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consent?.id}`;
  const page = await signedInAs(editor);
  await page.goto("/inbox");
  await inNew(page)
    .getByRole("link", { name: /^Consent was withdrawn/ })
    .click();
  await expect(page).toHaveURL(`/cases/${theCase.id}/people/withdrawals/${consent?.id}`);
  await expect(side(page).getByRole("link", { name: /^Inbox/ })).toHaveText("Inbox");
  await page.goto("/inbox");
  await expect(inNew(page)).toHaveCount(0);

  // Each has their own: the colleague's is still new, and nobody opens somebody else's.
  const colleague = await signedInAs(lead);
  await colleague.goto("/inbox");
  await expect(inNew(colleague)).toHaveCount(1);
  const [mine] =
    await asSuperuser()`select id from notices where membership_id = ${editor.membershipId}`;
  for (const id of [mine?.id, "01900000-0000-7000-8000-000000000000", "nothing"]) {
    expect((await colleague.goto(`/inbox/${id}`))?.status()).toBe(404);
  }
});

test("of what one may not read any more only a withdrawal is told, without a word of it", async ({
  signedInAs,
}) => {
  const { lead, signatory, theCase, alert, reference } = await aWorld();
  await aComment(alert, lead, [signatory]);
  const page = await signedInAs(signatory);
  await page.goto("/inbox");
  await expect(inNew(page)).toContainText(reference);

  await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${theCase.id}`;
  await page.goto("/inbox");
  await expect(inNew(page)).toContainText(
    "Consent was withdrawn for something that your organisation received.",
  );
  await expect(inNew(page)).toContainText(lead.organisationName);
  const html = await page.content();
  for (const word of [reference, theCase.id, alert.id, "Zebra", "mentions you"]) {
    expect(html, word).not.toContain(word);
  }
  await expect(inNew(page).getByRole("link")).toHaveCount(0);
  await page.goto("/");
  await expect(page.getByRole("region", { name: /^Waiting for you/ })).toHaveCount(0);
});

test("axe finds nothing in a full inbox, and nothing is pushed out of it", async ({
  signedInAs,
}) => {
  test.setTimeout(180_000);
  const { lead, editor, signatory, alert, theCase } = await aWorld();
  await aComment(alert, lead, [editor, signatory]);
  const [version] = await asSuperuser()`select id from alert_versions where alert_id = ${alert.id}`;
  await anEdition(alert, version?.id, lead);
  await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${theCase.id}`;
  const settings: Setting[] = [
    { viewport: { width: 1280, height: 900 } },
    { viewport: { width: 390, height: 844 }, locale: "qps", theme: "dark" },
  ];
  const found: string[] = [];
  for (const setting of settings) {
    for (const member of [editor, signatory]) {
      const page = await signedInAs(member, setting);
      for (const address of ["/inbox", "/settings/notices", "/"]) {
        await page.goto(address);
        found.push(...(await axeFaults(page)).map((fault) => `${address}: ${fault}`));
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 1) {
          found.push(`${address}: ${overflow} px too wide`);
        }
      }
    }
  }
  expect(found).toEqual([]);
});

test("the phone's bar carries the number of new notices", async ({ signedInAs }) => {
  const { lead, editor, alert } = await aWorld();
  await aComment(alert, lead, [editor]);
  const page = await signedInAs(editor, { viewport: { width: 390, height: 844 } });
  await page.goto("/");
  const bar = page.getByRole("navigation", { name: "Main" }).last();
  await expect(bar.getByRole("link", { name: "Inbox 1 new notice" })).toBeVisible();
});

test("the number on the inbox follows what happens while a page stays open, and takes no focus", async ({
  signedInAs,
}) => {
  const { lead, editor, alert, theCase } = await aWorld();
  const page = await signedInAs(lead);
  await page.clock.install();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/inbox/unread") {
      asked.push(request.url());
    }
  });
  await page.goto(`/cases/${theCase.id}`);
  await expect(side(page).getByRole("link", { name: "Inbox", exact: true })).toBeVisible();
  const search = page.getByRole("button", { name: /Search or command/ }).first();
  await search.focus();
  await aComment(alert, editor, [lead]);
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.clock.fastForward(11_000);
  await comeBack();
  await expect(side(page).getByRole("link", { name: "Inbox 1" })).toBeVisible();
  await expect(search).toBeFocused();
  // Not more often than every ten seconds, and not by the clock.
  const before = asked.length;
  await comeBack();
  await comeBack();
  await page.clock.fastForward(3_600_000);
  expect(asked).toHaveLength(before);
});
