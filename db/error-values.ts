import { DrizzleQueryError } from "drizzle-orm";

/** What the server says about an error that names only parts of the schema. */
const harmless = [
  "severity",
  "constraint_name",
  "schema_name",
  "table_name",
  "column_name",
  "routine",
] as const;

/** Our own refusals, rights and constraints: their messages name rules and tables, never what somebody typed. */
const speaksPlainly = /^(PL|23|42501)/;

/** An error of a statement, without anything that was in the statement. */
export class StatementFailed extends Error {
  override name = "StatementFailed";

  constructor(
    message: string,
    /** The SQLSTATE, or the driver's own word for what happened. */
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/**
 * The error as it may be printed: statements, their values, and whatever of them the server repeats in its message,
 * detail, hint or context are gone. The code stays, and the names of tables and constraints. An error that did not come
 * from a statement comes back itself.
 */
export function withoutValues(error: unknown): unknown {
  return cleaned(error, new Set());
}

/** Causes may lead back to where they came from: one lost connection is the cause of many, and of itself. */
function cleaned(error: unknown, seen: Set<unknown>): unknown {
  if (error instanceof DrizzleQueryError) {
    return error.cause
      ? cleaned(error.cause, seen)
      : new StatementFailed("A query failed.", undefined);
  }
  if (!(error instanceof Error) || seen.has(error)) {
    return error;
  }
  seen.add(error);
  // The driver adds statement and values to its errors so that they can't be deleted: it takes another error.
  if (error.name === "PostgresError" || "parameters" in error) {
    return withoutStatement(error as Error & Record<string, unknown>);
  }
  if (error.cause !== undefined) {
    error.cause = cleaned(error.cause, seen);
  }
  return error;
}

function withoutStatement(error: Error & Record<string, unknown>): StatementFailed {
  const code = typeof error.code === "string" ? error.code : undefined;
  const isPlain = error.name === "PostgresError" && code && speaksPlainly.test(code);
  const failed = new StatementFailed(
    isPlain ? error.message : `database error ${code ?? error.name}`,
    code,
  );
  for (const name of harmless) {
    if (error[name] !== undefined) {
      Object.assign(failed, { [name]: error[name] });
    }
  }
  return failed;
}
