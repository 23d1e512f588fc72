import type { Page } from "@playwright/test";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { aMemberWithPassword, rightPassword } from "@/lib/auth/testing";
import { expect, test } from "./fixtures";

const signInPage = /\/sign-in(\?.*)?$/;

async function inviteFrom(page: Page, role: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await page.getByRole("button", { name: "Make an invitation" }).click();
  await expect(page.getByText("The invitation is ready")).toBeVisible();
  return page.getByLabel("Link", { exact: true }).inputValue();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`an invitation takes somebody new in, once, ${how}`, async ({ signedInAs, signedOut }) => {
    const organisation = await anOrganisation();
    const administrator = await aMember(organisation, "administrator");
    const desk = await signedInAs(administrator, { javaScriptEnabled });
    const link = await inviteFrom(desk, "Reader");

    const guest = await signedOut({ javaScriptEnabled });
    const email = `${administrator.membershipId}-guest@example.org`;
    await guest.goto(link);
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText(`Join ${organisation.name}`);
    const form = guest.getByRole("region", { name: "I am new here" });
    await form.getByLabel("Your name").fill("Bo Example");
    await form.getByLabel("Your e-mail address").fill(email);
    await form.getByLabel("A password").fill("passwordpassword");
    await form.getByRole("button", { name: "Join" }).click();
    await expect(form.getByText("This is one of the first")).toBeVisible();
    await expect(form.getByLabel("Your name")).toHaveValue("Bo Example");
    await form.getByLabel("A password").fill(rightPassword);
    await form.getByRole("button", { name: "Join" }).click();
    await expect(guest).toHaveURL(/\/$/);

    await desk.goto("/settings/members");
    await expect(desk.getByRole("listitem", { name: "Bo Example" })).toContainText(email);
    // Shown once: the page that comes back does not know the link any more.
    await expect(desk.getByLabel("Link", { exact: true })).toHaveCount(0);

    const another = await signedOut({ javaScriptEnabled });
    await another.goto(link);
    await expect(another.getByText("This invitation does not open anything")).toBeVisible();
  });

  test(`somebody known joins by their password, ${how}`, async ({ signedInAs, signedOut }) => {
    const organisation = await anOrganisation();
    const known = await aMemberWithPassword(await anOrganisation());
    const desk = await signedInAs(await aMember(organisation, "administrator"));
    const link = await inviteFrom(desk, "Advocate");
    const page = await signedOut({ javaScriptEnabled });
    await page.goto(link);
    const form = page.getByRole("region", { name: "I sign in here already" });
    await form.getByLabel("E-mail address").fill(known.email);
    await form.getByLabel("Password").fill("not my password at all");
    await form.getByRole("button", { name: "Sign in and join" }).click();
    await expect(form.getByText("You have not joined")).toBeVisible();
    await form.getByLabel("Password").fill(rightPassword);
    await form.getByRole("button", { name: "Sign in and join" }).click();
    await expect(page).toHaveURL(/\/$/);
    await page.goto("/settings/organisation");
    await expect(page.getByText("You work for this one now")).toBeVisible();
    await page.getByRole("button", { name: `Work for ${known.organisationName}` }).click();
    await expect(page).toHaveURL(/\/$/);
    await page.goto("/settings/organisation");
    await expect(page.getByRole("button", { name: `Work for ${organisation.name}` })).toBeVisible();
  });
}

test("an invitation that was taken back opens nothing", async ({ signedInAs, signedOut }) => {
  const desk = await signedInAs(await aMember(await anOrganisation(), "administrator"));
  const link = await inviteFrom(desk, "Reader");
  await desk.getByRole("button", { name: /^Take back/ }).click();
  await expect(desk.getByRole("button", { name: /^Take back/ })).toHaveCount(0);
  const guest = await signedOut();
  await guest.goto(link);
  await expect(guest.getByText("This invitation does not open anything")).toBeVisible();
});

test("suspending ends access at the next page, and giving it back restores it", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const member = await aMember(organisation);
  const desk = await signedInAs(await aMember(organisation, "administrator"));
  const theirs = await signedInAs(member);
  await theirs.goto("/settings");
  await expect(theirs).toHaveURL(/\/settings$/);

  await desk.goto("/settings/members");
  await desk.getByRole("button", { name: `Suspend ${member.personName}` }).click();
  await expect(desk.getByText("Suspended", { exact: true })).toBeVisible();
  await theirs.goto("/settings");
  await expect(theirs).toHaveURL(signInPage);

  await desk.getByRole("button", { name: `Give access back to ${member.personName}` }).click();
  await expect(desk.getByText("Suspended", { exact: true })).toHaveCount(0);
  await theirs.goto("/settings");
  await expect(theirs).toHaveURL(/\/settings$/);
});

test("an administrator gives another role; readers find no buttons", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const member = await aMember(organisation, "reader");
  const [desk, theirs] = [
    await signedInAs(await aMember(organisation, "administrator")),
    await signedInAs(member),
  ];
  await theirs.goto("/settings/members");
  await expect(theirs.getByRole("listitem", { name: member.personName })).toBeVisible();
  await expect(theirs.getByRole("button", { name: /Suspend|Change the role|Make/ })).toHaveCount(0);

  await desk.goto("/settings/members");
  await desk
    .getByRole("combobox", { name: `Role of ${member.personName}` })
    .selectOption("Administrator");
  await desk.getByRole("button", { name: `Change the role of ${member.personName}` }).click();
  await expect(desk.getByRole("listitem", { name: member.personName })).toContainText(
    "Administrator ·",
  );
  await theirs.reload();
  await expect(theirs.getByRole("button", { name: "Make an invitation" })).toBeVisible();
});

test("the last administrator can't leave; others can", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const [last, member] = [
    await aMember(organisation, "administrator"),
    await aMember(organisation),
  ];
  for (const [who, stays] of [
    [last, true],
    [member, false],
  ] as const) {
    const page = await signedInAs(who);
    await page.goto("/settings/organisation");
    await page.getByLabel("I want to leave").check();
    await page.getByRole("button", { name: "Leave the organisation" }).click();
    if (stays) {
      await expect(page.getByText("Nothing was changed").first()).toBeVisible();
    } else {
      await expect(page).toHaveURL(signInPage);
    }
  }
});

test("the organisation's name is changed by an administrator", async ({ signedInAs }) => {
  const page = await signedInAs(await aMember(await anOrganisation(), "administrator"));
  await page.goto("/settings/organisation");
  await page.getByLabel("Name of the organisation").fill("Renamed Network");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Done: Saved" })).toBeVisible();
  await expect(page.getByText("Leave Renamed Network")).toBeVisible();
});
