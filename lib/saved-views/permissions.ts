import type { MembershipRole } from "@/db/reference/words";
import type { SavedView } from "./saved-view";

interface Asker {
  readonly role: MembershipRole;
}

/** Advocates and administrators show views to the whole organisation; everybody keeps their own. */
export const canShareViews = (actor: Asker) => actor.role !== "reader";

/** Owners, and administrators where it is shared. */
export const canDeleteView = (actor: Asker, view: Pick<SavedView, "isMine" | "isShared">) =>
  view.isMine || (view.isShared && actor.role === "administrator");
