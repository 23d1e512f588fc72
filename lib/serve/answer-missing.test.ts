import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { answerWithWords, type Pages } from "./answer-missing";
import { missingHeader } from "./missing-header";
import { packResponse } from "./pack-response";

let stop: (() => void) | undefined;

afterEach(() => {
  stop?.();
  stop = undefined;
});

const empty = `<!DOCTYPE html><html id="__next_error__"><head></head><body>${"x".repeat(2_000)}</body></html>`;
const words = `<!DOCTYPE html><html lang="en"><body><h1>Not here</h1>${"y".repeat(2_000)}</body></html>`;

/** Answers as Next does: in several parts, and waits until the response has finished. */
async function send(response: ServerResponse, status: number, nonce: string, body: string) {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Security-Policy", `script-src 'nonce-${nonce}'`);
  response.flushHeaders();
  response.write(Buffer.from(body.slice(0, 20)));
  response.write(Buffer.from(body.slice(20)));
  const finished = new Promise((resolve) => response.once("finish", resolve));
  response.end();
  await finished;
}

const asNext: Pages = (request, response) => {
  if (request.headers[missingHeader]) {
    return send(response, 200, "second", words);
  }
  response.setHeader("X-First", "1");
  response.setHeader("Set-Cookie", "a=1");
  return send(response, 404, "first", empty);
};

async function serve(
  pages: Pages,
  answer: typeof answerWithWords = answerWithWords,
): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader("X-Ours", "1");
    packResponse(request, response);
    answer(pages, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/cases/x?y=1`;
}

describe("a page that is not there", () => {
  it.each(["br", "gzip", "identity"])("is answered with words, packed as %s", async (coding) => {
    const response = await fetch(await serve(asNext), { headers: { "accept-encoding": coding } });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-encoding") ?? "identity").toBe(coding);
    expect(await response.text()).toBe(words);
  });

  it("keeps our headers and the cookies, and nothing else of the empty answer", async () => {
    const { headers } = await fetch(await serve(asNext));
    expect(headers.get("x-ours")).toBe("1");
    expect(headers.get("set-cookie")).toBe("a=1");
    expect(headers.get("x-first")).toBeNull();
    expect(headers.get("content-security-policy")).toBe("script-src 'nonce-second'");
  });

  it("is asked for again without what was sent, also after a form", async () => {
    const asked: IncomingMessage[] = [];
    const address = await serve((request, response) => {
      asked.push(request);
      return asNext(request, response);
    });
    const response = await fetch(address, { method: "POST", body: new URLSearchParams("z=1") });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(words);
    const [first, second] = asked;
    expect([first?.method, second?.method]).toEqual(["POST", "GET"]);
    expect(second?.url).toBe("/cases/x?y=1");
    expect(second?.headers["content-type"]).toBeUndefined();
    expect(second?.headers["content-length"]).toBeUndefined();
    expect(second?.headers.host).toBe(first?.headers.host);
  });

  it("is not asked for a third time", async () => {
    let asked = 0;
    const address = await serve((_request, response) => {
      asked++;
      return send(response, 404, "n", empty);
    });
    expect(await (await fetch(address)).text()).toBe(empty);
    expect(asked).toBe(2);
  });

  it("leaves the way to sign in open when the sign-in ends in between", async () => {
    const address = await serve(async (request, response) => {
      if (request.headers[missingHeader]) {
        response.writeHead(307, { Location: "/sign-in" });
        response.end();
      } else {
        await asNext(request, response);
      }
    });
    const response = await fetch(address, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "/sign-in"]);
  });

  it("fails as a whole when the words fail", async () => {
    const address = await serve((request, response) =>
      request.headers[missingHeader]
        ? Promise.reject(new Error("broken on purpose"))
        : asNext(request, response),
    );
    await expect(fetch(address)).rejects.toThrow();
  });

  it("turns red without the second question", async () => {
    const plain: typeof answerWithWords = (pages, request, response) => pages(request, response);
    expect(await (await fetch(await serve(asNext, plain))).text()).not.toContain("Not here");
  });
});

describe("every other answer passes as it is", () => {
  it.each([
    ["a page", 200, "text/html", words],
    ["a page of an unknown address, which has words", 404, "text/html", words],
    ["data that is not there", 404, "text/x-component", empty],
    ["a failed page", 500, "text/html", empty],
  ])("%s", async (_what, status, type, body) => {
    let asked = 0;
    const address = await serve(async (_request, response) => {
      asked++;
      response.writeHead(status, { "Content-Type": type });
      response.write(body.slice(0, 10));
      response.end(body.slice(10));
    });
    const response = await fetch(address);
    expect([response.status, await response.text(), asked]).toEqual([status, body, 1]);
  });

  it("the head of a page alone", async () => {
    const address = await serve(async (_request, response) => {
      response.writeHead(404, { "Content-Type": "text/html" });
      response.end();
    });
    expect((await fetch(address, { method: "HEAD" })).status).toBe(404);
  });

  it("as it comes, not held back", async () => {
    const address = await serve(async (_request, response) => {
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.write("first");
    });
    const reader = (
      await fetch(address, { headers: { "accept-encoding": "identity" } })
    ).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
    await reader?.cancel();
  });
});
