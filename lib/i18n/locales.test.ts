import { afterEach, describe, expect, it, vi } from "vitest";
import { availableLocales, chooseLocale, localeByTag, pseudoTag } from "./locales";

afterEach(() => vi.unstubAllEnvs());

describe("choosing a language", () => {
  it("takes the cookie first", () => {
    expect(chooseLocale("en", "fr;q=0.9")).toBe("en");
  });

  it("never answers with a language that has no catalogue", () => {
    expect(chooseLocale("xx", "xx-YY, zz;q=0.8")).toBe("en");
    expect(chooseLocale(undefined, "*")).toBe("en");
    expect(chooseLocale(undefined, null)).toBe("en");
    expect(chooseLocale(undefined, "en;q=0, ;;;q=x,")).toBe("en");
  });

  it("offers the pseudo-language only when it is switched on", () => {
    vi.stubEnv("PLENARY_PSEUDO", "");
    expect(chooseLocale("qps", null)).toBe("en");
    expect(availableLocales().map((locale) => locale.code)).not.toContain("qps");
    vi.stubEnv("PLENARY_PSEUDO", "1");
    expect(chooseLocale("qps", null)).toBe("qps");
    expect(chooseLocale(undefined, "qps")).toBe("en");
    expect(localeByTag(pseudoTag).direction).toBe("rtl");
  });

  it("gives the pseudo-language English rules everywhere", () => {
    expect(new Intl.PluralRules(pseudoTag).resolvedOptions().locale).toMatch(/^en/);
    expect(new Intl.Locale(pseudoTag).maximize().script).toBe("Arab");
  });
});
