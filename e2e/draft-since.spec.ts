import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

/** A pre-session of Example State 7, and two cases of it whose words may be told in public. */
async function aWorld() {
  const own = await anOrganisation();
  const lead = await aMember(own);
  const sessionId = await aSession(own, { title: "Pre-session of the spring" });
  await asSuperuser()`update sessions set states_under_review = '{XEG}' where id = ${sessionId}`;
  const told = async (title: string) => {
    const one = await aCase(lead, { title });
    await aConsent(one, await aDefender(one), lead, "public_statement", "yes");
    return one;
  };
  const [first, second] = [await told("Two panellists"), await told("One lawyer")];
  await asSuperuser()`update cases set summary = 'Stopped at the airport.', reprisal_types = '{detention}',
    do_not_mention = 'The sister, or where she works' where id = ${first.id}`;
  return { lead, sessionId, first, second };
}

const ask = "In the review, please raise the two panellists.";

for (const javaScriptEnabled of [true, false]) {
  test(`a draft says what changed since, and asks about each, ${
    javaScriptEnabled ? "with" : "without"
  } scripts`, async ({ signedInAs }) => {
    const { first, lead, sessionId } = await aWorld();
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/briefs/new?session=${sessionId}`);
    await page.getByRole("checkbox", { name: /One lawyer/ }).uncheck();
    await page.getByRole("button", { name: "Write the brief" }).click();
    await page.getByLabel("The ask, in one sentence").fill(ask);
    const save = page.getByRole("button", { name: "Save and look" });
    await save.click();
    const sheet = page.getByRole("article", { name: "The brief" });
    await expect(sheet).toContainText(ask);
    await expect(page.getByText(/Changed since you last looked/)).toHaveCount(0);

    await asSuperuser()`update cases set summary = 'Let go after six hours.', reprisal_types = '{smear}'
      where id = ${first.id}`;
    await page.reload();
    await expect(page.getByText(/Changed since you last looked/)).toBeVisible();
    await expect(sheet).toContainText("Let go after six hours.");
    await expect(page.getByText("It said before:")).toBeVisible();
    await expect(page.getByText("Stopped at the airport.")).toBeVisible();

    await page
      .getByRole("combobox", { name: "Which of them" })
      .selectOption("Keep what it said before");
    await page.getByRole("checkbox", { name: /: what is reported/ }).check();
    await save.click();
    await expect(sheet).toContainText("Stopped at the airport.");
    await expect(sheet).not.toContainText("Let go after six hours.");
    await expect(page.getByText(/Changed since you last looked/)).toHaveCount(0);
    await page.goto(page.url());
    await expect(page.getByText(/Changed since you last looked/)).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Facts" })).toHaveValue(
      "Stopped at the airport.",
    );
  });
}

test("a brief that says again what must not be mentioned is made once its author has read that", async ({
  signedInAs,
}) => {
  const { lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await page.goto(`/briefs/new?session=${sessionId}`);
  await page.getByRole("button", { name: "Write the brief" }).click();
  const field = page.getByLabel("The ask, in one sentence");
  await field.fill("Ask where the sisters are.");
  const told = page.getByText("It may say what must not be mentioned");
  await expect(told).toBeVisible();
  await expect(page.getByText(/^The ask: “sisters” \(PL-/)).toBeVisible();
  await page.getByRole("checkbox", { name: /The State under review can read/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(
    page.getByText("Read again what stands in the note on silence").first(),
  ).toBeVisible();
  await page.getByRole("checkbox", { name: /I have read these places again/ }).check();
  await page.getByRole("button", { name: "Make the brief" }).click();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
});

test("cases stand in the order in which somebody puts them", async ({ signedInAs }) => {
  const { first, lead, sessionId } = await aWorld();
  const page = await signedInAs(lead);
  await page.goto(`/briefs/new?session=${sessionId}`);
  await page.getByRole("button", { name: "Write the brief" }).click();
  const sheet = page.getByRole("article", { name: "The brief" });
  await expect(sheet).toContainText(/One lawyer.*Two panellists|Two panellists.*One lawyer/s);
  const isFirst = async (title: string) =>
    (
      await page
        .getByRole("group", { name: "Order of the cases" })
        .getByRole("listitem")
        .first()
        .innerText()
    ).includes(title);
  const lower = (await isFirst("One lawyer")) ? "Two panellists" : "One lawyer";
  await page.getByRole("button", { name: new RegExp(`Move up: .*${lower}`) }).click();
  const higher = lower === "One lawyer" ? "Two panellists" : "One lawyer";
  await expect(sheet).toContainText(new RegExp(`${lower}.*${higher}`, "s"));
  await asSuperuser()`update cases set changed_at = now() where id = ${first.id}`;
  await page.reload();
  await expect(sheet).toContainText(new RegExp(`${lower}.*${higher}`, "s"));
  expect(await isFirst(lower)).toBe(true);
});
