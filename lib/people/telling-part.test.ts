import { describe, expect, it } from "vitest";
import { tellingPart } from "./telling-part";

describe("what of a name tells people apart", () => {
  it("is what follows a beginning that somebody else shares", () => {
    const all = ["Example Network, advocate", "Example Network, reader", "Jean-Pierre A"];
    expect(all.map((name) => tellingPart(name, all))).toEqual([
      "advocate",
      "reader",
      "Jean-Pierre A",
    ]);
    expect(tellingPart("شبكة، مدافع", ["شبكة، مدافع", "شبكة، قارئ"])).toBe("مدافع");
  });

  it("is the whole name where nobody shares its beginning, or it has none", () => {
    expect(tellingPart("Network, advocate", ["Network, advocate"])).toBe("Network, advocate");
    expect(tellingPart("Anna Berg", ["Anna Berg", "Anna Lund"])).toBe("Anna Berg");
  });
});
