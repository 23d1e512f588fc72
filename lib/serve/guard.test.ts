import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { BODY_LIMIT, guard } from "./guard";

const ORIGIN = "https://plenary.example.org";
const HOST = "plenary.example.org";

function request(method: string, headers: Record<string, string>, url = "/cases"): IncomingMessage {
  return {
    method,
    url,
    headers: { host: HOST, ...headers },
    socket: { remoteAddress: "203.0.113.9" },
  } as unknown as IncomingMessage;
}

function statusOf(asked: IncomingMessage, trustProxy = false): number | null {
  return guard(asked, { origin: ORIGIN, trustProxy })?.status ?? null;
}

describe("a request that may change something", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    it(`passes from our own pages (${method})`, () => {
      expect(statusOf(request(method, { origin: ORIGIN }))).toBeNull();
      expect(
        statusOf(request(method, { origin: ORIGIN, "sec-fetch-site": "same-origin" })),
      ).toBeNull();
    });

    it.each([
      ["no origin", {}],
      ["a null origin", { origin: "null" }],
      ["another host", { origin: "https://evil.example" }],
      ["a longer host", { origin: `${ORIGIN}.evil.example` }],
      ["another scheme", { origin: `http://${HOST}` }],
      ["another port", { origin: `${ORIGIN}:8443` }],
      ["a sibling site", { origin: ORIGIN, "sec-fetch-site": "same-site" }],
      ["another site", { origin: ORIGIN, "sec-fetch-site": "cross-site" }],
    ])(`is refused with %s (${method})`, (_what, headers) => {
      expect(statusOf(request(method, headers as Record<string, string>))).toBe(403);
    });
  }
});

describe("a request that reads", () => {
  it("passes when typed, linked to, or made by our pages", () => {
    expect(statusOf(request("GET", {}))).toBeNull();
    expect(
      statusOf(request("GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })),
    ).toBeNull();
    expect(
      statusOf(request("GET", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" })),
    ).toBeNull();
  });

  it("is refused inside another site", () => {
    expect(
      statusOf(request("GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })),
    ).toBe(403);
  });
});

describe("the address", () => {
  it.each([
    ["another host", "GET", { host: "evil.example" }, "/", 421],
    ["no host", "GET", { host: "" }, "/", 421],
    ["an absolute target", "GET", {}, "http://evil.example/", 400],
    ["two slashes", "GET", {}, "//evil.example", 400],
    ["a backslash", "GET", {}, "/\\evil.example", 400],
    ["a strange method", "TRACE", {}, "/", 405],
  ])("is refused with %s", (_what, method, headers, url, status) => {
    expect(statusOf(request(method, headers as Record<string, string>, url))).toBe(status);
  });

  it("moves other names of this machine to the one that is used, for reading only", () => {
    const settings = { origin: "http://localhost:3000", trustProxy: false };
    const read = request("GET", { host: "127.0.0.1:3000" }, "/cases?page=2");
    expect(guard(read, settings)).toMatchObject({
      status: 308,
      location: "http://localhost:3000/cases?page=2",
    });
    expect(guard(request("POST", { host: "127.0.0.1:3000" }), settings)?.status).toBe(421);
    expect(guard(request("GET", { host: "evil.example:3000" }), settings)?.status).toBe(421);
  });
});

describe("the content", () => {
  it("is bounded and of known length", () => {
    const own = { origin: ORIGIN };
    expect(statusOf(request("POST", { ...own, "content-length": String(BODY_LIMIT) }))).toBeNull();
    expect(statusOf(request("POST", { ...own, "content-length": String(BODY_LIMIT + 1) }))).toBe(
      413,
    );
    // A spreadsheet may be larger, at its one address.
    const sheet = (bytes: number, url = "/commitments/import/files") =>
      statusOf(
        Object.assign(request("POST", { ...own, "content-length": String(bytes) }), { url }),
      );
    expect(sheet(10 * BODY_LIMIT)).toBeNull();
    expect(sheet(11 * BODY_LIMIT)).toBe(303);
    expect(sheet(10 * BODY_LIMIT, "/commitments/import/files/")).toBe(413);
    expect(statusOf(request("POST", { ...own, "transfer-encoding": "chunked" }))).toBe(411);
    expect(statusOf(request("GET", { "transfer-encoding": "chunked" }))).toBe(411);
  });
});

describe("headers from outside", () => {
  const forged = {
    "x-middleware-subrequest": "proxy",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-forwarded-for": "198.51.100.1, 198.51.100.2",
    "x-real-ip": "198.51.100.3",
    forwarded: "for=198.51.100.4",
    "x-nonce": "guessed",
    "x-plenary-missing": "1",
    "content-security-policy": "script-src 'nonce-guessed'",
    "accept-language": "fr",
  };

  it("lose what steers the program, and get what is true", () => {
    const asked = request("GET", forged);
    expect(statusOf(asked)).toBeNull();
    expect(asked.headers).toEqual({
      host: HOST,
      "accept-language": "fr",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": HOST,
      "x-forwarded-proto": "https",
    });
  });

  it("name the client only through a trusted proxy, and only by its own entry", () => {
    const asked = request("GET", forged);
    expect(statusOf(asked, true)).toBeNull();
    expect(asked.headers["x-forwarded-for"]).toBe("198.51.100.2");
    expect(asked.headers["x-forwarded-host"]).toBe(HOST);
  });
});

describe("an address", () => {
  it.each(["/cases/%E0%A4%A", "/cases/%", "/cases/%00", "/states/a%ff?q=1"])(
    "that stands for no text leads nowhere (%s)",
    (url) => expect(statusOf(request("GET", {}, url))).toBe(404),
  );

  it.each(["/cases/%E0%A4%85", "/cases?q=%", "/cases?q=%00"])("passes otherwise (%s)", (url) =>
    expect(statusOf(request("GET", {}, url))).toBeNull(),
  );
});
