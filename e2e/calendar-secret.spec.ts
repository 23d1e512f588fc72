import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { aNewInstallation } from "./installation";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

type Installation = Awaited<ReturnType<typeof aNewInstallation>>;

/** Somebody of a new installation makes the address of their calendar. */
async function makeAddress(page: Page, { link, origin }: Installation): Promise<string> {
  await page.goto(link);
  await page.getByLabel("Your organisation").fill("Example Network");
  await page.getByLabel("Your name").fill("Ana Example");
  await page.getByLabel("Your e-mail address").fill("ana@example.org");
  await page.getByLabel("A password").fill("eleven quiet herons wait");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await page.goto(`${origin}/settings/calendar`);
  await page.getByRole("button", { name: "Make an address" }).click();
  return page.getByLabel("Secret address").inputValue();
}

/** Asks for it in every way in which a server might have something to say about it. */
async function askInEveryWay(address: string): Promise<number[]> {
  const statuses: number[] = [];
  const ask = async (to: string, init: RequestInit = {}) => {
    const answer = await fetch(to, { redirect: "manual", ...init }).catch(() => null);
    await answer?.text();
    statuses.push(answer?.status ?? 0);
    return answer;
  };
  const first = await ask(address);
  await ask(address, { headers: { "if-none-match": first?.headers.get("etag") ?? "" } });
  await ask(address, { method: "HEAD" });
  await ask(address, { method: "POST", body: "x" });
  await ask(address, { headers: { referer: address, "user-agent": "Calendar/1" } });
  await ask(`${address}?utm=1`);
  await ask(address.replace("calendar.ics", "%E0%A4%A"));
  await ask(address.replace("calendar.ics", "nothing-here"));
  for (let times = 0; times < 60; times += 1) {
    await ask(address);
  }
  return statuses;
}

/** Every file of words that the installation keeps: what the database says, too. */
function logsIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.log(\.\d+)?$/.test(name))
    .map((name) => join(folder, name))
    .filter((name) => existsSync(name) && statSync(name).isFile())
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");
}

/** The database goes away under the server. */
async function stopDatabase(folder: string): Promise<void> {
  const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((name) =>
    name.endsWith("postmaster.pid"),
  );
  const [pid] = readFileSync(join(folder, file ?? ""), "utf8").split("\n");
  process.kill(Number(pid), "SIGQUIT");
}

test("the secret address of a calendar stands in nothing that the server writes out", async ({
  signedOut,
}) => {
  test.setTimeout(300_000);
  const installation = await aNewInstallation();
  const { folder, said, end } = installation;
  try {
    const address = await makeAddress(await signedOut(), installation);
    const secret = address.split("/").at(-2) ?? "";
    expect(secret).toMatch(/^[\w-]{43}$/);
    const statuses = await askInEveryWay(address);
    for (const status of [200, 304, 404, 429]) {
      expect(statuses).toContain(status);
    }
    await stopDatabase(folder);
    const answer = await fetch(address).catch(() => null);
    expect(answer?.status).not.toBe(200);
    await new Promise((later) => setTimeout(later, 1000));
    const written = said() + logsIn(folder);
    expect(written.length).toBeGreaterThan(100);
    expect(written).not.toContain(secret);
    // A fault names the file of the route, which stands for any address.
    expect(written).not.toMatch(/\/feeds\/(?!\[token\])/);
  } finally {
    await end();
  }
});

test("it would be found there if a line were written for each request (the broken variant)", async ({
  signedOut,
}) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "plenary-wordy-"));
  const wordy = join(folder, "wordy.mjs");
  writeFileSync(
    wordy,
    `import { Server } from "node:http";
    const emit = Server.prototype.emit;
    Server.prototype.emit = function (name, request, ...rest) {
      if (name === "request") console.error(request.method, request.url);
      return emit.call(this, name, request, ...rest);
    };`,
  );
  const installation = await aNewInstallation({ NODE_OPTIONS: `--import=${wordy}` });
  try {
    const address = await makeAddress(await signedOut(), installation);
    await fetch(address);
    await expect.poll(() => installation.said()).toContain(address.split("/").at(-2));
  } finally {
    await installation.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe("from an address that is dead", () => {
  const secret = "B".repeat(43);

  /** What the page there tells of its own address to whatever it loads and leads to. */
  async function told(page: Page): Promise<string> {
    const referers: string[] = [];
    page.on("request", async (request) => {
      referers.push(
        (await request.allHeaders().catch(() => ({}) as Record<string, string>)).referer ?? "",
      );
    });
    await page.goto(`/feeds/${secret}/calendar.ics`, { waitUntil: "networkidle" });
    await page.getByRole("link").first().click();
    await page.waitForLoadState("networkidle");
    expect(referers.length).toBeGreaterThan(2);
    return referers.join("\n");
  }

  test("no page says where it was, not even to us", async ({ signedOut }) => {
    expect(await told(await signedOut())).not.toContain(secret);
  });

  test("it would without the header (the broken variant)", async ({ signedOut }) => {
    const page = await signedOut();
    await page.route(`**/feeds/**`, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "referrer-policy": "same-origin" };
      await route.fulfill({ response, headers });
    });
    expect(await told(page)).toContain(secret);
  });
});
