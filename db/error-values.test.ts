import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { withoutValues } from "./error-values";
import { ConnectionLost } from "./errors";

const typed = "Her real name";

/** As the driver makes it: statement and values can be neither deleted nor changed. */
function driverError(code: string, message: string): Error {
  const error = Object.assign(new Error(message), {
    name: "PostgresError",
    severity: "ERROR",
    code,
    detail: typed,
    hint: typed,
    where: `JSON data, line 1: ${typed}`,
    internal_query: typed,
    table_name: "cases",
    constraint_name: "cases_title_kept",
  });
  return Object.defineProperties(error, {
    query: { value: "select $1", enumerable: true },
    parameters: { value: [typed], enumerable: true },
    args: { value: [typed], enumerable: true },
  });
}

const shown = (error: unknown) => inspect(error, { showHidden: true, depth: 9 });

describe("an error that leaves the database's door", () => {
  it("says nothing of what was typed", () => {
    const error = withoutValues(
      new DrizzleQueryError(
        "select $1",
        [typed],
        driverError("22P02", `invalid input syntax for type uuid: "${typed}"`),
      ),
    );
    expect(error).toMatchObject({
      message: "database error 22P02",
      code: "22P02",
      severity: "ERROR",
      table_name: "cases",
      constraint_name: "cases_title_kept",
    });
    expect(shown(error)).not.toContain(typed);
    expect(shown(error)).not.toContain("select");
  });

  it.each([
    ["PL004", "an answer is never changed"],
    ["42501", "permission denied for table cases"],
    ["23514", 'new row violates check constraint "cases_title_kept"'],
  ])("keeps the message of %s", (code, message) => {
    const error = withoutValues(driverError(code, message));
    expect(error).toMatchObject({ code, message });
    expect(shown(error)).not.toContain(typed);
  });

  it("says nothing by its cause, and stays itself where it is none of the driver's", () => {
    const lost = new ConnectionLost("It ended.", "undone", { cause: driverError("57P01", typed) });
    expect(withoutValues(lost)).toBe(lost);
    expect(shown(lost)).not.toContain(typed);
    const own = new TypeError("own");
    expect(withoutValues(own)).toBe(own);
  });

  it("comes to an end where causes lead round in a circle", () => {
    const [one, other] = [new Error("one"), new Error("other")];
    one.cause = other;
    other.cause = one;
    expect(withoutValues(one)).toBe(one);
  });
});
