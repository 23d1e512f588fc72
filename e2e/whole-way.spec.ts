import { aMember, anOrganisation } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { open, saving } from "./desk-world";
import { expect, test } from "./fixtures";
import { aCaseToAlert, inThreeDays, publishing } from "./sign-on-world";

test("an alert in Arabic goes from its first word to its end", async ({
  signedInAs,
  signedOut,
}) => {
  test.setTimeout(90_000);
  const own = await anOrganisation();
  const lead = await aMember(own);
  const page = await signedInAs(lead);
  const { theCase, colleague, partner, defender, signer } = await aCaseToAlert(page, lead, own, {
    title: "منع عضوين من السفر",
    summary: "أفيد بأنهما مُنعا من السفر.",
  });
  await asSuperuser()`update defenders set public_labels = '{"ar": "عضوان في المنظمة"}' where id = ${defender}`;

  // Started and written in Arabic, from right to left, in a screen in English.
  await page.goto(`/cases/${theCase.id}/alerts/new`);
  await page.getByLabel("Language in which it is written first").selectOption({ label: "Arabic" });
  await page.getByRole("radio", { name: /^Public/ }).check();
  await page.getByRole("button", { name: "Start the alert" }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("منع عضوين من السفر");
  const address = new URL(page.url()).pathname;
  await open(page, address);
  const editor = page.locator(".ProseMirror");
  await expect(editor).toHaveCSS("direction", "rtl");
  await editor.press("Control+End");
  await page.keyboard.type(" وقالت 12 دولة (OHCHR) كلمتها في المجلس.");
  await expect(saving(page)).toContainText("Saved");

  await page.goto(`${address}/review`);
  await page.getByLabel("Sign by (day and time in Geneva)").fill(inThreeDays());
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page.getByText("You sent this version.", { exact: false })).toBeVisible();
  const second = await signedInAs(colleague);
  await second.goto(`${address}/review`);
  await second.getByRole("button", { name: "Approve version 1" }).click();
  await second.getByRole("button", { name: "Consent covers version 1" }).click();
  await expect(second.getByText(/Consent checked by/)).toBeVisible();
  await page.goto(`${address}/review`);
  await page.getByRole("button", { name: "Open for sign-on" }).click();
  await expect(page.getByRole("link", { name: "Sign-on" }).last()).toBeVisible();
  await page.goto(`${address}/sign-on`);
  await page.getByLabel(partner.name).check();
  await page.getByRole("button", { name: "Ask them" }).click();
  await expect(page.getByRole("row", { name: partner.name })).toContainText("Not opened");

  const phone = await signedInAs(signer, { viewport: { width: 390, height: 844 } });
  await phone.goto(`${address}/sign`);
  await expect(phone.getByText("وقالت 12 دولة (OHCHR) كلمتها في المجلس.")).toBeVisible();
  await phone.getByRole("link", { name: `Sign as ${partner.name}` }).click();
  await phone.getByLabel("In what capacity do you sign?").fill("مديرة");
  await publishing(phone).check();
  await phone.getByRole("button", { name: "Sign this text" }).click();
  await expect(phone.getByText(`Signed for ${partner.name}`)).toBeVisible();

  // Issued for everybody, and read by somebody without a sign-in or a script.
  await page.goto(`${address}/editions`);
  await page.getByRole("link", { name: "Look and issue: Public, Arabic" }).click();
  await page.getByRole("button", { name: "Publish for everybody" }).click();
  await expect(page.getByRole("heading", { name: "Public edition 1" })).toBeVisible();
  const [edition] = await asSuperuser()<{ token: string }[]>`
    select public_token as token from editions where case_id = ${theCase.id}`;
  const anybody = await signedOut({ javaScriptEnabled: false });
  await anybody.goto(`/editions/${edition?.token}`);
  await expect(anybody.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(anybody.locator("html")).toHaveAttribute("lang", "ar");
  await expect(anybody.getByText("وقالت 12 دولة (OHCHR) كلمتها في المجلس.")).toBeVisible();
  await expect(anybody.getByText(partner.name)).toBeVisible();
  await anybody.emulateMedia({ media: "print" });
  await expect(anybody.getByText("وقالت 12 دولة (OHCHR) كلمتها في المجلس.")).toBeVisible();

  // Found again from anywhere by a word of its title.
  await page.goto("/");
  await page.getByRole("button", { name: "Search or command" }).click();
  await page.getByRole("searchbox").fill("عضوين");
  await expect(
    page.getByRole("menuitem").filter({ hasText: "منع عضوين من السفر" }).first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");

  // Ended: nobody writes any more, and what was issued stands.
  await page.goto(`${address}/review`);
  await page.getByText("End this alert").click();
  await page.getByRole("button", { name: "Close the alert" }).click();
  await expect(page.getByText("Closed").first()).toBeVisible();
  await page.goto(address);
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toHaveCount(0);
  await anybody.reload();
  await expect(anybody.getByText("وقالت 12 دولة (OHCHR) كلمتها في المجلس.")).toBeVisible();
});
