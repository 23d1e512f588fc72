/**
 * What an action answers when it did nothing because of one field, and must say what in that field it means ("Atlantis").
 * A form shows it like any other fault of a field. `message` is a key of the catalogue, `says` what stands in it.
 */
export interface AskedAgain {
  outcome: "asked-again";
  field: string;
  message: string;
  says: Record<string, string | number>;
  /** What was typed, by the names of the form's fields, so that nothing is lost. */
  values: Record<string, string[]>;
}

/** Sends a form back with all that was typed. A list goes to the fields named `x[]`. */
export function askAgain(
  input: Record<string, unknown>,
  field: string,
  message: string,
  says: Record<string, string | number>,
): AskedAgain {
  const values: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(input)) {
    if (Array.isArray(value)) {
      values[`${name}[]`] = value.map(String);
    } else if (value !== undefined && value !== null) {
      values[name] = [String(value)];
    }
  }
  return { outcome: "asked-again", field, message, says, values };
}

/** Whether an action's answer is such a question. */
export function isAskedAgain(result: unknown): result is AskedAgain {
  return (
    typeof result === "object" &&
    result !== null &&
    "outcome" in result &&
    result.outcome === "asked-again"
  );
}
