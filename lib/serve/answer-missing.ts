import { IncomingMessage, type OutgoingHttpHeader, type ServerResponse } from "node:http";
import { emptyPage, missingHeader } from "./missing-header";

/** Hands a request that passed the guard to the pages. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Headers = Record<string, OutgoingHttpHeader | undefined>;

/** They belong to a form that was sent; the page in its place is only asked for. */
const OF_A_BODY = ["content-type", "content-length", "content-encoding", "next-action"];

/**
 * Lets the pages answer, and where the answer is "not found" with an empty page, asks them once more for the page with
 * the words (app/(workspace)/missing) and answers 404 with that. Everything else passes as it comes. To be called after
 * `packResponse`.
 */
export async function answerWithWords(
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Taken before, because Next writes into both.
  const words = askForWords(request);
  const before = response.getHeaders();
  const held = holdMissing(response);
  const first = pages(request, response);
  // Next waits for the response to finish, so the first answer ends only with the second.
  const isEmpty = await Promise.race([held, first.then(() => false)]);
  if (isEmpty) {
    startAgain(response, before);
    first.catch(() => undefined);
    await pages(words, response);
  } else {
    await first;
  }
}

/** Holds an answer "not found" back. True once it has ended and was empty; otherwise it has been let through. */
function holdMissing(response: ServerResponse): Promise<boolean> {
  const { writeHead, write, end } = response;
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    Object.assign(response, {
      writeHead(status: number, ...rest: unknown[]) {
        response.statusCode = status;
        if (!isMissing(response)) {
          return Reflect.apply(writeHead, response, [status, ...rest]);
        }
        for (const headers of rest) {
          setAll(response, typeof headers === "object" ? (headers as Headers) : {});
        }
        return response;
      },
      write(...args: unknown[]) {
        if (!isMissing(response)) {
          return Reflect.apply(write, response, args);
        }
        parts.push(bytesOf(args[0]));
        return true;
      },
      end(...args: unknown[]) {
        Object.assign(response, { writeHead, write, end });
        if (!isMissing(response)) {
          return Reflect.apply(end, response, args);
        }
        const body = Buffer.concat([...parts, bytesOf(args[0])]);
        const isEmpty = body.includes(emptyPage);
        resolve(isEmpty);
        return isEmpty ? response : response.end(body);
      },
    });
  });
}

function isMissing(response: ServerResponse): boolean {
  const [type = ""] = [response.getHeader("Content-Type")].flat();
  return (
    response.statusCode === 404 && !response.headersSent && String(type).startsWith("text/html")
  );
}

/** Leaves nothing of the first answer but the cookies that it set. */
function startAgain(response: ServerResponse, before: Headers): void {
  const cookies = response.getHeader("Set-Cookie");
  for (const name of response.getHeaderNames()) {
    response.removeHeader(name);
  }
  setAll(response, { ...before, ...(cookies !== undefined && { "set-cookie": cookies }) });
  response.statusCode = 200;
  // Both answers listen to it until it closes.
  response.setMaxListeners(2 * response.getMaxListeners());
  const { writeHead } = response;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    // It names the page that stands in the place of the missing one; other addresses that never were have none.
    response.removeHeader("x-middleware-rewrite");
    // Somebody whose sign-in ended in between is still sent to sign in.
    return Reflect.apply(writeHead, response, [status === 200 ? 404 : status, ...rest]);
  }) as never;
}

function askForWords(request: IncomingMessage): IncomingMessage {
  const words = new IncomingMessage(request.socket);
  words.method = "GET";
  words.url = request.url;
  words.httpVersion = request.httpVersion;
  words.headers = { ...request.headers, [missingHeader]: "1" };
  for (const name of OF_A_BODY) {
    delete words.headers[name];
  }
  words.complete = true;
  words.push(null);
  return words;
}

function setAll(response: ServerResponse, headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value ?? "");
  }
}

function bytesOf(part: unknown): Buffer {
  return typeof part === "string"
    ? Buffer.from(part)
    : part instanceof Uint8Array
      ? Buffer.from(part)
      : Buffer.alloc(0);
}
