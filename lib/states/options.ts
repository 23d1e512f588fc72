import { stateName } from "./names";

/** States as the choices of a select, by their name in the reader's language. */
export function stateOptions(
  states: readonly { code: string; names: Record<string, string> }[],
  locale: string,
): { value: string; label: string }[] {
  return states
    .map((state) => ({ value: state.code, label: stateName(state, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
