import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { expect, test } from "./fixtures";

async function stateKey(code: string): Promise<string> {
  const [state] = await asSuperuser()<
    { key: string }[]
  >`select key from states where code = ${code}`;
  return state?.key ?? "";
}

for (const javaScriptEnabled of [true, false]) {
  test(`a conversation is logged, moves the ask, and is corrected ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { title: "Two stopped at the border", countryCode: "CUB" });
    const session = await aSession(organisation, { title: "Pre-session" });
    const commitment = await aCommitment(theCase, session, { stateCode: "FJI" });
    const key = await stateKey("FJI");
    const page = await signedInAs(lead, { javaScriptEnabled });
    await page.goto(`/states/${key}`);
    const main = page.getByRole("main");
    await main.getByRole("link", { name: "Log conversation" }).click();
    await expect(page).toHaveTitle("Conversation · Plenary");

    // What is missing is said, and what was typed stays.
    await page.getByLabel("With whom, in words").fill("The human rights officer");
    await page.getByRole("button", { name: "Log conversation" }).click();
    await expect(main.getByRole("alert").first()).toContainText("How");
    await expect(page.getByLabel("With whom, in words")).toHaveValue("The human rights officer");

    await page.getByLabel(/^What they said/).fill("Yes, if two others do.");
    await page.getByLabel("How", { exact: true }).selectOption("corridor");
    await page.getByRole("combobox", { name: /^Stage now, PL-/ }).selectOption("considering");
    await page.getByRole("combobox", { name: /^How sure, PL-/ }).selectOption("2");
    await page.getByLabel("Next step", { exact: false }).first().fill("Name two others");
    await page.getByRole("button", { name: "Log conversation" }).click();
    await expect(page.getByText("Logged.")).toBeVisible();
    await expect(main).toContainText("Yes, if two others do.");
    await expect(main).toContainText("Considering");
    await expect(main).toContainText("Kept with the ask.");

    const [moved] = await asSuperuser()`select stage, word, next_step, word_text from commitments
      where id = ${commitment}`;
    expect(moved).toEqual({
      stage: "considering",
      word: 2,
      next_step: "Name two others",
      word_text: "Yes, if two others do.",
    });

    await page.goto(`/states/${key}`);
    const last = page.getByRole("region", { name: "Last contact" });
    await expect(last).toContainText("You");
    await expect(last).toContainText("The human rights officer");
    await last.getByRole("link", { name: /Open the conversation/ }).click();
    await page.getByRole("link", { name: "Correct", exact: true }).click();
    await page.getByLabel(/^What they said/).fill("Yes, if three others do.");
    await page.getByRole("button", { name: "Keep the correction" }).click();
    await expect(main).toContainText("Yes, if three others do.");
    await expect(page.getByRole("region", { name: "Corrections" })).toContainText("what they said");

    await page.getByRole("button", { name: "Take back" }).click();
    await expect(main.getByText("Taken back", { exact: true })).toBeVisible();
    // It counts no longer; what it moved does.
    await page.goto(`/states/${key}/conversations`);
    await expect(main.getByText("Taken back", { exact: true })).toBeVisible();
    await expect(
      page.getByRole("region", { name: "Last contact" }).getByRole("link", { name: /^Open/ }),
    ).toHaveCount(0);
  });

  test(`cautions stand before how to reach a contact, and a partner sees only what it is shown ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const [ours, theirs] = [await anOrganisation(), await anOrganisation()];
    const key = await stateKey("FJI");
    const page = await signedInAs(await aMember(ours), { javaScriptEnabled });
    await page.goto(`/states/${key}?add=contact`);
    await page.getByLabel("Role").selectOption("human_rights_officer");
    await page.getByLabel("What to mind with this one").fill("No voice messages.");
    await page.getByLabel("How they prefer to be written to").fill("Signed mail");
    await page.getByRole("button", { name: "Add the contact" }).click();

    await page.goto(`/states/${key}`);
    const contacts = page.getByRole("region", { name: "Contacts" });
    const reach = contacts.getByText("Signed mail");
    await expect(contacts.getByText("No voice messages.")).toBeVisible();
    await expect(reach).toBeHidden();
    await expect(page.getByRole("region", { name: "How they work" })).not.toContainText(
      "Signed mail",
    );
    await contacts.getByText(/^How to reach them/).click();
    await expect(reach).toBeVisible();
    const order = await contacts.innerText();
    expect(order.indexOf("No voice messages.")).toBeLessThan(order.indexOf("Signed mail"));

    const partner = await signedInAs(await aMember(theirs), { javaScriptEnabled });
    await partner.goto(`/states/${key}`);
    await expect(partner.getByText("No voice messages.")).toHaveCount(0);
    await contacts.getByText(/^Show to a partner/).click();
    await contacts.getByLabel("Partner").selectOption({ label: theirs.name });
    await contacts.getByRole("button", { name: "Show the contact" }).click();
    await expect(contacts).toContainText(`Shown to ${theirs.name}`);
    await partner.reload();
    await expect(partner.getByRole("region", { name: "Contacts" })).toContainText(
      `Shown by ${ours.name}`,
    );
    await expect(partner.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
    await contacts.getByRole("button", { name: "Show no more" }).click();
    await expect(contacts).toContainText("Ours alone");
    await partner.reload();
    await expect(partner.getByText("No voice messages.")).toHaveCount(0);
  });
}

test("the key L opens the form, and writes an L where somebody types", async ({ signedInAs }) => {
  const page = await signedInAs(await aMember(await anOrganisation()));
  const key = await stateKey("FJI");
  await page.goto(`/states/${key}`, { waitUntil: "networkidle" });
  await page.keyboard.press("Control+l");
  await expect(page).toHaveURL(new RegExp(`/states/${key}$`));
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/conversations\/new$/);
  await page.getByLabel("Next step", { exact: false }).first().fill("");
  await page.keyboard.type("l");
  await expect(page.getByLabel("Next step", { exact: false }).first()).toHaveValue("l");
});

test("a reader reads what was said and is offered nothing to fill in", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const [author, reader] = [await aMember(organisation), await aMember(organisation, "reader")];
  const id = await aConversation(author, { stateCode: "FJI", said: "Nothing new." });
  const key = await stateKey("FJI");
  const page = await signedInAs(reader);
  await page.goto(`/states/${key}`);
  await expect(page.getByRole("main")).toContainText("Nothing new.");
  await expect(page.getByRole("link", { name: "Log conversation" })).toHaveCount(0);
  for (const place of ["new", `${id}/edit`]) {
    const response = await page.goto(`/states/${key}/conversations/${place}`);
    expect(response?.status()).toBe(404);
  }
});

test("a next step without an ask waits on Today until it is done", async ({ signedInAs }) => {
  const organisation = await anOrganisation();
  const [author, owner] = [await aMember(organisation), await aMember(organisation)];
  const key = await stateKey("FJI");
  const page = await signedInAs(author);
  await page.goto(`/states/${key}/conversations/new`);
  await page.getByLabel(/^What they said/).fill("Call again next week.");
  await page.getByLabel("How", { exact: true }).selectOption("call");
  await page.getByLabel("Next step", { exact: false }).first().fill("Call the desk");
  await page.getByLabel(/^Whose/).selectOption({ label: owner.personName });
  await page.getByRole("button", { name: "Log conversation" }).click();
  await expect(page.getByText("Logged.")).toBeVisible();

  const theirs = await signedInAs(owner);
  await theirs.goto("/");
  const waiting = theirs.getByRole("region", { name: /Next steps from conversations/ });
  await expect(waiting).toContainText("Call the desk");
  await waiting.getByRole("button", { name: "Done: Call the desk" }).click();
  await expect(waiting).toHaveCount(0);
});
