/**
 * A failure that its message explains completely: the program prints the
 * message as it is, without a stack, and ends with exit code 1.
 */
export class Sentence extends Error {
  override name = "Sentence";
}

/** Errors of other rooms that carry the same promise, told by name because db and env import nothing of ours. */
const EXPLAINED = new Set(["Sentence", "ConfigurationRefused", "MigrationRefused"]);

/** True when the error's message alone is what a person should read. */
export function isExplained(error: unknown): error is Error {
  return error instanceof Error && EXPLAINED.has(error.name);
}
