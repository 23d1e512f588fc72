/** What the palette finds; `/search?q=` answers with `{ groups: FoundGroup[] }`. */
export type FoundItem = { label: string; hint?: string | null; href: string };
export type FoundGroup = { kind: string; items: FoundItem[] };

/** The kinds that have a heading of their own; others stand under "Found". */
export const foundKinds = [
  "states",
  "cases",
  "alerts",
  "sessions",
  "commitments",
  "people",
  "other",
] as const;

export type FoundKind = (typeof foundKinds)[number];

/** Asks the server; `null` when it does not answer. Only addresses of this site are taken. */
export async function searchFor(query: string, signal: AbortSignal): Promise<FoundGroup[] | null> {
  try {
    const answer = await fetch(`/search?q=${encodeURIComponent(query)}`, {
      signal,
      headers: { accept: "application/json" },
    });
    if (!answer.ok) {
      return null;
    }
    const { groups } = (await answer.json()) as { groups: FoundGroup[] };
    return groups
      .map((group) => ({
        ...group,
        items: group.items.filter(({ href }) => /^\/(?!\/)/.test(href)),
      }))
      .filter((group) => group.items.length > 0);
  } catch {
    return null;
  }
}
