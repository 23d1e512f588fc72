import { notFound } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { findStateByKey, isStateOpen, type State } from "@/lib/states/queries";

/** The State of the address, as its own page finds it; not found and not open look the same. */
export async function stateOf(actor: Actor, key: string): Promise<State> {
  const state = await findStateByKey(actor, key);
  if (!state || !(await isStateOpen(actor, state))) {
    notFound();
  }
  return state;
}
