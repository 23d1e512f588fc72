import { Messages } from "@/components/layout/messages";
import type { MissingKind, SavedView } from "@/lib/saved-views/saved-view";
import type { ViewActions } from "./view-actions";
import { ViewBar } from "./view-bar";
import { ViewNotices } from "./view-notices";

/** The saved views above the tracker, with what must be said about the one that is open. */
export function ViewSection({
  isUnknown,
  isGone,
  missing,
  ...bar
}: {
  views: readonly SavedView[];
  current: SavedView | null;
  link: string;
  mayShare: boolean;
  mayDelete: boolean;
  actions: ViewActions;
  /** Whether the address names a view that the reader has not. */
  isUnknown: boolean;
  /** Whether the view that opened by itself is gone, which the reader hears of now. */
  isGone: boolean;
  missing: readonly MissingKind[];
}) {
  return (
    <Messages of={["views", "forms", "refusals"]}>
      <ViewBar {...bar} />
      <ViewNotices isUnknown={isUnknown} isGone={isGone} missing={missing} />
    </Messages>
  );
}
