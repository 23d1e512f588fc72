import { atStage } from "@/db/testing/alerts";
import { asSuperuser } from "@/db/testing/superuser";
import { aDesk, aThread, open, text } from "./desk-world";
import { expect, test } from "./fixtures";
import { anAlertOfTwo, anAlertToSign } from "./sign-on-world";

/*
 * An alert goes on while its pages are open in other windows. None of these pages is loaded again.
 */

const meanFor = (alert: { id: string }, audience: string) =>
  asSuperuser()`update alerts set audience = ${audience} where id = ${alert.id}`;

test("a partner's open desk says for whom the alert is now, and keeps what is being written", async ({
  signedInAs,
}) => {
  const here = await aDesk();
  const id = `0198c0de-0002-7000-8000-${String(Date.now()).slice(-12).padStart(12, "0")}`;
  await aThread(here, here.owner, id, "", "Who says so?");
  const page = await signedInAs(here.guest);
  await open(page, `${here.address}`);
  await expect(page.getByText("For: Public")).toBeVisible();
  const card = page.locator(`[data-card="${id}"]`);
  await card.getByRole("button", { name: "Reply" }).click();
  await card.getByRole("textbox", { name: "Reply" }).fill("The family does");
  await meanFor(here, "coalition");
  await expect(page.getByText("For: Coalition")).toBeVisible();
  await expect(page.getByText("For: Public")).toHaveCount(0);
  await expect(card.getByRole("textbox", { name: "Reply" })).toHaveValue("The family does");
  await atStage(here, "in_review");
  await expect(page.locator("h1").locator("..").getByText("In review")).toBeVisible();
  await expect(text(page)).toContainText("They were held at the airport.");
});

for (const where of ["review", "editions", "sign-on"]) {
  test(`an open page of ${where} follows the audience and the stage`, async ({ signedInAs }) => {
    const { alert, signer } = await anAlertToSign();
    const page = await signedInAs(signer);
    await page.goto(`${alert.address}/${where}`);
    await expect(page.getByText("For: Public")).toBeVisible();
    await meanFor(alert, "missions");
    await expect(page.getByText("For: Missions")).toBeVisible();
    await atStage(alert, "draft");
    await expect(page.locator("h1").locator("..").getByText("Draft")).toBeVisible();
    if (where === "sign-on") {
      await expect(page.getByText("no answer to it stands any more")).toBeVisible();
    }
  });
}

test("consent that is withdrawn shows on every page that is open", async ({ signedInAs }) => {
  const { alert, consents, lead, signer } = await anAlertToSign();
  const editions = await signedInAs(lead);
  await editions.goto(`${alert.address}/editions`);
  await expect(
    editions.getByRole("link", { name: "Look and issue: Public, English" }),
  ).toBeVisible();
  const signOn = await signedInAs(lead);
  await signOn.goto(`${alert.address}/sign-on`);
  const list = await signedInAs(lead);
  await list.goto(alert.address.replace(/\/[^/]+$/, ""));
  await expect(list.getByRole("cell", { name: "Open for sign-on" })).toBeVisible();
  const theirs = await signedInAs(signer);
  await theirs.goto(`${alert.address}/sign`);
  await expect(theirs.getByRole("link", { name: /^Sign as/ })).toBeVisible();
  await asSuperuser()`update consents set withdrawn_at = now() where id = ${consents.public}`;
  await expect(list.getByText("On hold: consent changed")).toBeVisible();
  await expect(signOn.getByText("On hold: consent changed")).toBeVisible();
  await expect(
    editions.getByText(/consent for the audience “Public” was withdrawn/).first(),
  ).toBeVisible();
  await expect(signOn.getByText("Nobody can sign: consent no longer covers")).toBeVisible();
  await expect(theirs.getByText("so nobody can sign it.")).toBeVisible();
  await expect(theirs.getByRole("link", { name: /^Sign as/ })).toHaveCount(0);
});

test("whoever is writing an answer is told that the text was taken back, and keeps the words", async ({
  signedInAs,
}) => {
  const { alert, signer } = await anAlertToSign();
  const page = await signedInAs(signer);
  await page.goto(`${alert.address}/sign?answer=cannot`);
  const why = page.getByLabel("Why can’t you sign?");
  await why.fill("It asks for too little");
  await atStage(alert, "draft");
  await expect(page.getByText("This alert has changed since you opened the page.")).toBeVisible();
  await expect(why).toHaveValue("It asks for too little");
  await page.getByRole("button", { name: "Show it as it is now" }).click();
  await expect(page.getByText("This text was taken back to writing.")).toBeVisible();
  await expect(why).toHaveCount(0);
  const kept = page.getByRole("region", { name: "Words that you wrote" });
  await expect(kept).toHaveText("It asks for too little");
  await page.getByRole("button", { name: "I do not need them" }).click();
  await expect(kept).toHaveCount(0);
});

test("an open page of an alert that is no longer shared shows nothing of it, but one's own words", async ({
  signedInAs,
}) => {
  const { alert, signer, share } = await anAlertToSign();
  const signOn = await signedInAs(signer);
  await signOn.goto(`${alert.address}/sign-on`);
  const sign = await signedInAs(signer);
  await sign.goto(`${alert.address}/sign?answer=cannot`);
  await sign.getByLabel("Why can’t you sign?").fill("It asks for too little");
  await asSuperuser()`update case_shares set revoked_at = now() where id = ${share}`;
  for (const page of [signOn, sign]) {
    await expect(page.getByText("Your access to this alert has ended")).toBeVisible();
    await expect(page.getByText("Two members stopped")).toHaveCount(0);
    await expect(page.getByText("They are reported to be stopped")).toHaveCount(0);
  }
  await expect(sign.getByRole("region", { name: "Your unsent words" })).toContainText(
    "It asks for too little",
  );
});

test("a page on which nothing changed stays as it is", async ({ signedInAs }) => {
  const { alert, signer } = await anAlertOfTwo();
  const page = await signedInAs(signer);
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("/news") || searchParams.has("_rsc")) {
      asked.push(pathname.endsWith("/news") ? "news" : "page");
    }
  });
  await page.goto(`${alert.address}/editions`);
  await expect.poll(() => asked.filter((what) => what === "news").length).toBeGreaterThan(1);
  expect(asked).not.toContain("page");
});
