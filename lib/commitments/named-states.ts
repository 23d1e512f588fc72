import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { stateName } from "@/lib/states/names";
import { listStates, type State } from "@/lib/states/queries";
import type { NamedState } from "./commitment";

export type States = ReadonlyMap<string, NamedState & { state: State }>;

/**
 * Every State in use, by its name in the reader's language. The invented ones too, wherever the reader comes from: a
 * partner may share the example, and a row whose State had no place in an order would vanish from the list.
 */
export async function namedStates(actor: Actor): Promise<States> {
  const named = (await listStates({ ...actor, hasExample: true })).map((state) => ({
    code: state.code,
    key: state.key,
    name: stateName(state, actor.locale),
    state,
  }));
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  named.sort((a, b) => order.compare(a.name, b.name));
  return new Map(named.map((state) => [state.code, state]));
}

/** A retired State, or an invented one where the example is gone, keeps its code as its name. */
export function plainState(state: NamedState | undefined, code: string): NamedState {
  return state
    ? { code: state.code, key: state.key, name: state.name }
    : { code, key: code.toLowerCase(), name: code };
}

/** The regional group of a State, or empty where it has none or is not in use. */
export const regionOf = (states: States, code: string): string =>
  states.get(code)?.state.regionalGroup ?? "";
