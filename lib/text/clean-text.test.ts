import { describe, expect, it } from "vitest";
import { cleanText, cleanTexts } from "./clean-text";

describe("text for the database", () => {
  it("loses what the database cannot keep, and nothing else", () => {
    expect(cleanText("a\0b\ud800c\udc00")).toBe("ab\ufffdc\ufffd");
    const whole = "Zoë, 👩‍⚖️ العربية\n\t";
    expect(cleanText(whole)).toBe(whole);
  });

  it("is cleaned wherever it stands", () => {
    const file = new File(["\0"], "a.txt");
    expect(
      cleanTexts({ id: 1, none: null, changes: { nextStep: "\0Call" }, list: ["\ud800", file] }),
    ).toEqual({ id: 1, none: null, changes: { nextStep: "Call" }, list: ["\ufffd", file] });
  });

  it("sets no prototype", () => {
    const cleaned = cleanTexts(JSON.parse('{"__proto__":{"isAdministrator":true}}'));
    expect((cleaned as { isAdministrator?: boolean }).isAdministrator).toBeUndefined();
  });
});

it("reads as it was typed, whatever tries to turn it round", () => {
  expect(cleanText("safe\u202egnp.exe\u202c")).toBe("safegnp.exe\u202c");
  // What Arabic and Hebrew beside Latin need stays.
  expect(cleanText("\u200fالاسم\u200e (\u2068NGO\u2069)")).toBe(
    "\u200fالاسم\u200e (\u2068NGO\u2069)",
  );
});
