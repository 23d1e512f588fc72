import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerWithWords, type Pages } from "./answer-missing";
import { type GuardSettings, guard, type Refusal } from "./guard";
import { answerAlive, answerReady, type Readiness } from "./health";
import { isForAnybody, leaveOutScripts } from "./leave-out-scripts";
import { packResponse } from "./pack-response";
import { setSecurityHeaders } from "./response-headers";
import { Sentence } from "./sentence";

export type Upgrades = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

export type WebServerSettings = GuardSettings & { host: string; port: number };

export type WebServer = {
  /** From now on requests are answered by the pages. */
  open(parts: { pages: Pages; readiness: () => Promise<Readiness>; upgrades?: Upgrades }): void;
  /** Answers what runs, for at most `patience` milliseconds, and lets the port go. */
  close(patience: number): Promise<void>;
};

const HEALTH = "/healthz";
const READY = "/readyz";
/** In bytes: a file that somebody chose by mistake, and no more. */
const READ_AND_LET_GO = 200 * 1_048_576;

/**
 * Listens at once, so that a taken port is known before anything slow begins, and answers
 * 503 until `open` is called. Refuses an unusable address with a Sentence.
 */
export async function startWebServer(settings: WebServerSettings): Promise<WebServer> {
  const isHttps = settings.origin.startsWith("https:");
  let opened: Parameters<WebServer["open"]>[0] | null = null;
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 30_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => {
      const path = (request.url ?? "").split("?", 1)[0] ?? "";
      setSecurityHeaders(response, { path, isHttps });
      if (path === HEALTH || path === READY) {
        answerHealth(path, response, opened?.readiness);
        return;
      }
      const refusal = guard(request, settings);
      if (refusal) {
        refuse(request, response, refusal);
        return;
      }
      if (!opened) {
        response.setHeader("Retry-After", "2");
        refuse(request, response, { status: 503, text: "Plenary is starting." });
        return;
      }
      packResponse(request, response);
      if (isForAnybody(path)) {
        leaveOutScripts(response);
      }
      answerWithWords(opened.pages, request, response).catch((error: Error) =>
        fail(response, error),
      );
    },
  );
  const sockets = new Set<Duplex>();
  // In real use Next never sees an upgrade: it has forwarded them to other hosts before. Shared texts take theirs.
  server.on("upgrade", (request, socket, head) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    const upgrades = opened?.upgrades;
    const isOwn = request.headers.origin === settings.origin && !guardUpgrade(request, settings);
    if (!upgrades || !isOwn) {
      refuseUpgrade(socket);
      return;
    }
    upgrades(request, socket, head).catch(() => socket.destroy());
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Browsers open connections ahead of need. What is written on one that has asked nothing for a while, they take for
    // the answer to what they ask next: a white page.
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" || !socket.writable) {
      socket.destroy();
    } else {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
  });
  await listen(server, settings);
  return {
    open(parts) {
      opened = parts;
    },
    close: (patience) => close(server, sockets, patience),
  };
}

/** Answers an upgrade that nobody takes. */
export async function refuseUpgrade(socket: Duplex): Promise<void> {
  socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

function guardUpgrade(request: IncomingMessage, settings: GuardSettings): boolean {
  return guard(request, settings) !== null;
}

function answerHealth(
  path: string,
  response: ServerResponse,
  readiness: (() => Promise<Readiness>) | undefined,
): void {
  if (path === HEALTH) {
    answerAlive(response);
  } else if (readiness) {
    readiness().then((found) => answerReady(response, found));
  } else {
    answerReady(response, null);
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (refusal.location) {
    response.setHeader("Location", refusal.location);
  }
  // A browser in the middle of a large form hears the answer only once it has sent all of it: that is read and let go.
  if (refusal.status === 303 && Number(request.headers["content-length"]) <= READ_AND_LET_GO) {
    request.once("end", () => say(response, refusal)).resume();
    return;
  }
  // What is left of the request is not read, so the connection can't be used again.
  if (request.headers["content-length"] ?? request.headers["transfer-encoding"]) {
    response.setHeader("Connection", "close");
  }
  say(response, refusal);
}

function say(response: ServerResponse, { status, text }: Refusal): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}

function fail(response: ServerResponse, error: Error): void {
  console.error(error);
  if (response.headersSent) {
    response.destroy();
  } else {
    response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
    response.end("Something went wrong.\n");
  }
}

function listen(server: Server, { host, port }: WebServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new Sentence(
        `Port ${port} is taken by another program; end it, or choose another port with PORT=${port + 1}.`,
      );
    case "EACCES":
      return new Sentence(
        `Your user may not use port ${port}; choose one above 1023, such as PORT=3000.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Sentence(
        `HOST=${host} is no address of this machine (see docs/configuration.md).`,
      );
    default:
      return error;
  }
}

function close(server: Server, sockets: Set<Duplex>, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // The server waits for these too, but does not count them among its connections.
    for (const socket of sockets) {
      socket.destroy();
    }
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
