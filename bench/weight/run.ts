import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { cookieName } from "@/lib/auth/cookie-names";
import { launchOptions } from "../browser";
import { startCluster, type World } from "../tracker/cluster";
import { factsOf } from "../tracker/facts";
import { secretOf } from "../tracker/people";
import { startProduct } from "../tracker/product";
import { signIn } from "../tracker/seed/index";
import { idsOf } from "./ids";
import { type Budget, type Route, routes } from "./routes";

const commitments = 10_000;

/**
 * Opens each page in a real Chromium that has seen nothing before, against the production build, and prints what
 * crossed the network, compressed as it was and without headers, in KB of 1024 bytes: one line of JSON for each route, with its budget beside.
 */
export async function runWeight({ folder }: { folder?: string }): Promise<void> {
  const cluster = await startCluster([commitments], folder);
  const [world] = cluster.worlds as [World];
  await signIn(world.superuserUrl);
  const ids = await idsOf(world, await factsOf(world));
  const product = await startProduct(world.ownerUrl);
  const browser = await chromium.launch(await launchOptions());
  try {
    for (const route of routes) {
      const url = `http://localhost:${product.port}${route.path(ids)}`;
      // The first visitor of a page makes the server load its code; nobody's weight.
      await open(browser, url, route);
      print(route, await open(browser, url, route));
    }
  } finally {
    await browser.close();
    await product.stop();
    await cluster.stop();
  }
}

interface Weight {
  status: number;
  js: number;
  lazy: number;
  css: number;
  fonts: number;
  html: number;
  other: number;
  requests: number;
  /** Of these, what the page asked for after it had loaded: mostly pages fetched ahead. */
  ahead: number;
}

async function open(browser: Browser, url: string, { isSignedIn, budget }: Route): Promise<Weight> {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  try {
    if (isSignedIn) {
      await context.addCookies([
        { name: cookieName("session"), value: secretOf("worker"), url: new URL(url).origin },
      ]);
    }
    return await weigh(context, url, budget);
  } finally {
    await context.close();
  }
}

async function weigh(context: BrowserContext, url: string, budget: Budget): Promise<Weight> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  const weight: Weight = {
    status: 0,
    js: 0,
    lazy: 0,
    css: 0,
    fonts: 0,
    html: 0,
    other: 0,
    requests: 0,
    ahead: 0,
  };
  const kinds = new Map<string, string>();
  const headers = new Map<string, number>();
  const addresses = new Map<string, string>();
  const scripts = new Map<string, number>();
  let hasLoaded = false;
  page.once("load", () => {
    hasLoaded = true;
  });
  devtools.on("Network.requestWillBeSent", ({ request }) => {
    if (!request.url.startsWith("data:")) {
      weight.requests += 1;
      weight.ahead += hasLoaded ? 1 : 0;
    }
  });
  devtools.on("Network.responseReceived", ({ requestId, type, response }) => {
    kinds.set(requestId, type);
    addresses.set(requestId, response.url);
    headers.set(requestId, response.encodedDataLength);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const size = encodedDataLength - (headers.get(requestId) ?? 0);
    weight[partOf(kinds.get(requestId))] += size;
    if (kinds.get(requestId) === "Script") {
      scripts.set(addresses.get(requestId) ?? "", size);
    }
  });
  const response = await page.goto(url, { waitUntil: "networkidle" });
  weight.status = response?.status() ?? 0;
  if (budget.lazy !== null) {
    const document = (await response?.text()) ?? "";
    for (const [address, size] of scripts) {
      if (!document.includes(new URL(address).pathname)) {
        weight.lazy += size;
        weight.js -= size;
      }
    }
  }
  return weight;
}

function partOf(kind: string | undefined): "js" | "css" | "fonts" | "html" | "other" {
  switch (kind) {
    case "Script":
      return "js";
    case "Stylesheet":
      return "css";
    case "Font":
      return "fonts";
    case "Document":
      return "html";
    default:
      return "other";
  }
}

function print({ name, budget }: Route, weight: Weight): void {
  const kilobytes = (bytes: number) => Number((bytes / 1024).toFixed(1));
  const found = {
    js: kilobytes(weight.js),
    lazy: kilobytes(weight.lazy),
    css: kilobytes(weight.css),
    fonts: kilobytes(weight.fonts),
    html: kilobytes(weight.html),
    requests: weight.requests,
  };
  const over = (Object.keys(found) as (keyof typeof found)[]).filter(
    (part) => found[part] > (budget[part] ?? Number.POSITIVE_INFINITY),
  );
  console.log(
    JSON.stringify({
      suite: "weight",
      name,
      status: weight.status,
      ...found,
      ahead: weight.ahead,
      other: kilobytes(weight.other),
      unit: "KB",
      budget,
      over,
    }),
  );
}
