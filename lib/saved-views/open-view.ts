import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { SearchParams } from "@/lib/commitments/settings";
import { shownAt, type TrackerPlace } from "@/lib/commitments/tracker-place";
import { forgetGoneView } from "./commands";
import { listViews } from "./queries";
import { noView, type OpenView, type SavedView } from "./saved-view";

export interface Opened {
  views: SavedView[];
  current: OpenView | null;
  place: TrackerPlace;
  /** What the address shows, whichever way it says it. */
  shown: Record<string, string>;
  /** Whether it names a view that the actor has not: none at all and somebody else's look the same. */
  isUnknown: boolean;
  /** The view that opens by itself, where the address says nothing. */
  goTo: string | null;
  /** The view that opened by itself is gone, or is shared no more, and the actor had not been told. */
  isGone: boolean;
}

/**
 * What the tracker shows at an address, and from which saved view. That the view which opened by itself is gone is said
 * where it would have opened, once.
 */
export async function openView(actor: Actor, params: SearchParams): Promise<Opened> {
  const saved = typeof params.saved === "string" ? params.saved : undefined;
  const { views, open, isGone } = await listViews(actor, saved);
  const isBare = Object.keys(params).length === 0;
  if (isGone && isBare) {
    await forgetGoneView(actor);
  }
  const opening = views.find((view) => view.isDefault);
  const place: TrackerPlace = {
    saved: open && { id: open.id, settings: open.settings },
    hasDefault: opening !== undefined,
  };
  return {
    views,
    current: open,
    place,
    shown: shownAt(params, place),
    isUnknown: saved !== undefined && saved !== noView && !open,
    goTo: isBare ? (opening?.id ?? null) : null,
    isGone: isGone && isBare,
  };
}
