import { describe, expect, it } from "vitest";
import { ChangeCase, line, text } from "./input";

describe("what is typed about a case", () => {
  const says = (found: { error?: { issues: { message: string }[] } | undefined }) =>
    found.error?.issues[0]?.message;

  it("is told apart: too long, or missing", () => {
    expect(says(line(5).safeParse("123456"))).toBe("forms.tooLong");
    expect(says(line(5).safeParse("   "))).toBe("forms.missing");
    expect(says(line(5).safeParse(undefined))).toBe("forms.missing");
    expect(says(text(5).safeParse("123456"))).toBe("forms.tooLong");
  });

  it("was not verified on a day still to come", () => {
    const verified = (verifiedOn: string) =>
      says(
        ChangeCase.safeParse({
          section: "verification",
          caseId: "0198a6f0-0000-7000-8000-000000000000",
          verifiedOn,
        }),
      );
    expect(verified("2199-01-01")).toBe("forms.dateNotYet");
    expect(verified("2026-02-30")).toBe("forms.dateImpossible");
    expect(verified("2026-02-28")).toBeUndefined();
  });
});
