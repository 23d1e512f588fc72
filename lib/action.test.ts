import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineAction, isDefinedAction, isPublicAction } from "./action";

const files = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)actions\.ts$/.test(file))
  .sort();

/** The only actions of people who are not signed in; each asks for a one-time token first. */
const open = ["invitations joinAsKnownPerson", "invitations joinAsNewPerson", "set-up setUp"];

const exportsOf = async (file: string) =>
  Object.entries((await import(join(process.cwd(), "lib", file))) as Record<string, unknown>);

// Next publishes every export of a "use server" file as an endpoint that anyone can call.
describe("the actions", () => {
  it("are found", () => {
    expect(files.length).toBeGreaterThan(3);
  });

  it.each(files)("of %s are all guarded", async (file) => {
    const loose = (await exportsOf(file)).filter(
      ([, value]) => !isDefinedAction(value) && !isPublicAction(value),
    );
    expect(loose.map(([name]) => name)).toEqual([]);
  });

  it("that need no sign-in are these and no others", async () => {
    const found: string[] = [];
    for (const file of files) {
      for (const [name, value] of await exportsOf(file)) {
        if (isPublicAction(value)) {
          found.push(`${file.replace(/\/?actions\.ts$/, "")} ${name}`);
        }
      }
    }
    expect(found.sort()).toEqual(open);
  });

  it("are told apart from any other function", () => {
    const guarded = defineAction({ input: z.object({}), run: async () => 1 });
    expect(isDefinedAction(guarded)).toBe(true);
    expect(isPublicAction(guarded)).toBe(false);
    expect(isDefinedAction(async () => 1)).toBe(false);
    expect(isDefinedAction((...sent: Parameters<typeof guarded>) => guarded(...sent))).toBe(false);
  });
});
