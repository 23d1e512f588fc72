import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

/** One more than a list or a chart looks at. */
const many = 201;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** As many cases and sessions: at each one reply is due, all of them on one day, and one State has promised. */
async function aCrowdedDesk(): Promise<Member> {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  for (let at = 0; at < many; at += 1) {
    const theCase = await aCase(lead, { visibility: "organisation" });
    const session = await aSession(organisation, { title: `Session ${at + 1}` });
    await aCommitment(theCase, session, { stateCode: "XEA", stage: "asked" });
    await aCommitment(theCase, session, { stateCode: "XEB", stage: "agreed" });
  }
  await asSuperuser()`update commitments set due_on = ${inDays(20)}
    where org_id = ${organisation.id} and stage = 'asked'`;
  return lead;
}

test("where there is more than fits, the calendar and the charts say so, and lead to all of it", async ({
  signedInAs,
}) => {
  const page = await signedInAs(await aCrowdedDesk());
  await page.goto("/calendar");
  const cut = page.getByText("More is due in these months than fits here");
  await expect(cut).toContainText("the first 200 each are shown");
  await expect(page.getByRole("link", { name: /^Reply due: .*Example State 1/ })).toHaveCount(200);
  await page.getByRole("link", { name: "All replies, by day" }).click();
  await expect(page.getByText(/^1 to \d+ of 201$/)).toBeVisible();

  await page.goto("/insights");
  const chart = (name: string) => page.locator(`#${name}`);
  await expect(page.locator("#asks-outstanding-finding")).toHaveText(
    "More than 200 replies are outstanding, none of them late",
  );
  await expect(chart("asks-outstanding").getByRole("table")).toContainText("more than 200");
  await expect(chart("promised-raised")).toContainText(
    "Only the 200 latest sessions are looked at.",
  );
  for (const name of ["stage-ladder", "quiet-cases"]) {
    await expect(chart(name)).toContainText("Only the 200 cases that changed last are looked at.");
  }
});
