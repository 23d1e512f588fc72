import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { advocate, expect, test } from "./fixtures";

test("Today names the next session, how far off it is, and how its asks stand", async ({
  signedInAs,
}) => {
  const page = await signedInAs(advocate);
  await page.goto("/");
  await expect(page).toHaveTitle("Today · Plenary");
  const next = page.getByRole("region", { name: "Next session" });
  await expect(next).toContainText("UPR pre-session, Example State 7");
  await expect(next).toContainText(/In \d+ days|tomorrow|On now|Held/i);
  await expect(next).toContainText("14:00 in Geneva");
  await expect(next.getByRole("list", { name: "Asks by stage" })).toContainText("7Agreed");
});

test("asks that need a reply stand by day, late ones first", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const session = await aSession(organisation);
  const theCase = await aCase(lead, { countryCode: "FJI" });
  const due = async (stateCode: string, day: string) => {
    const id = await aCommitment(theCase, session, { stateCode });
    await asSuperuser()`update commitments set due_on = ${day}, owner_id = ${lead.membershipId}
      where id = ${id}`;
  };
  await due("NOR", dayFromNow(3));
  await due("CHE", dayFromNow(-2));

  const page = await signedInAs(lead);
  await page.goto("/");
  const asks = page.getByRole("region", { name: /My asks that need a reply/ });
  await expect(asks.getByRole("heading", { level: 3 }).first()).toHaveText("Late");
  await expect(asks.getByRole("link")).toContainText([
    "All in the organisation",
    "Switzerland",
    "Norway",
  ]);
});

test("a new organisation is led from a case to who agreed", async ({ signedInAs }) => {
  const page = await signedInAs(await aMember(await anOrganisation()));
  await page.goto("/");
  await expect(
    page.getByRole("heading", { name: "From a case to the States that raise it" }),
  ).toBeVisible();
  await page.getByRole("link", { name: "Open a case" }).click();
  await expect(page).toHaveURL(/\/cases\/new$/);
});

test("what others did since the last visit is told, and what a team keeps to itself is not", async ({
  signedInAs,
}) => {
  const organisation = await anOrganisation();
  const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
  const page = await signedInAs(colleague);
  await page.goto("/");
  await asSuperuser()`update visits set at = now() - interval '2 hours'
    where membership_id = ${colleague.membershipId}`;

  const session = await aSession(organisation);
  const open = await aCase(lead, { visibility: "organisation", countryCode: "FJI" });
  const closed = await aCase(lead, { countryCode: "FJI" });
  for (const theCase of [open, closed]) {
    const id = await aCommitment(theCase, session, { stateCode: "NOR" });
    await agreeAs(lead, theCase.orgId, theCase.id, id);
  }

  await page.goto("/");
  const changes = page.getByRole("region", { name: "Since you were last here" });
  await expect(changes).toContainText(/Norway agreed on PL-/);
  await expect(changes.getByText(/agreed on/)).toHaveCount(1);
});

test("the way back leads to what was opened", async ({ signedInAs }) => {
  const member = await aMember(await anOrganisation());
  const page = await signedInAs(member);
  await page.goto("/states?q=Fiji");
  await page.getByRole("main").getByRole("link", { name: "Fiji" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fiji");
  await expect(page).toHaveTitle("State · Plenary");
  await expect
    .poll(async () => {
      await page.goto("/");
      return page.getByRole("region", { name: "Recent" }).textContent();
    })
    .toContain("Fiji");
});

test("search finds a State by another name, and no case of others", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  await aCase(lead, { title: "Ivory tower closed", countryCode: "FJI" });
  const page = await signedInAs(lead);
  const answer = async () => (await page.request.get("/search?q=ivory")).json();
  expect(JSON.stringify(await answer())).toContain("Côte d’Ivoire");
  expect(JSON.stringify(await answer())).toContain("Ivory tower closed");

  const other = await signedInAs(await aMember(organisation));
  const theirs = JSON.stringify(await (await other.request.get("/search?q=ivory")).json());
  expect(theirs).toContain("Côte d’Ivoire");
  expect(theirs).not.toContain("Ivory tower");
});

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function agreeAs(member: Member, orgId: string, caseId: string, commitmentId: string) {
  await asSuperuser().begin(async (tx) => {
    await tx`select set_config('app.person_id', ${member.personId}, true),
      set_config('app.org_id', ${member.organisationId}, true),
      set_config('app.membership_id', ${member.membershipId}, true),
      set_config('app.role', ${member.role}, true)`;
    await tx`insert into commitment_events (org_id, case_id, commitment_id, changes)
      values (${orgId}, ${caseId}, ${commitmentId}, '{"stage": "agreed"}')`;
  });
}

test("a menu that was opened before the scripts came stays open", async ({ signedInAs }) => {
  const page = await signedInAs(advocate);
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      document.querySelector("aside details")?.setAttribute("open", "");
    });
  });
  await page.goto("/");
  const menu = page.locator("aside details");
  // With the scripts there, Escape closes it: so they have come, and it was still open.
  await expect(async () => {
    await expect(menu).toHaveAttribute("open", "");
    await menu.locator("summary").press("Escape");
    await expect(menu).not.toHaveAttribute("open", "", { timeout: 500 });
  }).toPass();
});
