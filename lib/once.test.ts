import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { keyed, onceOnly, rowIdOf } from "./once";
import { Refusal } from "./refusal";

const actor = { membershipId: uuidv7() };
const once = uuidv7();

describe("the id of a row that a form makes", () => {
  it("is the same for the same sending and another for anything else", () => {
    const id = rowIdOf(actor, "defenders", { label: "a" }, once);
    expect(z.uuid().parse(id)).toBe(id);
    expect(rowIdOf(actor, "defenders", { label: "a" }, once)).toBe(id);
    const others = [
      rowIdOf({ membershipId: uuidv7() }, "defenders", { label: "a" }, once),
      rowIdOf(actor, "cases", { label: "a" }, once),
      rowIdOf(actor, "defenders", { label: "b" }, once),
      rowIdOf(actor, "defenders", { label: "a" }, uuidv7()),
    ];
    expect(new Set([id, once, ...others]).size).toBe(6);
  });
});

describe("adding once", () => {
  const taken = async () => {
    throw new Refusal("already-done", "refusals.alreadyDone");
  };

  it("answers a second sending as the first, and still refuses what somebody else took", async () => {
    expect(await onceOnly<string>(taken, async () => "first")).toBe("first");
    await expect(onceOnly(taken, async () => undefined)).rejects.toBeInstanceOf(Refusal);
  });

  it("takes a form without a key, and one with a spoilt key", () => {
    const schema = keyed(z.object({ label: z.string() }));
    expect(schema.parse({ label: "a" })).toEqual({ label: "a" });
    expect(schema.parse({ label: "a", once: "spoilt" })).toEqual({ label: "a" });
    expect(schema.parse({ label: "a", once })).toEqual({ label: "a", once });
  });
});
