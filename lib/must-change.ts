import { Refusal } from "./refusal";

/**
 * For `update … returning` and `delete … returning`: what the wall hides from a change is simply not there, so no row
 * changed means that the actor may not, and it is said the same way for what does not exist.
 */
export async function mustChange(rows: PromiseLike<unknown[]>): Promise<void> {
  if ((await rows).length === 0) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
}
