import { atStage } from "@/db/testing/alerts";
import { anIntervention, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { storedWords, words } from "@/lib/alerts/testing";
import { aDesk, choose, frame, listenIn, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

test("colleagues are there by name, partners by their organisation alone", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const [one, colleague, guest] = await Promise.all([
    signedInAs(here.owner),
    signedInAs(here.colleague),
    signedInAs(here.guest),
  ]);
  const heard = listenIn(guest);
  await Promise.all([one, colleague, guest].map((page) => open(page, here.address)));
  await text(one).press("Control+End");
  await one.keyboard.type(" More.");
  await expect(colleague.getByText(here.owner.personName).first()).toBeVisible();
  await expect(colleague.getByText(`${here.partner.name}`, { exact: false }).first()).toBeVisible();
  await expect(colleague.locator(`[data-name="${here.owner.personName}"]`)).toBeAttached();
  await expect(guest.getByText(`${here.organisation.name} is here`)).toBeVisible();
  await expect(guest.locator(`[data-name="${here.organisation.name}"]`).first()).toBeAttached();
  expect(heard()).toContain(here.owner.membershipId);
  for (const { personName } of [here.owner, here.colleague]) {
    expect(heard()).not.toContain(personName);
    expect(await guest.content()).not.toContain(personName);
  }
});

test("words typed while the sign-in had ended go out after signing in again", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.context().setOffline(true);
  await text(page).press("Control+End");
  await page.keyboard.type(" Typed in between.");
  await asSuperuser()`update sign_ins set revoked_at = now() where person_id = ${here.owner.personId}`;
  await page.context().setOffline(false);
  const notice = page.getByRole("alert").filter({ hasText: "You are signed out" });
  await expect(notice).toContainText("goes out by itself", { timeout: 15_000 });
  await expect(notice.getByRole("link", { name: "Sign in again" })).toHaveAttribute(
    "target",
    "_blank",
  );
  await expect(text(page)).toContainText("Typed in between.");
  await asSuperuser()`update sign_ins set revoked_at = null where person_id = ${here.owner.personId}`;
  await expect(saving(page)).toHaveText(/^Saved/, { timeout: 20_000 });
  await expect(notice).toHaveCount(0);
  expect(await storedWords(here.textId, "happened")).toContain("Typed in between.");
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toBeVisible();
});

test("the frame and the desk say the same of saving, and the truth", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.context().setOffline(true);
  await expect(saving(page)).toContainText("No connection");
  await expect(frame(page)).toContainText("No connection");
  await expect(frame(page)).not.toContainText("Up to date");
  await text(page).press("Control+End");
  await page.keyboard.type(" Offline.");
  await expect(saving(page)).toHaveText("On this device");
  await expect(frame(page)).toContainText("On this device");
  await expect(page.getByTestId("behind")).toHaveText(/have not been sent/);
  await page.context().setOffline(false);
  await expect(saving(page)).toHaveText(/^Saved \d\d:\d\d$/, { timeout: 15_000 });
  await expect(frame(page)).toContainText(await saving(page).innerText());
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 10_000 });
  await expect(page.getByRole("tabpanel")).toContainText("Offline.");
});

test("what an audience reads is never called current while it is behind", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await expect(page.getByTestId("behind")).toHaveCount(0, { timeout: 10_000 });
  // Every moment in which the panel neither has the last words nor says so is a lie.
  await page.evaluate(() => {
    const seen = { lies: 0, behind: 0 };
    Object.assign(window, { seen });
    const look = () => {
      const typed = document.querySelector(".ProseMirror")?.textContent ?? "";
      const panel = document.querySelector('[role="tabpanel"]');
      const isBehind = panel?.querySelector('[data-testid="behind"]') !== null;
      const reads = [...(panel?.querySelectorAll(".prose p") ?? [])].map((p) => p.textContent);
      seen.behind += isBehind ? 1 : 0;
      // The page hears of a key a frame after the editor has drawn it.
      seen.lies += !isBehind && typed !== reads.join("") ? 1 : 0;
      setTimeout(() => requestAnimationFrame(look), 40);
    };
    look();
  });
  await text(page).press("Control+End");
  for (const word of " These words are read a moment later by everybody".split(/(?= )/)) {
    await page.keyboard.type(word);
    await page.waitForTimeout(120);
  }
  await expect(page.getByRole("tabpanel")).toContainText("moment later by everybody", {
    timeout: 10_000,
  });
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { lies: number; behind: number } }).seen,
  );
  expect(seen.behind).toBeGreaterThan(5);
  expect(seen.lies).toBeLessThanOrEqual(1);
});

test("facts of the case and its sources stand at their section, also without scripts", async ({
  signedInAs,
}) => {
  const here = await aDesk("read");
  const session = await aSession(here.organisation);
  await anIntervention(here.theCase, session, here.owner);
  await asSuperuser()`update cases set reprisal_on = '2018-04-13', reprisal_precision = 'about'
    where id = ${here.theCase.id}`;
  for (const who of [here.owner, here.guest]) {
    const page = await signedInAs(who, { javaScriptEnabled: false });
    await page.goto(`${here.address}?section=happened`);
    const facts = page.getByRole("definition");
    await expect(facts).toHaveText([/about 13 April 2018/, "About", /Example State/]);
    const sources = page.getByRole("region", { name: "Sources behind this section" });
    if (who === here.owner) {
      await expect(sources.getByRole("listitem")).toContainText(["Note"]);
      await expect(sources).toContainText("Grade D");
    } else {
      // What States said is the organisation's own: a partner reads nothing of it, and no false "none".
      await expect(sources).toHaveCount(0);
    }
    await expect(page.getByRole("link", { name: "Change it in the case" })).toHaveCount(
      who === here.owner ? 1 : 0,
    );
    await page.goto(`${here.address}?section=all`);
    await expect(page.getByRole("definition").first()).toContainText("13 April 2018");
  }
  await asSuperuser()`update cases set reprisal_on = null, reprisal_precision = 'unknown'
    where id = ${here.theCase.id}`;
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByRole("definition")).toHaveText([
    "Not known",
    "Not known",
    /Example State/,
  ]);
});

test("with little data nothing is open until somebody writes", async ({ signedInAs }) => {
  const here = await aDesk();
  const [page, other] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await page.context().setExtraHTTPHeaders({ "save-data": "on" });
  let sockets = 0;
  page.on("websocket", () => {
    sockets += 1;
  });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("They were held at the airport.").first()).toBeVisible();
  await open(other, here.address);
  await text(other).press("Control+End");
  await other.keyboard.type(" From elsewhere.");
  await expect(saving(other)).toHaveText(/^Saved/);
  await other.waitForTimeout(2_500);
  expect(await page.locator(".ProseMirror").count()).toBe(0);
  expect(sockets).toBe(0);
  await expect(page.getByText("From elsewhere.")).toHaveCount(0);
  // It is read again when somebody comes back to the page.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("From elsewhere.").first()).toBeVisible();
  await page.getByRole("button", { name: "Write", exact: true }).click();
  await expect(text(page)).toContainText("From elsewhere.");
  await text(page).press("Control+End");
  await page.keyboard.type(" Written here.");
  await expect(text(other)).toContainText("Written here.");
  expect(sockets).toBe(1);
});

test("whoever keeps words back sees what the others read, and the review names what leaves a gap", async ({
  signedInAs,
}) => {
  const here = await aDesk(
    "contribute",
    words("They were held. A clerk at the airport said it; the files are gone. Nobody came."),
  );
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await choose(page, "A clerk at the airport said it");
  await page.getByRole("button", { name: "Keep within" }).click();
  const prompt = page.getByRole("dialog");
  const read = prompt.getByTestId("as-read");
  await expect(read).toContainText("Missions and the public will read:");
  await expect(read).toContainText("They were held.; the files are gone.");
  await expect(read).not.toContainText("Nobody came");
  await expect(read).toContainText("Nothing stands in the place of these words");
  await prompt.getByLabel("What the others read instead").fill("Somebody saw it");
  await expect(read).toContainText("They were held. Somebody saw it; the files are gone.");
  await expect(read).not.toContainText("Nothing stands in the place");
  await prompt.getByLabel("Coalition and missions").check();
  await expect(read).toContainText("The public will read:");
  await prompt.getByLabel("What the others read instead").fill("");
  await prompt.getByRole("button", { name: "Keep within" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("They were held.; the files are gone.", {
    timeout: 20_000,
  });
  const guest = await signedInAs(here.guest);
  for (const one of [page, guest]) {
    await one.goto(`${here.address}/review`);
    await expect(one.getByText("A passage is kept back here")).toBeVisible();
    await one.getByRole("link", { name: "What happened, English" }).click();
    await expect(one).toHaveURL(/language=en&section=happened/);
  }
  await page.goto(`${here.address}/review`);
  await expect(page.getByRole("button", { name: "Send for review" })).toBeEnabled();
});

test("suggestions of a partner are answered one by one, and all at once", async ({
  signedInAs,
}) => {
  const here = await aDesk("comment");
  const [one, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  const suggest = async (word: string, instead: string) => {
    await text(guest).getByText(word).first().waitFor();
    await choose(guest, word);
    await guest.keyboard.type(instead);
    await expect(saving(guest)).toHaveText(/^Saved/);
  };
  const cards = one.getByRole("article").filter({ hasText: "suggests a change" });
  await suggest("airport", "harbour");
  await suggest("Twelve", "Eleven");
  await suggest("spoke", "objected");
  await expect(cards).toHaveCount(3);
  await cards.filter({ hasText: "harbour" }).getByRole("button", { name: "Accept" }).click();
  await cards
    .filter({ hasText: "Eleven" })
    .getByRole("button", { name: "Leave it as it is" })
    .click();
  await expect(cards).toHaveCount(1);
  await expect(text(guest).locator("p")).toHaveText([
    "They were held at the harbour.",
    "Twelve States spokeobjected.",
  ]);
  await suggest("held", "kept");
  await one.getByRole("button", { name: "Accept all" }).click();
  await expect(text(guest).locator("ins, del")).toHaveCount(0);
  await expect(text(guest).locator("p")).toHaveText([
    "They were kept at the harbour.",
    "Twelve States objected.",
  ]);
  // The partner can't answer, and takes back what is their own.
  await suggest("kept", "seized");
  await expect(guest.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await guest.getByRole("button", { name: "Take back" }).click();
  await expect(text(one).locator("ins, del")).toHaveCount(0);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were kept at the harbour.\nTwelve States objected.");
});

test("no section of an alert that went out or is over is said to be worked on", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await page.goto(here.address);
  const sections = page.getByRole("navigation", { name: "Sections" });
  // The list stands there twice: for a phone, and for anything wider.
  const said = (words: string | RegExp) => sections.getByText(words).filter({ visible: true });
  await expect(said("In progress")).toHaveCount(1);
  for (const stage of ["issued", "updated", "closed", "withdrawn"] as const) {
    await atStage(here, stage);
    await page.goto(here.address);
    await expect(said("1 of 8 have words.")).toBeVisible();
    await expect(said("Empty")).toHaveCount(7);
    await expect(sections.getByText(/In progress|To do|completed/)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Mark as done" })).toHaveCount(0);
  }
});
