import { describe, expect, it } from "vitest";
import { canonicalEmail } from "./email";

describe("an e-mail address", () => {
  it.each([
    ["ana@example.org", "ana@example.org"],
    ["  Ana.Maria@Example.ORG ", "ana.maria@example.org"],
    ["a+geneva@example.org", "a+geneva@example.org"],
    ["o'neil@example.org", "o'neil@example.org"],
    ["ana@münchen.example", "ana@xn--mnchen-3ya.example"],
    ["ａｎａ@example.org", "ana@example.org"],
  ])("is kept in one form: %s", (typed, kept) => {
    expect(canonicalEmail(typed)).toBe(kept);
  });

  it.each([
    "a@evil.example,ana@example.org",
    '"e@attacker.example"@victim.example',
    "ana＠evil.example@example.org",
    "ana＠example.org",
    "ana﹫example.org",
    "a@b@c.example",
    "аna@example.org",
    "ana@localhost",
    "ana@127.0.0.1",
    "ana@[::1]",
    "ana@example.org/path",
    "ana@example.org:25",
    "ana@user:pass@example.org",
    "ana\n@example.org",
    "ana@exam\u0000ple.org",
    "ana(x)@example.org",
    ".ana@example.org",
    "ana..b@example.org",
    `${"a".repeat(65)}@example.org`,
    "ana@",
    "@example.org",
    "",
  ])("is refused when it can be read in two ways or not at all: %j", (typed) => {
    expect(canonicalEmail(typed)).toBeNull();
  });

  it("stays the same when it is made canonical twice", () => {
    const once = canonicalEmail("Ana@MÜNCHEN.example") ?? "";
    expect(canonicalEmail(once)).toBe(once);
  });
});
