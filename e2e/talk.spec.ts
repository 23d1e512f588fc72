import { uuidv7 } from "uuidv7";
import { aRequest } from "@/db/testing/alerts";
import { aMember, inTeam } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aDesk, aDeskWithTalks, aThread, open } from "./desk-world";
import { expect, test } from "./fixtures";

/** Whether the middle of an element is to be seen, and not only in the window. */
const isOnTop = (element: Element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
};

for (const [where, viewport] of [
  ["at a desk", { width: 1440, height: 620 }],
  ["on a phone", { width: 390, height: 620 }],
] as const) {
  for (const [direction, locale] of [
    ["from left to right", "en"],
    ["from right to left", "qps"],
  ] as const) {
    test(`the list of those who may be spoken to is in sight ${where}, ${direction}`, async ({
      signedInAs,
    }) => {
      const here = await aDeskWithTalks(4);
      const page = await signedInAs(here.owner, { locale, viewport });
      await open(page, here.address);
      const cards = page.locator("#desk-talk article");
      await expect(cards).toHaveCount(4, { timeout: 20_000 });
      // The second card has another below it, and stands at the window's lower edge.
      const card = cards.nth(1);
      await card.locator("p button").first().click();
      const box = card.getByRole("textbox");
      await expect(box).toBeFocused();
      await page.setViewportSize({ ...viewport, height: 500 });
      for (const block of ["end", "start", "center"] as const) {
        await box.fill("");
        await box.evaluate((one, at) => one.scrollIntoView({ block: at }), block);
        await box.pressSequentially("Ask @");
        const list = page.getByRole("listbox");
        await expect(list).toBeInViewport({ ratio: 1 });
        const options = list.getByRole("option");
        await expect(options).not.toHaveCount(0);
        for (const option of await options.all()) {
          expect(await option.evaluate(isOnTop), `an option while the box is at ${block}`).toBe(
            true,
          );
        }
        const [shown, typed] = [await list.boundingBox(), await box.boundingBox()];
        const overlaps =
          (shown?.y ?? 0) < (typed?.y ?? 0) + (typed?.height ?? 0) &&
          (shown?.y ?? 0) + (shown?.height ?? 0) > (typed?.y ?? 0);
        expect(overlaps, "the list covers the box").toBe(false);
        // Above or below it, and not somewhere else on the page.
        expect(shown?.x ?? 0).toBeLessThan((typed?.x ?? 0) + (typed?.width ?? 0));
        expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeGreaterThan(typed?.x ?? 0);
      }
      await box.press("Enter");
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await expect(box).toHaveValue(/^Ask @\S/);
    });
  }
}

test("a reply box pushes the cards below it down", async ({ signedInAs }) => {
  const here = await aDeskWithTalks(4);
  const page = await signedInAs(here.owner, { viewport: { width: 1440, height: 900 } });
  await open(page, here.address);
  const cards = page.locator("#desk-talk [data-card]");
  await expect(cards).toHaveCount(4, { timeout: 20_000 });
  await cards.first().getByRole("button", { name: "Reply" }).click();
  await expect
    .poll(async () => {
      const [above, below] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
      return (above?.y ?? 0) + (above?.height ?? 0) <= (below?.y ?? 0);
    })
    .toBe(true);
});

/** A discussion with so many replies about words of the text. */
async function aLongTalk(replies: number) {
  const here = await aDesk();
  const id = uuidv7();
  await aThread(here, here.guest, id, "", "Remark 0");
  for (let n = 1; n <= replies; n += 1) {
    await asSuperuser()`
      insert into alert_comments (org_id, case_id, alert_id, text_id, id, thread_id, body, written_by, actor_org_id, at)
      values (${here.orgId}, ${here.caseId}, ${here.id}, ${here.textId}, ${uuidv7()}, ${id}, ${`Remark ${n}.`},
        ${here.owner.membershipId}, ${here.owner.organisationId}, now() + ${n} * interval '1 second')`;
  }
  return here;
}

test("of a long discussion the first and the newest are read, and the others are one key away", async ({
  signedInAs,
}) => {
  const here = await aLongTalk(17);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const card = page.locator("#desk-talk article");
  const remark = (n: number) => card.getByText(`Remark ${n}${n ? "." : ""}`, { exact: true });
  await expect(remark(0)).toBeVisible({ timeout: 20_000 });
  for (const n of [15, 16, 17]) {
    await expect(remark(n)).toBeVisible();
  }
  for (const n of [1, 7, 14]) {
    await expect(remark(n)).toBeHidden();
  }
  const more = card.locator("summary");
  await expect(more).toHaveText(/Show 14 earlier replies/);
  await more.focus();
  await page.keyboard.press("Enter");
  for (const n of [1, 7, 14]) {
    await expect(remark(n)).toBeVisible();
  }
  await expect(card.getByText("Hide 14 earlier replies")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(remark(7)).toBeHidden();
});

test("a long discussion opens without scripts, too", async ({ signedInAs }) => {
  const here = await aLongTalk(9);
  const page = await signedInAs(here.owner, { javaScriptEnabled: false });
  await page.goto(`${here.address}?section=happened`);
  await expect(page.getByText("Remark 9.")).toBeVisible();
  await expect(page.getByText("Remark 3.")).toBeHidden();
  await page.locator("summary", { hasText: "Show 6 earlier replies" }).click();
  await expect(page.getByText("Remark 3.")).toBeVisible();
});

test("a short discussion folds nothing", async ({ signedInAs }) => {
  const here = await aLongTalk(4);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  await expect(page.locator("#desk-talk article").getByRole("listitem")).toHaveCount(5, {
    timeout: 20_000,
  });
  await expect(page.locator("#desk-talk summary")).toHaveCount(0);
});

test("a mention leads to its own discussion", async ({ signedInAs }) => {
  const here = await aDesk();
  const ids = Array.from(
    { length: 12 },
    (_, n) =>
      `0198c0de-0000-7000-8000-${String(Date.now() + n)
        .padStart(12, "0")
        .slice(-12)}`,
  );
  for (const [n, id] of ids.entries()) {
    await aThread(here, here.owner, id, "", `Remark ${n}`);
  }
  const wanted = ids[9] as string;
  const page = await signedInAs(here.colleague);
  // From another section: the discussion knows where it stands.
  await page.goto(`${here.address}?section=affected&thread=${wanted}`);
  await expect(page.getByRole("heading", { level: 2, name: /What happened/ })).toBeVisible();
  const card = page.locator(`[data-card="${wanted}"]`);
  await expect(card).toContainText("Remark 9", { timeout: 20_000 });
  await expect(card).toBeInViewport();
  await expect(card.getByRole("button", { name: "Reply" })).toBeVisible();
});

test("another organisation is spoken to as a whole, and those of it who take part hear of it", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const id = `0198c0de-0001-7000-8000-${String(Date.now()).slice(-12).padStart(12, "0")}`;
  await aThread(here, here.guest, id, "", "Who says so?");
  const page = await signedInAs(here.owner);
  await page.goto(`${here.address}?thread=${id}`);
  const card = page.locator(`[data-card="${id}"]`);
  await card.getByRole("button", { name: "Reply" }).click();
  const box = card.getByRole("textbox", { name: "Reply" });
  await box.pressSequentially(`@${here.partner.name.slice(0, 12)}`);
  const option = page.getByRole("option", { name: here.partner.name });
  await expect(option).toHaveCount(1);
  await expect(option).not.toContainText(here.guest.personName);
  await option.click();
  await box.pressSequentially("do you?");
  await page.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(2);

  const theirs = await signedInAs(here.guest);
  await theirs.goto("/inbox");
  const notice = theirs.getByRole("link", { name: /mentions you in a discussion/ });
  await expect(notice).toContainText(here.owner.organisationName);
  await notice.click();
  await expect(theirs.locator(`[data-card="${id}"]`)).toContainText("do you?");
});

test("sign-on leads to the first open comment of an organisation, itself", async ({
  signedInAs,
}) => {
  const here = await aDeskWithTalks(12);
  await aRequest(here, here.partner, here.owner);
  const page = await signedInAs(here.owner);
  await page.goto(`${here.address}/sign-on`);
  await page.getByRole("link", { name: "Read 12 comments" }).click();
  await expect(page).toHaveURL(/thread=[0-9a-f-]{36}#comment-[0-9a-f-]{36}$/);
  const comment = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  await expect(comment).toContainText("Remark 0: who says so?", { timeout: 20_000 });
  await expect(comment).toBeInViewport();
});

test("a name that arrives in one piece is told, and read as it is stored", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const id = uuidv7();
  await aThread(here, here.guest, id, "", "Who says so?");
  const page = await signedInAs(here.owner);
  await page.goto(`${here.address}?thread=${id}`);
  const card = page.locator(`[data-card="${id}"]`);
  await card.getByRole("button", { name: "Reply" }).click();
  // As a clipboard, a voice or a keyboard of another script puts it in: nothing is chosen from a list.
  await page.keyboard.insertText(
    `\uff20${here.colleague.personName.replace(" ", "\u00a0")} and @${here.partner.name}, do you?`,
  );
  await expect(card.getByRole("status")).toHaveText(
    `This speaks to ${here.colleague.personName} and ${here.partner.name}.`,
  );
  await page.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(2);
  for (const who of [here.colleague, here.guest]) {
    const theirs = await signedInAs(who);
    await theirs.goto("/inbox");
    await expect(theirs.getByRole("link", { name: /mentions you in a discussion/ })).toHaveCount(1);
  }
});

test("a name that several have speaks to nobody until one is chosen, and says so", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const twin = await aMember(here.organisation);
  await inTeam(here.theCase, twin, "editor");
  await asSuperuser()`update people set name = 'Sam Sample'
    where id in (${twin.personId}, ${here.colleague.personId})`;
  const id = uuidv7();
  await aThread(here, here.guest, id, "", "Who says so?");
  const page = await signedInAs(here.owner);
  await page.goto(`${here.address}?thread=${id}`);
  const card = page.locator(`[data-card="${id}"]`);
  await card.getByRole("button", { name: "Reply" }).click();
  await page.keyboard.insertText("@Sam Sample, do you?");
  await expect(card.getByRole("status")).toContainText("“@Sam Sample” speaks to nobody");
  await page.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(2);
  const told = () => asSuperuser()`select membership_id from notices
    where alert_id = ${here.id} and kind = 'mention'`;
  expect(await told()).toEqual([]);
  await card.getByRole("button", { name: "Reply" }).click();
  await page.keyboard.type("@Sam");
  await page.getByRole("option", { name: "Sam Sample" }).last().click();
  await expect(card.getByRole("status")).toHaveText("This speaks to Sam Sample.");
  await page.keyboard.press("Control+Enter");
  await expect(card.getByRole("listitem")).toHaveCount(3);
  expect(await told()).toHaveLength(1);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a long comment is folded, opened whole and printed whole, ${how}`, async ({
    signedInAs,
  }) => {
    const here = await aDesk("read");
    await aThread(here, here.owner, uuidv7(), "", `${"Who says so? ".repeat(380)}The end.`);
    await aThread(here, here.owner, uuidv7(), "", "A short one.");
    const page = await signedInAs(here.guest, { javaScriptEnabled });
    await page.goto(`${here.address}?section=happened`);
    const said = page.getByText("The end.");
    const isWhole = () => said.evaluate((one) => one.scrollHeight <= one.clientHeight + 1);
    await expect(said).toBeVisible();
    await expect(page.getByText("Show all")).toHaveCount(1);
    expect(await isWhole()).toBe(false);
    expect((await said.boundingBox())?.height).toBeLessThan(250);
    await page.emulateMedia({ media: "print" });
    expect(await isWhole()).toBe(true);
    await expect(page.getByText("Show all")).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    const fold = page.locator("summary").filter({ hasText: "Show all" });
    await fold.click();
    await expect.poll(isWhole).toBe(true);
    await fold.click();
    await expect.poll(isWhole).toBe(false);
  });
}

test("words of a settled discussion lose their colour, and those of an open one keep it", async ({
  signedInAs,
}) => {
  const here = await aDeskWithTalks(2);
  const page = await signedInAs(here.owner);
  await open(page, here.address);
  const ground = (n: number) =>
    page
      .locator(`.prose [data-comment="${here.threads[n]}"]`)
      .evaluate((words) => getComputedStyle(words).backgroundColor);
  const coloured = await ground(1);
  expect(coloured).not.toBe("rgba(0, 0, 0, 0)");
  const card = page.locator(`[data-card="${here.threads[0]}"]`);
  await card.getByRole("button", { name: "Mark as settled" }).click();
  await expect.poll(() => ground(0)).toBe("rgba(0, 0, 0, 0)");
  expect(await ground(1)).toBe(coloured);
  await page.reload();
  await expect.poll(() => ground(0)).toBe("rgba(0, 0, 0, 0)");
});
