import { expect, it } from "vitest";
import { writeMoney } from "@/lib/i18n/format";
import { grantedSums } from "./money";

const referral = (outcome: string | null, amount: string, currency: string) => ({
  outcome,
  answer: { amount, currency },
});

it("adds up what was granted, by currency, of those who said yes alone", () => {
  expect(
    grantedSums([
      referral("accepted", "0.1", "EUR"),
      referral("accepted", "0.20", "EUR"),
      referral("accepted", "7000", "CHF"),
      referral("refused", "500", "EUR"),
      referral(null, "500", "EUR"),
      referral("accepted", "", ""),
      { outcome: "accepted", answer: null },
    ]),
  ).toEqual([
    { amount: "0.30", currency: "EUR" },
    { amount: "7000", currency: "CHF" },
  ]);
});

it("is written with the separators of the reader's language", () => {
  const written = (amount: string, locale: string) =>
    writeMoney({ amount, currency: "EUR" }, locale).replace(/\s/g, " ");
  expect(written("7000000", "en")).toBe("7,000,000 EUR");
  expect(written("1500.5", "en")).toBe("1,500.50 EUR");
  expect(written("1500.5", "fr")).toBe("1 500,50 EUR");
});
