import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import {
  type BrotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  type Gzip,
} from "node:zlib";

/** Shorter answers fit one packet as they are. In bytes. */
const WORTH_PACKING = 1_024;

const PACKABLE =
  /^(?:text\/(?!event-stream)[\w.+-]+|application\/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))|image\/svg\+xml)\s*(?:;|$)/i;

/** Without a body, or with part of one. */
const UNPACKABLE = [204, 206, 304];

type Coding = "br" | "gzip";

/**
 * Packs what the pages answer, with brotli or gzip as the browser asks, at once or as it is streamed: what the pages
 * `flush` reaches the browser. Next's own packing is switched off: it knows no brotli, and passes over the answers of
 * route handlers, because their type is set as a list. To be called before anything is answered.
 */
export function packResponse(request: IncomingMessage, response: ServerResponse): void {
  const { writeHead, write, end } = response;
  let packer: BrotliCompress | Gzip | null = null;
  let isDecided = false;
  let hasEnded = false;

  /** Just before the head is written. `length`: of the whole body, where it is known by then. */
  function decide(length?: number): void {
    if (isDecided) {
      return;
    }
    isDecided = true;
    if (!isPackable(response, length)) {
      return;
    }
    addVary(response);
    const coding = request.method === "HEAD" ? null : codingFor(request);
    if (coding) {
      setCoding(response, coding);
      packer = connect(startPacker(coding));
    }
  }

  function connect<Packer extends BrotliCompress | Gzip>(started: Packer): Packer {
    started.on("data", (part: Buffer) => {
      if (!Reflect.apply(write, response, [part])) {
        started.pause();
      }
    });
    response.on("drain", () => started.resume());
    // Whoever writes waits for the response, when it is the packer that was full.
    started.on("drain", () => response.emit("drain"));
    started.on("end", () => Reflect.apply(end, response, []));
    started.on("error", () => response.destroy());
    response.once("close", () => started.destroy());
    return started;
  }

  Object.assign(response, {
    writeHead(status: number, ...rest: (string | OutgoingHttpHeaders | undefined)[]) {
      response.statusCode = status;
      // Set one by one, so that they are looked at like those that were set before.
      for (const headers of rest) {
        for (const [name, value] of Object.entries(typeof headers === "object" ? headers : {})) {
          response.setHeader(name, value ?? "");
        }
      }
      decide();
      const reason = rest.filter((one) => typeof one === "string");
      return Reflect.apply(writeHead, response, [status, ...reason]);
    },
    write(...args: unknown[]) {
      if (hasEnded) {
        return false;
      }
      decide();
      return packer
        ? Reflect.apply(packer.write, packer, args)
        : Reflect.apply(write, response, args);
    },
    end(...args: unknown[]) {
      if (!hasEnded) {
        hasEnded = true;
        decide(lengthOf(args[0]));
        Reflect.apply(packer ? packer.end : end, packer ?? response, args);
      }
      return response;
    },
    flush() {
      packer?.flush();
    },
  });
}

function isPackable(response: ServerResponse, length: number | undefined): boolean {
  const known = length ?? response.getHeader("Content-Length");
  const [type = ""] = [response.getHeader("Content-Type")].flat();
  return (
    PACKABLE.test(String(type)) &&
    !UNPACKABLE.includes(response.statusCode) &&
    !response.hasHeader("Content-Encoding") &&
    !(known !== undefined && Number(known) < WORTH_PACKING)
  );
}

function lengthOf(body: unknown): number {
  return typeof body === "string" || body instanceof Uint8Array ? Buffer.byteLength(body) : 0;
}

/** Caches must not give one browser what was packed for another. */
function addVary(response: ServerResponse): void {
  const names = [response.getHeader("Vary") ?? []].flat().join(", ");
  if (!/\baccept-encoding\b|\*/i.test(names)) {
    response.setHeader("Vary", names ? `${names}, Accept-Encoding` : "Accept-Encoding");
  }
}

function setCoding(response: ServerResponse, coding: Coding): void {
  response.setHeader("Content-Encoding", coding);
  response.removeHeader("Content-Length");
  const mark = response.getHeader("ETag");
  if (typeof mark === "string" && !mark.startsWith("W/")) {
    response.setHeader("ETag", `W/${mark}`);
  }
}

function codingFor(request: IncomingMessage): Coding | null {
  const accepted = String(request.headers["accept-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .filter((one) => !/;\s*q=0(?:\.0*)?\s*$/.test(one))
    .map((one) => one.split(";", 1)[0]?.trim());
  return accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : null;
}

function startPacker(coding: Coding): BrotliCompress | Gzip {
  return coding === "gzip"
    ? createGzip()
    : createBrotliCompress({
        params: {
          // As fast as gzip's usual, and a quarter smaller for pages.
          [constants.BROTLI_PARAM_QUALITY]: 5,
          // A window of 1 MB: a page says everything twice, once drawn and once as data.
          [constants.BROTLI_PARAM_LGWIN]: 20,
        },
      });
}
