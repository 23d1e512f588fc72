import "server-only";
import { revalidatePath } from "next/cache";
import type { ThatAlert } from "./input";

/** The address of an alert's first page. */
export const pageOf = ({ caseId, alertId }: ThatAlert) => `/cases/${caseId}/alerts/${alertId}`;

/** Draws every page of an alert anew, and the list that it stands in. */
export function drawAnew({ caseId, alertId }: ThatAlert): void {
  revalidatePath(`/cases/${caseId}/alerts`, "layout");
  revalidatePath(pageOf({ caseId, alertId }), "layout");
}
