import type { Settings } from "@/lib/commitments/settings";

/** A view as it is chosen from a list. */
export interface SavedView {
  id: string;
  name: string;
  isMine: boolean;
  isShared: boolean;
  /** Whose it is; null where that person is not known to the reader any more. */
  ownerName: string | null;
  /** Whether the tracker opens in it for the reader. */
  isDefault: boolean;
}

/** The view that an address names, with what it shows. */
export interface OpenView extends SavedView {
  settings: Settings;
}

export const longestName = 80;

/** What is said where another view of one's own is called so already. */
export const nameTaken = "views.nameTaken";

/** In an address: no view, where one would open by itself. */
export const noView = "none";

/** What a view looks at and the reader does not find there: gone, or not theirs to read, which look the same. */
export const missingKinds = ["case", "session", "state", "owner"] as const;
export type MissingKind = (typeof missingKinds)[number];
