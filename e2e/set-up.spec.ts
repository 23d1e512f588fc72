import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/lib/serve/free-port";
import { expect, test } from "./fixtures";

/** A program of its own, as `npm start` runs it, with nobody in it; the link is what it printed. */
async function aNewInstallation(): Promise<{ link: string; end(): Promise<void> }> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), "plenary-set-up-"));
  chmodSync(folder, 0o711);
  const program = spawn(process.execPath, ["lib/serve/launch.mjs", "start"], {
    cwd: join(import.meta.dirname, ".."),
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      PLENARY_URL: `http://localhost:${port}`,
      PLENARY_DATA_DIR: folder,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    link: await linkIn(program),
    async end() {
      const ended = new Promise((resolve) => program.once("exit", resolve));
      program.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function linkIn(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    program.stdout?.on("data", (chunk) => {
      printed += chunk;
      const [link] = /http:\S+\/set-up\/[\w-]{43}(?=\s)/.exec(printed) ?? [];
      if (link) {
        resolve(link);
      }
    });
    program.once("exit", () => reject(new Error(`It ended without a link:\n${printed}`)));
  });
}

test("a new installation is set up once, by the link that it prints", async ({ signedOut }) => {
  test.setTimeout(300_000);
  const { link, end } = await aNewInstallation();
  try {
    const page = await signedOut();
    await page.goto(link);
    await page.getByLabel("Your organisation").fill("Example Network");
    await page.getByLabel("Your name").fill("Ana Example");
    await page.getByLabel("Your e-mail address").fill("ana@@example.org");
    await page.getByLabel("A password").fill("Example Network Ana");
    await page.locator("form").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText("Write an e-mail address in the form")).toBeVisible();
    // What was typed is still there, but for the password.
    await expect(page.getByLabel("Your organisation")).toHaveValue("Example Network");
    await page.getByLabel("Your e-mail address").fill("ana@example.org");
    await page.getByLabel("A password").fill("eleven quiet herons wait");
    await page.getByRole("button", { name: "Set up" }).click();

    await expect(page).toHaveURL(/\/welcome$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Ana Example");
    await page.getByRole("button", { name: "Load the example" }).click();
    await expect(page).not.toHaveURL(/\/welcome$/);
    await expect(page.getByText("Remove the example").first()).toBeVisible();

    const another = await signedOut();
    await another.goto(link);
    await expect(another.getByText("This link does not open anything")).toBeVisible();
  } finally {
    await end();
  }
});
