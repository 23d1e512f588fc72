import { randomBytes } from "node:crypto";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { packResponse } from "./pack-response";

let stop: (() => void) | undefined;

afterEach(() => {
  stop?.();
  stop = undefined;
});

async function serve(answer: (response: ServerResponse) => void): Promise<number> {
  const server = createServer((request, response) => {
    packResponse(request, response);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return (server.address() as AddressInfo).port;
}

function ask(port: number, encoding?: string, method = "GET"): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      {
        port,
        host: "127.0.0.1",
        method,
        headers: encoding === undefined ? {} : { "accept-encoding": encoding },
      },
      resolve,
    ).on("error", reject);
  });
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of response) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const text = JSON.stringify(Array.from({ length: 2_000 }, (_, n) => ({ row: n })));

const asJson = (response: ServerResponse) => {
  // As Next sets it for route handlers.
  response.setHeader("Content-Type", ["application/json"]);
  response.write(text);
  response.end();
};

describe("packing of responses", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["gzip;q=0.8, br;q=0", "gzip"],
    ["identity", undefined],
    [undefined, undefined],
  ])("for a browser that takes %s", async (accepted, coding) => {
    const response = await ask(await serve(asJson), accepted);
    const body = await bodyOf(response);
    expect(response.headers["content-encoding"]).toBe(coding);
    expect(response.headers.vary).toBe("Accept-Encoding");
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[coding ?? ""];
    expect((unpack ? unpack(body) : body).toString()).toBe(text);
  });

  it("takes headers that come with the head, and what is known of the length and the tag", async () => {
    const port = await serve((response) => {
      response.setHeader("Vary", "rsc");
      response.setHeader("ETag", '"strong"');
      response.writeHead(404, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": text.length,
      });
      response.end(text);
    });
    const response = await ask(port, "br");
    expect(response.statusCode).toBe(404);
    expect(response.headers).toMatchObject({
      "content-encoding": "br",
      vary: "rsc, Accept-Encoding",
      etag: 'W/"strong"',
    });
    expect(response.headers["content-length"]).toBeUndefined();
    expect(brotliDecompressSync(await bodyOf(response)).toString()).toBe(text);
  });

  it.each([
    ["short answers", { type: "text/plain", body: "short" }],
    ["pictures and fonts", { type: "font/woff2", body: text }],
    ["what is packed already", { type: "text/css", body: text, coding: "zstd" }],
    ["parts", { type: "text/css", body: text, status: 206 }],
  ])("leaves %s alone", async (_, { type, body, coding, status }: Left) => {
    const port = await serve((response) => {
      response.statusCode = status ?? 200;
      response.setHeader("Content-Type", type);
      if (coding) {
        response.setHeader("Content-Encoding", coding);
      }
      response.end(body);
    });
    const response = await ask(port, "br");
    expect(response.headers["content-encoding"]).toBe(coding);
    expect(response.headers["content-length"]).toBe(String(body.length));
    expect((await bodyOf(response)).toString()).toBe(body);
  });

  it("answers a question for the head alone", async () => {
    const response = await ask(await serve(asJson), "br", "HEAD");
    expect(response.headers["content-encoding"]).toBeUndefined();
    expect((await bodyOf(response)).length).toBe(0);
  });

  it("lets a part of a page through before the rest is there", async () => {
    let goOn: (() => void) | undefined;
    const port = await serve((response) => {
      response.setHeader("Content-Type", "text/html");
      response.write("<p>first</p>");
      (response as ServerResponse & { flush(): void }).flush();
      goOn = () => response.end("<p>second</p>");
    });
    const unpacked = (await ask(port, "br")).pipe(createBrotliDecompress());
    const seen: string[] = [];
    for await (const part of unpacked) {
      seen.push(String(part));
      goOn?.();
      goOn = undefined;
    }
    expect(seen).toEqual(["<p>first</p>", "<p>second</p>"]);
  });

  it("waits for a slow reader, and takes a second end for none", async () => {
    // Neither the packer nor the connection can hold this much.
    const much = randomBytes(4_000_000).toString("hex");
    const port = await serve((response) => {
      response.setHeader("Content-Type", "text/plain");
      pipeline(Readable.from(much.match(/.{1,65536}/g) ?? []), response, { end: false }).then(
        () => {
          response.end("!");
          response.end("!");
        },
        () => {},
      );
    });
    const response = await ask(port, "gzip");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(gunzipSync(await bodyOf(response)).toString() === `${much}!`).toBe(true);
  });

  it("stops when the browser has gone", async () => {
    const port = await serve((response) => {
      response.setHeader("Content-Type", "text/plain");
      const timer = setInterval(() => response.write(text), 1);
      response.once("close", () => {
        clearInterval(timer);
        response.write(text);
        closed();
      });
    });
    let closed = () => {};
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    (await ask(port, "br")).destroy();
    await gone;
  });
});

interface Left {
  type: string;
  body: string;
  coding?: string;
  status?: number;
}
