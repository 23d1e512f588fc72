import { aCase, aDefender, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aWrittenAlert, storedWords } from "@/lib/alerts/testing";
import { axeFaults } from "./axe";
import { aDesk, choose, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";

test("three people write at once and read the same", async ({ signedInAs }) => {
  const here = await aDesk();
  const [one, two, three] = await Promise.all([
    signedInAs(here.owner),
    signedInAs(here.colleague),
    signedInAs(here.guest),
  ]);
  const all = [one, two, three];
  await Promise.all(all.map((page) => open(page, here.address)));
  await text(one).press("Control+Home");
  await text(two).press("Control+End");
  await choose(three, "at the airport");
  await three.keyboard.press("ArrowRight");
  await Promise.all([
    one.keyboard.type("Yesterday: ", { delay: 15 }),
    two.keyboard.type(" Others followed.", { delay: 15 }),
    three.keyboard.type(" in the capital", { delay: 15 }),
  ]);
  const whole =
    "Yesterday: They were held at the airport in the capital.\nTwelve States spoke. Others followed.";
  for (const page of all) {
    await expect(text(page).locator("p")).toHaveText(
      whole.split("\n").map((line) => new RegExp(line)),
    );
    await expect(saving(page)).toHaveText(/^Saved \d\d:\d\d$/);
  }
  expect(await storedWords(here.textId, "happened")).toBe(whole);

  // Who is here, and where they write: by the organisation's name.
  await expect(one.getByText(`${here.partner.name}`, { exact: false }).first()).toBeVisible();
  await expect(one.locator(".others-caret-name").first()).toBeVisible();

  // Undo takes back what I wrote, and nothing of the others.
  await expect(async () => {
    await one.keyboard.press("Control+z");
    await expect(text(three).locator("p").first()).toHaveText(/^They were held/, { timeout: 300 });
  }).toPass();
  await expect(text(three).locator("p").first()).toContainText("in the capital");
});

test("comments are anchored, answered and settled", async ({ signedInAs }) => {
  const here = await aDesk("comment");
  const [one, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  await choose(guest, "the airport");
  await guest.keyboard.press("Control+Alt+m");
  await guest.getByRole("textbox", { name: "Comment" }).fill("Which one?");
  await guest.getByRole("button", { name: "Send" }).click();
  const card = one.getByRole("article", { name: "Discussion of “the airport”" });
  await expect(card).toContainText("Which one?", { timeout: 15_000 });
  await expect(card).toContainText(here.partner.name);
  await expect(text(one).locator("[data-comment]")).toHaveText("the airport");

  await card.getByRole("button", { name: "Reply" }).click();
  await card.getByRole("textbox", { name: "Reply" }).fill(`The northern one, @`);
  await card.getByRole("textbox", { name: "Reply" }).press("End");
  await one.getByRole("option", { name: here.colleague.personName }).click();
  await one.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(2);
  await expect(card.getByRole("listitem").last()).toContainText("The northern one");
  // The answer is on the other's screen at once, not only when that page next looks by itself.
  await expect(
    guest.getByRole("article", { name: "Discussion of “the airport”" }).getByRole("listitem"),
  ).toHaveCount(2, { timeout: 8_000 });
  const [said] = await asSuperuser()`
    select mentions from alert_comments where text_id = ${here.textId} and cardinality(mentions) > 0`;
  expect(said?.mentions).toEqual([here.colleague.membershipId]);

  // Words that are taken out take the anchor with them, and the card says so.
  await choose(one, "the airport");
  await one.keyboard.press("Delete");
  await expect(card).toContainText("Its words were taken out of the text");
  await card.getByRole("button", { name: "Mark as settled" }).click();
  await expect(one.getByText("1 settled discussion")).toBeVisible();
});

test("whoever may comment only suggests, and a writer decides", async ({ signedInAs }) => {
  const here = await aDesk("comment");
  const [one, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  // Whatever stands at a suggestion from now on, also before it was read whose it is.
  await one.evaluate(() => {
    const titles = new Set<string>();
    Object.assign(window, { titles });
    new MutationObserver(() => {
      for (const title of document.querySelectorAll("#desk-talk article > p:first-child")) {
        titles.add(title.textContent ?? "");
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await choose(guest, "held");
  await guest.keyboard.type("reported detained", { delay: 20 });
  await expect(text(one).locator("del")).toHaveText("held");
  await expect(text(one).locator("ins")).toHaveText("reported detained");
  await expect(saving(guest)).toHaveText(/^Saved/);
  const card = one.getByRole("article").filter({ hasText: "suggests a change" });
  await expect(card).toContainText("“held” → “reported detained”");
  await expect(card).toContainText(here.partner.name, { timeout: 15_000 });
  const titles = await one.evaluate(() => [
    ...(window as unknown as { titles: Set<string> }).titles,
  ]);
  expect(titles.filter(Boolean)).toEqual([`${here.partner.name} suggests a change`]);
  expect(await guest.getByRole("button", { name: "Accept" }).count()).toBe(0);

  // A new paragraph can't be proposed: it is said, and nothing changes.
  await guest.keyboard.press("Enter");
  await expect(guest.getByText("can’t be suggested").first()).toBeVisible();
  await expect(text(one).locator("p")).toHaveCount(2);

  await card.getByRole("button", { name: "Accept" }).click();
  for (const page of [one, guest]) {
    await expect(text(page).locator("p").first()).toHaveText(
      "They were reported detained at the airport.",
    );
    await expect(text(page).locator("ins, del")).toHaveCount(0);
  }

  // Once more, and kept as it was; then several at once.
  await choose(guest, "Twelve");
  await guest.keyboard.type("Eleven");
  await choose(guest, "airport");
  await guest.keyboard.press("Backspace");
  await one.getByRole("button", { name: "Leave all as it is" }).click();
  await expect(text(guest).locator("p").last()).toHaveText("Twelve States spoke.");
  await expect(text(guest).locator("ins, del")).toHaveCount(0);
  await expect
    .poll(() => storedWords(here.textId, "happened"))
    .toBe("They were reported detained at the airport.\nTwelve States spoke.");
});

test("writing goes on without a connection and is merged after it", async ({ signedInAs }) => {
  const here = await aDesk();
  const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await Promise.all([open(one, here.address), open(two, here.address)]);
  await one.context().setOffline(true);
  await text(one).press("Control+Home");
  await one.keyboard.type("Offline words. ");
  await expect(saving(one)).toHaveText("On this device");
  await text(two).press("Control+End");
  await two.keyboard.type(" Online words.");
  await expect(saving(two)).toHaveText(/^Saved/);
  expect(await storedWords(here.textId, "happened")).not.toContain("Offline");
  await one.context().setOffline(false);
  for (const page of [one, two]) {
    await expect(text(page)).toContainText("Offline words. They were held");
    await expect(text(page)).toContainText("spoke. Online words.");
  }
  await expect(saving(one)).toHaveText(/^Saved/, { timeout: 15_000 });
  expect(await storedWords(here.textId, "happened")).toBe(
    "Offline words. They were held at the airport.\nTwelve States spoke. Online words.",
  );
});

test("leaving the page with unsent words asks first", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.context().setOffline(true);
  await text(page).press("Control+End");
  await page.keyboard.type(" Not sent.");
  await expect(saving(page)).toHaveText("On this device");
  let asked = false;
  page.on("dialog", (dialog) => {
    asked = dialog.type() === "beforeunload";
    void dialog.dismiss();
  });
  await page.evaluate(() => location.reload()).catch(() => undefined);
  await expect.poll(() => asked).toBe(true);
  await expect(text(page)).toContainText("Not sent.");
});

test("a reader gets the text and no way to type", async ({ signedInAs }) => {
  const here = await aDesk("read");
  const page = await signedInAs(here.guest);
  let sockets = 0;
  page.on("websocket", () => {
    sockets += 1;
  });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("They were held at the airport.").first()).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(await page.locator("[contenteditable]").count()).toBe(0);
  expect(sockets).toBe(0);
});

test("reads without scripts, and every section has its address", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("They were held at the airport.").first()).toBeVisible();
  // Nothing is offered or told that only scripts could do or know.
  await expect(page.getByText("Scripts are off in this browser")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as done" })).toBeHidden();
  await expect(page.getByText(/have not been sent/)).toBeHidden();
  await page
    .getByRole("link", { name: /Risk of publishing/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: /Risk of publishing/ })).toBeVisible();
});

test("names and sealed words never reach a partner", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("button", { name: "Put in" }).click();
  await expect(text(page).locator("[contenteditable=false]")).toContainText("Label");
  await choose(page, "the airport");
  await page.getByRole("button", { name: "Keep within" }).click();
  await page.getByLabel("The case team only").check();
  await page.getByLabel("What the others read instead").fill("a place");
  await page.getByRole("dialog").getByRole("button", { name: "Keep within" }).click();
  await expect(text(page)).toContainText("the airport");
  await expect(page.getByText("For the team alone:").first()).toBeAttached();
  await expect(saving(page)).toHaveText(/^Saved/);
  // What others read there is shown beside, once the server has stored it.
  await expect(page.getByRole("tabpanel")).toContainText("a place", { timeout: 15_000 });
  const guest = await signedInAs(here.guest);
  const heard: string[] = [];
  guest.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) =>
      heard.push(Buffer.from(payload as string).toString("latin1")),
    ),
  );
  await open(guest, here.address);
  await expect(text(guest)).toContainText("a place");
  expect(await guest.content()).not.toContain("the airport");
  expect(heard.length).toBeGreaterThan(2);
  expect(heard.join("\n")).not.toContain("the airport");
});

test("nothing that a partner types in words is lost while they are being sealed", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const [page, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(page, here.address), open(guest, here.address)]);
  await page.route("**/alerts/**", async (route) => {
    if (route.request().method() === "POST") {
      await new Promise((later) => setTimeout(later, 600));
    }
    await route.continue();
  });
  await choose(page, "the airport");
  await page.getByRole("button", { name: "Keep within" }).click();
  await page.getByLabel("The case team only").check();
  await page.getByLabel("What the others read instead").fill("a place");
  await choose(guest, "the air");
  await guest.keyboard.press("ArrowRight");
  await Promise.all([
    page.getByRole("dialog").getByRole("button", { name: "Keep within" }).click(),
    guest.keyboard.type("123456789", { delay: 120 }),
  ]);
  await expect(page.getByText("For the team alone:").first()).toBeAttached();
  for (const one of [page, guest]) {
    await expect(saving(one)).toHaveText(/^Saved/);
  }
  // Those that came in time are in the seal, the others beside it.
  const letters = async () =>
    [...((await text(page).textContent()) ?? "")].filter((one) => /\d/.test(one));
  await expect.poll(async () => (await letters()).sort().join("")).toBe("123456789");
  await expect(text(guest)).toContainText("a place");
  await expect(text(guest)).not.toContainText("the air");
});

test("writes in several scripts, and in both directions in one paragraph", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const [one, two] = await Promise.all([signedInAs(here.owner), signedInAs(here.colleague)]);
  await Promise.all([open(one, here.address), open(two, here.address)]);
  // The caret is where it was set only once the desk has the focus for good.
  await expect(async () => {
    await text(one).press("Control+End");
    const at = await text(one).evaluate(() => getSelection()?.focusNode?.textContent);
    expect(at).toBe("Twelve States spoke.");
  }).toPass();
  const lines = [
    "احتُجز اثنان من المشاركين في المطار (UPR) يوم 13 أبريل.",
    "Двое участников были задержаны в аэропорту.",
    "Deux panélistes ont été détenus à l’aéroport.",
    "Dos panelistas fueron detenidos en el aeropuerto: ¿quién avisó?",
  ];
  for (const line of lines) {
    await one.keyboard.press("Enter");
    await one.keyboard.insertText(line);
  }
  await one.keyboard.press("Enter");
  // A composition, as an input method for Chinese makes it.
  const session = await one.context().newCDPSession(one);
  await session.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.imeSetComposition", { text: "你", selectionStart: 1, selectionEnd: 1 });
  await session.send("Input.insertText", { text: "你好，机场" });
  const paragraphs = text(two).locator("p");
  await expect(paragraphs).toHaveText(
    [/./, /./, ...lines, "你好，机场"].map((line) => (typeof line === "string" ? line : line)),
  );
  const direction = (index: number) =>
    paragraphs.nth(index).evaluate((p) => getComputedStyle(p).direction);
  expect(await direction(2)).toBe("rtl");
  expect(await direction(3)).toBe("ltr");
  // Whole words of Arabic are chosen and replaced.
  await choose(two, "المطار");
  await two.keyboard.insertText("الفندق");
  await expect(text(one).locator("p").nth(2)).toContainText("في الفندق (UPR)");
  await expect(saving(two)).toHaveText(/^Saved/);
});

test("a composition is proposed, too", async ({ signedInAs }) => {
  const here = await aDesk("comment");
  const [one, guest] = await Promise.all([signedInAs(here.owner), signedInAs(here.guest)]);
  await Promise.all([open(one, here.address), open(guest, here.address)]);
  await text(guest).press("Control+End");
  const session = await guest.context().newCDPSession(guest);
  for (const composing of ["j", "ji", "jichang", "机场"]) {
    await session.send("Input.imeSetComposition", {
      text: composing,
      selectionStart: composing.length,
      selectionEnd: composing.length,
    });
  }
  await session.send("Input.insertText", { text: "机场" });
  await guest.keyboard.type(".");
  await expect(text(one).locator("ins")).toHaveText("机场.");
  await expect(text(one).locator("del")).toHaveCount(0);
});

test("the keyboard alone comes in, to the tools and out again", async ({ signedInAs }) => {
  const here = await aDesk();
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await text(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Bold" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(text(page).locator("strong").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Italic" })).toBeFocused();
  // One stop for all tools: the next is the text.
  await page.keyboard.press("Tab");
  await expect(text(page)).toBeFocused();
});

test("axe finds nothing at the desk, and nothing breaks its policy", async ({ signedInAs }) => {
  const here = await aDesk();
  for (const setting of [
    { theme: "light" as const },
    { theme: "dark" as const, locale: "qps" as const },
    { viewport: { width: 390, height: 844 } },
  ]) {
    const page = await signedInAs(here.owner, setting);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") {
        complaints.push(message.text());
      }
    });
    page.on("request", (request) => {
      const { hostname } = new URL(request.url());
      if (hostname !== "localhost") {
        complaints.push(request.url());
      }
    });
    await page.goto(`${here.address}?section=happened`);
    const editor = page.locator(".ProseMirror[contenteditable=true]");
    await expect(editor).toBeVisible({ timeout: 20_000 });
    await editor.press("Control+a");
    await page.keyboard.press("Control+Alt+m");
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
    );
    expect(isWide).toBe(false);
  }
});

test("presence is off where the case is restricted", async ({ signedInAs }) => {
  const owner = await aMember(await anOrganisation());
  const colleague = await aMember({ id: owner.organisationId, name: owner.organisationName });
  const theCase = await aCase(owner);
  await aDefender(theCase);
  await inTeam(theCase, colleague, "editor");
  await asSuperuser()`update cases set security_level = 'restricted' where id = ${theCase.id}`;
  const { address } = await aWrittenAlert(theCase, owner, { en: { happened: "Words." } });
  const [one, two] = await Promise.all([signedInAs(owner), signedInAs(colleague)]);
  await Promise.all([open(one, address), open(two, address)]);
  await text(two).press("Control+End");
  await two.keyboard.type(" More.");
  await expect(text(one)).toContainText("Words. More.");
  await expect(one.getByText("Who is here is not shown")).toBeVisible();
  await expect(one.locator(".others-caret")).toHaveCount(0);
});
