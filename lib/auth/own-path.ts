/**
 * The path to go on to, when it is one of ours; null for anything that a browser might read as another site.
 * Takes a path or a whole address of our own origin.
 */
export function ownPath(target: string, origin: string): string | null {
  if (/[\\\s]/.test(target) || target.startsWith("//")) {
    return null;
  }
  if (!target.startsWith("/") && !target.startsWith(`${origin}/`) && target !== origin) {
    return null;
  }
  try {
    const url = new URL(target, origin);
    return url.origin === origin && !url.pathname.startsWith("//")
      ? url.pathname + url.search + url.hash
      : null;
  } catch {
    return null;
  }
}
