import { describe, expect, it } from "vitest";
import { ChangeCommitment } from "./input";
import { plainParams, readView } from "./view";

describe("an address of the list", () => {
  it("asks for nothing that the database cannot keep", () => {
    expect(readView({ q: "\0" }, []).q).toBeUndefined();
    expect(readView({ q: " law\0yer\ud800" }, []).q).toBe("lawyer\ufffd");
    expect(readView({ q: `${"a".repeat(99)}👩` }, []).q).toBe(`${"a".repeat(99)}\ufffd`);
  });

  it("becomes plain with the names it knows, and no others", () => {
    const params = JSON.parse('{"__proto__":"1","stage":["asked","agreed"],"q":"a","x":"y"}');
    // As the pages are given it: the name of something that every object has.
    Object.assign(params, { constructor: [Object, "2"], case: "" });
    expect(new URLSearchParams(plainParams(params)).toString()).toBe("q=a&stage=asked%2Cagreed");
  });
});

describe("a change", () => {
  it("has no word from a day that has not come", () => {
    const found = ChangeCommitment.safeParse({
      id: "0198a6f0-0000-7000-8000-000000000000",
      changes: { wordOn: "2199-01-01" },
    });
    expect(found.error?.issues).toMatchObject([{ message: "forms.dateNotYet" }]);
  });
});
