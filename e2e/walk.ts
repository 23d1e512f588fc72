import type { Page } from "@playwright/test";
import { aMember, anOrganisation } from "@/db/testing/factories";
import type { Fixtures, Setting } from "./fixtures";
import { pages } from "./pages";
import { addressOf, placesOfTheExample } from "./places";

/** Whoever is signed in is led away from them. */
const forVisitors = ["/invitations/[token]", "/set-up/[token]", "/sign-in"];
/** Only an administrator whose organisation has no example is let in. */
const forNewAdministrators = ["/welcome"];
/** Says that there is nothing, and answers so. */
const refusing = ["/missing"];

/**
 * Which pages a walk in one setting opens where there is another walk for the other half of them (decision 66): those
 * with an even place, or those with an odd one. With PLENARY_ALL_SETTINGS=1 every page in every setting.
 */
export function inHalf(half: 0 | 1): (at: number) => boolean {
  const inAllSettings = process.env.PLENARY_ALL_SETTINGS === "1";
  return (at) => inAllSettings || at % 2 === half;
}

export interface Walk {
  signedInAs: Fixtures["signedInAs"];
  signedOut: Fixtures["signedOut"];
  /** Somebody of the example. */
  who: string;
  setting?: Setting;
  waitUntil?: "load" | "networkidle";
  /** Which pages to open, by their place among all; every one where it is left out. */
  opens?(at: number): boolean;
  /** Called before a browser opens its first page. */
  prepare?(page: Page): void;
}

/**
 * Opens every page of the build, each as somebody whom it lets in. Throws where one answers with something else than
 * itself: a walk must not look at "not found" or at the page to sign in instead.
 */
export async function* everyPage({
  signedInAs,
  signedOut,
  who,
  setting,
  waitUntil = "load",
  opens = () => true,
  prepare,
}: Walk): AsyncGenerator<{ route: string; page: Page }> {
  const places = await placesOfTheExample(who);
  const person = await signedInAs(who, setting);
  const visitor = await signedOut(setting);
  const newcomer = await signedInAs(
    await aMember(await anOrganisation(), "administrator"),
    setting,
  );
  for (const page of [person, visitor, newcomer]) {
    prepare?.(page);
  }
  for (const route of pages().filter((_, at) => opens(at))) {
    const page = forVisitors.includes(route)
      ? visitor
      : forNewAdministrators.includes(route)
        ? newcomer
        : person;
    await visit(page, route, addressOf(route, places), waitUntil);
    yield { route, page };
  }
}

async function visit(
  page: Page,
  route: string,
  address: string,
  waitUntil: "load" | "networkidle",
): Promise<void> {
  const response = await page.goto(address, { waitUntil });
  const isItself = !response?.request().redirectedFrom() && !address.includes("[");
  const status = refusing.includes(route) ? 404 : 200;
  if (response?.status() !== status || !isItself) {
    throw new Error(`${route} answers ${response?.status()} at ${response?.url()}.`);
  }
}
