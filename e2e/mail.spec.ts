import { aMailServer } from "@/lib/mail/testing";
import { expect, test } from "./fixtures";
import { aNewInstallation } from "./installation";

test("an invitation can also be sent, in a letter that says nothing but the link", async ({
  signedOut,
}) => {
  test.setTimeout(300_000);
  const mail = await aMailServer();
  const { origin, link, end } = await aNewInstallation({
    SMTP_URL: mail.url,
    MAIL_FROM: "post@example.org",
  });
  try {
    const page = await signedOut();
    await page.goto(link);
    await page.getByLabel("Your organisation").fill("Network Zebra");
    await page.getByLabel("Your name").fill("Ana Zebra");
    await page.getByLabel("Your e-mail address").fill("ana@example.org");
    await page.getByLabel("A password").fill("eleven quiet herons wait");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page).toHaveURL(/\/welcome$/);

    await page.goto(`${origin}/settings/members`);
    await page.getByLabel("E-mail address").fill("bo@example.org");
    await page.getByLabel("Also send the link there").check();
    await page.getByRole("button", { name: "Make an invitation" }).click();
    await expect(page.getByText("The link was also sent by e-mail.")).toBeVisible();
    const shown = await page.getByLabel("Link", { exact: true }).inputValue();

    expect(mail.letters).toHaveLength(1);
    const letter = (mail.letters[0] ?? "").replaceAll("=\r\n", "");
    expect(letter).toContain("To: bo@example.org");
    expect(letter).toContain(shown);
    expect(letter).toContain("Subject: An invitation");
    expect(letter).not.toMatch(/zebra|plenary|advocate|state|case/i);

    mail.end();
    await page.getByLabel("E-mail address").fill("bo@example.org");
    await page.getByLabel("Also send the link there").check();
    await page.getByRole("button", { name: "Make an invitation" }).click();
    await expect(page.getByText("The e-mail could not be sent.")).toBeVisible();
    await expect(page.getByLabel("Link", { exact: true })).not.toHaveValue(shown);
  } finally {
    await end();
    mail.end();
  }
});
