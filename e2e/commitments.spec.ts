import {
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";
import { aTracker } from "./tracker-world";

test("a stage set by one colleague is there for another, with its author", async ({
  signedInAs,
}) => {
  const { lead, colleague, references } = await aTracker();
  const desk = await signedInAs(lead);
  await desk.goto("/commitments");
  const cell = desk
    .getByRole("row", { name: new RegExp(`Example State 1, ${references[0]}`) })
    .getByRole("link", { name: /^Stage: / });
  await cell.focus();
  await desk.keyboard.press("y");
  // Shown at once, called saved when it is.
  await expect(cell).toHaveAccessibleName("Stage: Agreed. Change", { timeout: 500 });
  await expect(desk.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

  const other = await signedInAs(colleague);
  await other.goto("/commitments");
  const row = other.getByRole("row", { name: new RegExp(`Example State 1, ${references[0]}`) });
  await expect(row.getByText("Agreed")).toBeVisible();
  // A colleague outside the team reads and has nothing to press.
  await expect(row.getByRole("link", { name: /^Stage: / })).toHaveCount(0);
  await row.getByRole("link", { name: /: open$/ }).click();
  await expect(other.getByText("Stage: Asked → Agreed")).toBeVisible();
  await expect(other.getByText(lead.personName)).toBeVisible();
});

test("a change is taken back from the bar", async ({ signedInAs }) => {
  const { lead, references } = await aTracker();
  const page = await signedInAs(lead);
  await page.goto("/commitments");
  const row = page.getByRole("row", { name: new RegExp(`Example State 2, ${references[0]}`) });
  await row.getByRole("link", { name: /^Stage: / }).click();
  await row.getByRole("combobox", { name: "Stage" }).selectOption("declined");
  await expect(row.getByRole("link", { name: "Stage: Declined. Change" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row.getByRole("link", { name: "Stage: Agreed. Change" })).toBeVisible();
  await expect(page.getByText(/: taken back\.$/).first()).toBeVisible();
  await page.reload();
  await expect(row.getByRole("link", { name: "Stage: Agreed. Change" })).toBeVisible();
});

test("two people who change one ask see both values and decide", async ({ signedInAs }) => {
  const { lead, references } = await aTracker();
  const name = new RegExp(`Example State 1, ${references[0]}`);
  const [one, two] = [await signedInAs(lead), await signedInAs(lead)];
  await one.goto("/commitments");
  await two.goto("/commitments");
  await one
    .getByRole("row", { name })
    .getByRole("link", { name: /^Stage: / })
    .focus();
  await one.keyboard.press("c");
  await expect(one.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await two
    .getByRole("row", { name })
    .getByRole("link", { name: /^Stage: / })
    .focus();
  await two.keyboard.press("x");
  const notice = two.getByRole("alert").filter({ hasText: "in the meantime" });
  await expect(notice).toContainText("It stands at: Considering");
  await expect(notice).toContainText("You wanted: Declined");
  await notice.getByRole("button", { name: "Set mine" }).click();
  await expect(
    two.getByRole("row", { name }).getByRole("link", { name: "Stage: Declined. Change" }),
  ).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`States are asked by pasted names, and an unclear one is asked about, ${how}`, async ({
    signedInAs,
  }) => {
    const { lead, cases, session } = await aTracker();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/commitments/new?case=${cases[0]?.id}&session=${session}`);
    await expect(page.getByRole("radio", { name: "Names the person" })).toHaveCount(0);
    await page.getByLabel(/^Paste names/).fill("Norway, Korea\nthe Czech Republic");
    await page.getByRole("button", { name: "Open the asks" }).click();
    const asked = page.getByLabel(/“Korea” fits more than one State/);
    await expect(asked).toBeVisible();
    if (javaScriptEnabled) {
      // The button stands far below what it brings up.
      await expect(asked).toBeInViewport();
    }
    await expect(page.getByLabel(/^Paste names/)).toHaveValue("Norway, Korea\nthe Czech Republic");
    await page.getByLabel(/“Korea” fits/).selectOption({ label: "Republic of Korea" });
    await page.getByRole("button", { name: "Open the asks" }).click();
    await expect(page.getByText("3 asks opened")).toBeVisible();
  });

  test(`what was said makes a commitment raised, ${how}`, async ({ signedInAs }) => {
    const { lead, cases, session } = await aTracker();
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEA'`;
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(
      `/commitments/record?case=${cases[0]?.id}&session=${session}&state=${state?.key}`,
    );
    await page.getByLabel("Source", { exact: true }).fill("Recording of the meeting");
    await page.getByLabel("Kind of evidence").selectOption("webcast");
    await page.getByLabel("Grade").selectOption("B");
    await page.getByLabel(/^The exact words/).fill("We are concerned.");
    await page.getByRole("button", { name: "Record the intervention" }).click();
    await expect(
      page.getByText("Recorded. The commitment is shown as raised.").first(),
    ).toBeVisible();
    await page.goto("/commitments?q=border&stage=raised");
    await page.getByRole("link", { name: /Example State 1, .*: open/ }).click();
    await expect(page.getByText("We are concerned.")).toBeVisible();
    await expect(page.getByText(/B, the State's own text or video/).first()).toBeVisible();
  });

  test(`a commitment is changed by its own forms, ${how}`, async ({ signedInAs }) => {
    const { lead, cases, session } = await aTracker();
    const [id] = [
      await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" }),
    ];
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/commitments/${id}`);
    await page.getByRole("radio", { name: "Considering" }).check();
    await page.getByLabel("With the capital").check();
    await page.getByRole("button", { name: "Save the stage" }).click();
    await expect(page.getByText("Stage: Asked → Considering")).toBeVisible();
    await page.getByRole("button", { name: /^Take this back/ }).click();
    await expect(page.getByText("Taken back")).toBeVisible();
    await expect(page.getByRole("radio", { name: "Asked" })).toBeChecked();
  });
}

test("a text that is longer than its field keeps is not cut: it stays, and its length is said", async ({
  signedInAs,
}) => {
  const { lead, cases, session } = await aTracker();
  const id = await aCommitment(cases[0] as Case, session, { stateCode: "XEE", stage: "asked" });
  const long = "x".repeat(507);
  const says = "7 characters too long: 500 are kept at most. Nothing is lost";
  // Without scripts the server says it, and gives the text back.
  const plain = await signedInAs(lead, { javaScriptEnabled: false });
  await plain.goto(`/commitments/${id}`);
  const field = plain.getByRole("textbox", { name: /^Next step/ });
  const unfold = (of: typeof plain) => of.getByRole("heading", { name: "Follow-up" }).click();
  await unfold(plain);
  await field.fill(long);
  await plain.getByRole("button", { name: "Save the follow-up" }).click();
  await unfold(plain);
  await expect(plain.getByText(says).first()).toBeVisible();
  await expect(field).toHaveValue(long);
  await field.fill("x".repeat(500));
  await plain.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(plain.getByText(says)).toHaveCount(0);
  // With scripts it is said as it is pasted.
  const page = await signedInAs(lead);
  await page.goto(`/commitments/${id}`);
  await unfold(page);
  await page.getByRole("textbox", { name: /^Next step/ }).fill(long);
  await expect(page.getByText(says)).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Next step/ })).toHaveValue(long);
  // In the table, too: what is too long is not sent, and stays to be shortened.
  await page.goto("/commitments?q=Example State 5");
  await page.locator('td[data-cell="nextStep"] a').first().click();
  const cell = page.locator('td[data-cell="nextStep"] input');
  await cell.fill(long);
  await cell.press("Enter");
  await expect(page.getByText(says)).toBeVisible();
  await expect(cell).toHaveValue(long);
  await cell.fill("Call the desk");
  await cell.press("Enter");
  await expect(page.locator('td[data-cell="nextStep"]').first()).toContainText("Call the desk");
});

test("owners are told apart in their column, and a partner's ask says whose it is", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const partner = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id in (${organisation.id}, ${partner.id})`;
  const [lead, second, guest] = [
    await aMember(organisation),
    await aMember(organisation),
    await aMember(partner),
  ];
  await asSuperuser()`update people set name = 'Example Network, advocate' where id = ${lead.personId}`;
  await asSuperuser()`update people set name = 'Example Network, reader' where id = ${second.personId}`;
  const session = await aSession(organisation);
  const shared = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
  for (const [stateCode, owner] of [
    ["XEA", lead],
    ["XEB", second],
  ] as const) {
    const id = await aCommitment(shared, session, { stateCode, visibility: "partners" });
    await asSuperuser()`update commitments set owner_id = ${owner.membershipId} where id = ${id}`;
  }
  const page = await signedInAs(lead);
  await page.goto("/commitments?sort=state&dir=asc");
  const owner = (on: typeof page, row: number) => on.locator('td[data-cell="owner"]').nth(row);
  await expect(owner(page, 0).getByText("You", { exact: true })).toBeVisible();
  await expect(owner(page, 1).getByText("reader", { exact: true })).toBeVisible();
  const link = owner(page, 1).getByRole("link");
  await expect(link).toHaveAccessibleName("Owner: Example Network, reader. Change");
  // The whole name is shown where the cell has the focus.
  await link.focus();
  const whole = await owner(page, 1).getByText("Example Network, reader").boundingBox();
  expect(whole?.width).toBeGreaterThan(100);

  const theirs = await signedInAs(guest);
  await theirs.goto("/commitments?sort=state&dir=asc");
  await expect(owner(theirs, 0)).toContainText(organisation.name);
  await expect(theirs.getByRole("main")).not.toContainText("Example Network");
});

test("a partner who contributes reads who sees an ask, and can't choose it; its organisation can", async ({
  signedInAs,
}) => {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(organisation);
  const shared = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
  const id = await aCommitment(shared, await aSession(organisation), {
    stateCode: "DNK",
    visibility: "partners",
  });
  const theirs = await signedInAs(await aMember(partner));
  await theirs.goto(`/commitments/${id}`);
  await theirs.getByRole("heading", { name: "Follow-up" }).click();
  await expect(
    theirs.getByText(/^The organisation whose case it is says who reads this ask/),
  ).toBeVisible();
  await expect(theirs.getByLabel("Who may see it")).toHaveCount(0);
  await theirs.getByRole("textbox", { name: /^Next step/ }).fill("Call the desk");
  await theirs.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(theirs.getByText("Saved.").first()).toBeVisible();

  const page = await signedInAs(lead);
  await page.goto(`/commitments/${id}`);
  await page.getByRole("heading", { name: "Follow-up" }).click();
  await expect(page.getByRole("textbox", { name: /^Next step/ })).toHaveValue("Call the desk");
  await page.getByLabel("Who may see it").selectOption({ label: "Our organisation" });
  await page.getByRole("button", { name: "Save the follow-up" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  expect((await theirs.goto(`/commitments/${id}`))?.status()).toBe(404);

  // How far a position may be told closes nothing, and says so.
  await page.getByRole("heading", { name: "Content" }).click();
  const told = page.getByLabel("How far it may be told");
  await expect(told).toHaveAccessibleDescription(/It closes nothing here/);
  await expect(told.getByRole("option").last()).toHaveText("No further than the case’s team");
});
