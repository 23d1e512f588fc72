import { join } from "node:path";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  type WebError,
} from "@playwright/test";
import { aSignIn, type Member } from "@/db/testing/factories";
import { asSuperuser, connectSuperuser, disconnectSuperuser } from "@/db/testing/superuser";
import { startDatabase } from "@/lib/serve/database";

export { expect };

/** People of the example, by their address; the password stands in the start's own words. */
export const advocate = "advocate@network.example";
export const administrator = "administrator@network.example";
export const reader = "reader@network.example";
export const partnerAdvocate = "advocate@partner-a.example";
export const examplePassword = "thirteen april 2018";

export interface Setting
  extends Pick<BrowserContextOptions, "viewport" | "colorScheme" | "javaScriptEnabled"> {
  /** `qps` is the pseudo-language: longer and right-to-left. */
  locale?: "en" | "qps";
  theme?: "light" | "dark";
}

export interface Fixtures {
  /** What went wrong in the scripts of any page, by its message. The test fails unless it empties the list itself. */
  scriptFaults: string[];
  /** A page of a browser in which this person is signed in. */
  signedInAs(who: Member | string, setting?: Setting): Promise<Page>;
  /** A page of a browser in which nobody is. */
  signedOut(setting?: Setting): Promise<Page>;
}

/** The production server, the example, and the database behind both for making a test's own world. */
export const test = base.extend<Fixtures, { database: undefined }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const { superuserUrl, stop } = await startDatabase({
        dataDir: join(process.env.PLENARY_E2E_DATA ?? "", "database"),
      });
      const address = new URL(superuserUrl);
      address.pathname = "/plenary";
      connectSuperuser(address.href);
      await use(undefined);
      await disconnectSuperuser();
      await stop();
    },
    { scope: "worker", auto: true },
  ],
  scriptFaults: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const faults: string[] = [];
      await use(faults);
      expect(faults, "faults of the pages' own scripts").toEqual([]);
    },
    { auto: true },
  ],
  signedInAs: async ({ browser, baseURL, scriptFaults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, setting = {}) => {
      const secret = typeof who === "string" ? await secretOf(who) : who.secret;
      const context = await open(browser, baseURL, setting);
      context.on("weberror", (fault) => scriptFaults.push(faultOf(fault)));
      contexts.push(context);
      await context.addCookies([
        {
          name: "plenary.session",
          value: secret,
          url: baseURL as string,
          httpOnly: true,
          sameSite: "Strict",
        },
      ]);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  signedOut: async ({ browser, baseURL, scriptFaults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (setting = {}) => {
      const context = await open(browser, baseURL, setting);
      context.on("weberror", (fault) => scriptFaults.push(faultOf(fault)));
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

const faultOf = (fault: WebError) => `${fault.page()?.url()}: ${fault.error().message}`;

async function open(
  browser: import("@playwright/test").Browser,
  baseURL: string | undefined,
  { locale = "en", theme = "light", ...options }: Setting,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, colorScheme: theme, ...options });
  await context.addCookies([
    { name: "plenary.locale", value: locale, url: baseURL as string },
    { name: "plenary.theme", value: theme, url: baseURL as string },
  ]);
  return context;
}

async function secretOf(email: string): Promise<string> {
  const [person] = await asSuperuser()<{ id: string; org: string }[]>`
    select p.id, m.org_id as org from people p join memberships m on m.person_id = p.id where p.email = ${email}`;
  if (!person) {
    throw new Error(`Nobody of the example has the address ${email}.`);
  }
  return aSignIn(person.id, person.org);
}
