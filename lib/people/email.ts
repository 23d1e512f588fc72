const longestAddress = 254;
const longestLocal = 64;
const local = /^[a-z0-9_%+'-]+(\.[a-z0-9_%+'-]+)*$/;
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{2,59}|[a-z]{2,63})$/;

/**
 * The one form in which an e-mail address is kept and looked up, or null when it can't be used. Two addresses that
 * a mail server may take for different people never become one, and one that only looks like another is refused:
 * several or full-width @, quotes, comments, and letters beyond ASCII before the @.
 */
export function canonicalEmail(text: string): string | null {
  const normal = text.trim().normalize("NFKC").toLowerCase();
  // Look-alikes of @ become a plain one by normalising; then two programs may see two different domains.
  if (normal.length > longestAddress || count(text, "@") !== 1 || count(normal, "@") !== 1) {
    return null;
  }
  const [before = "", after = ""] = normal.split("@");
  const host = asciiHost(after);
  if (before.length > longestLocal || !local.test(before) || !host || !domain.test(host)) {
    return null;
  }
  return `${before}@${host}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** A domain in a script of its own is written as mail servers write it. */
function asciiHost(host: string): string | null {
  if (/[^\p{L}\p{M}\p{N}.-]/u.test(host)) {
    return null;
  }
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}
