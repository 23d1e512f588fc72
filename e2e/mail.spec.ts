import { createServer, type Socket } from "node:net";
import { findFreePort } from "@/lib/serve/free-port";
import { expect, test } from "./fixtures";
import { aNewInstallation } from "./installation";

/** Takes any letter and keeps its text: as much of a mail server as one letter needs. */
async function aMailServer(): Promise<{ url: string; letters: string[]; end(): void }> {
  const port = await findFreePort();
  const letters: string[] = [];
  const serve = (socket: Socket) => {
    let letter: string | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 mail");
    socket.on("data", (chunk) => {
      const sent = chunk.toString("utf8");
      if (letter !== null) {
        letter += sent;
        if (letter.endsWith("\r\n.\r\n")) {
          letters.push(letter);
          letter = null;
          say("250 taken");
        }
      } else if (/^DATA/i.test(sent)) {
        letter = "";
        say("354 go on");
      } else if (/^QUIT/i.test(sent)) {
        socket.end("221 bye\r\n");
      } else {
        say("250 mail");
      }
    });
    socket.on("error", () => undefined);
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `smtp://127.0.0.1:${port}`, letters, end: () => void server.close() };
}

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
