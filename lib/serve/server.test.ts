import { request as send } from "node:http";
import { connect, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findFreePort } from "./free-port";
import { startWebServer, type WebServer } from "./server";

let server: WebServer | undefined;

afterEach(async () => {
  await server?.close(100);
  server = undefined;
});

async function start(scheme = "http"): Promise<{ port: number; origin: string }> {
  const port = await findFreePort();
  const origin = `${scheme}://localhost:${port}`;
  server = await startWebServer({ origin, trustProxy: false, host: "127.0.0.1", port });
  return { port, origin };
}

function open(readiness = { database: true, migrations: true }): void {
  server?.open({
    pages: async (request, response) => {
      if (request.url === "/broken") {
        throw new Error("broken on purpose");
      }
      response.setHeader("Cache-Control", "public, max-age=600");
      response.end("a page");
    },
    readiness: async () => readiness,
  });
}

describe("the web server", () => {
  it("answers at once, but is ready only when opened", async () => {
    const { origin } = await start();
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(503);
    const early = await fetch(origin);
    expect(early.status).toBe(503);
    expect(early.headers.get("retry-after")).toBe("2");
    open();
    expect(await (await fetch(origin)).text()).toBe("a page");
    expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({
      database: true,
      migrations: true,
    });
  });

  it("writes nothing on a connection that asked nothing, which would be read as the next answer", async () => {
    const { port } = await start();
    open();
    const heard: Buffer[] = [];
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (bytes) => heard.push(bytes));
    await new Promise((closed) => socket.once("close", closed));
    expect(Buffer.concat(heard).toString()).toBe("");
  }, 30_000);

  it.each([[{ database: false, migrations: false }], [{ database: true, migrations: false }]])(
    "is not ready with %o",
    async (readiness) => {
      const { origin } = await start();
      open(readiness);
      const response = await fetch(`${origin}/readyz`);
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual(readiness);
    },
  );

  it("answers the health questions under any name, as a probe asks them", async () => {
    const { port } = await start();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  it("puts its headers on every kind of answer, and lets no page be kept", async () => {
    const { origin, port } = await start();
    open();
    const answers = await Promise.all([
      fetch(origin),
      fetch(`${origin}/broken`),
      fetch(`${origin}/healthz`),
      fetch(origin, { method: "POST", body: "x" }),
      fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 500, 200, 403, 308]);
    for (const { headers } of answers) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("strict-transport-security")).toBeNull();
    }
    expect(await (await fetch(`${origin}/broken`)).text()).not.toContain("on purpose");
  });

  it("asks for https for two years where it is used", async () => {
    const { port } = await start("https");
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(response.headers.get("strict-transport-security")).toContain("max-age=63072000");
  });

  it("keeps build results, whose names change with their content", async () => {
    const { origin } = await start();
    open();
    const response = await fetch(`${origin}/_next/static/chunk.js`);
    expect(response.headers.get("cache-control")).toBe("public, max-age=600");
  });

  it.each([undefined, "http://evil.example", "own"])(
    "refuses to become a socket (origin %s)",
    async (from) => {
      const { port, origin } = await start();
      open();
      const status = await new Promise((resolve, reject) => {
        const asked = send({
          port,
          host: "127.0.0.1",
          headers: {
            host: `localhost:${port}`,
            connection: "Upgrade",
            upgrade: "websocket",
            ...(from ? { origin: from === "own" ? origin : from } : {}),
          },
        });
        asked.on("response", (response) => resolve(response.statusCode));
        asked.on("upgrade", () => resolve("upgraded"));
        asked.on("error", reject);
        asked.end();
      });
      expect(status).toBe(400);
    },
  );

  it("says in one sentence that the port is taken", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const { port } = blocker.address() as { port: number };
    const taken = startWebServer({
      origin: "http://localhost",
      trustProxy: false,
      host: "127.0.0.1",
      port,
    });
    await expect(taken).rejects.toThrow(new RegExp(`^Port ${port} is taken [^\n]*\\.$`));
    blocker.close();
  });

  it("says in one sentence that the address is not of this machine", async () => {
    const foreign = startWebServer({
      origin: "http://localhost",
      trustProxy: false,
      host: "192.0.2.1",
      port: 0,
    });
    await expect(foreign).rejects.toThrow(/^HOST=192\.0\.2\.1 is no address of this machine/);
  });
});
