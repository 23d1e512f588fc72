import type { ServerResponse } from "node:http";

/** Scripts, and what fetches them early. Words of a text stand escaped: nothing of them can look like either. */
const SCRIPTS =
  /<script\b[^>]*>[\s\S]*?<\/script\s*>|<link\b(?=[^>]*\brel="(?:module)?preload")(?=[^>]*\b(?:as="script"|rel="modulepreload"))[^>]*>/gi;

/**
 * Whether a path is a public edition's or a guest's: a page for somebody without an account, which is whole as it comes. No
 * script runs in it, whatever stands there.
 */
export const isForAnybody = (path: string) =>
  path.startsWith("/editions/") || path === "/guest" || path.startsWith("/guest/");

/**
 * Takes the scripts out of a page that is read without them. Its policy lets none of them run (proxy.ts), so that they
 * would only be weight, and a complaint in the browser's console. To be called after `packResponse`.
 */
export function leaveOutScripts(response: ServerResponse): void {
  const { write, end } = response;
  const parts: Buffer[] = [];
  Object.assign(response, {
    write(...args: unknown[]) {
      if (!isPage(response)) {
        return Reflect.apply(write, response, args);
      }
      parts.push(bytesOf(args[0]));
      return true;
    },
    end(...args: unknown[]) {
      if (!isPage(response)) {
        return Reflect.apply(end, response, args);
      }
      const whole = Buffer.concat([...parts.splice(0), bytesOf(args[0])]).toString();
      const done = args.find((one) => typeof one === "function");
      return Reflect.apply(end, response, [whole.replace(SCRIPTS, ""), ...(done ? [done] : [])]);
    },
  });
}

function isPage(response: ServerResponse): boolean {
  const [type = ""] = [response.getHeader("Content-Type")].flat();
  return String(type).startsWith("text/html");
}

function bytesOf(part: unknown): Buffer {
  return typeof part === "string" || part instanceof Uint8Array
    ? Buffer.from(part as Uint8Array)
    : Buffer.alloc(0);
}
