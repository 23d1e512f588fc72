import { z } from "zod";

/** Arabic and Persian digits, as those of ours. */
const inOurDigits = (text: string) =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** Money as people type it: a comma or a point before hundredths, spaces or apostrophes between thousands. */
export const amount = z
  .string()
  .optional()
  .transform((given) =>
    inOurDigits(given ?? "")
      .replace(/[\s’']/g, "")
      .replace(",", "."),
  )
  .refine(
    (given) => given === "" || (/^\d{1,9}(\.\d{1,2})?$/.test(given) && Number(given) > 0),
    "support.form.amountWrong",
  );

/** The codes of currencies (ISO 4217) that the runtime knows. */
export const currencies = (): string[] => Intl.supportedValuesOf("currency");

/** ISO 4217, in any case of letters. */
export const currency = z
  .string()
  .optional()
  .transform((given) => (given ?? "").trim().toUpperCase())
  .refine((given) => given === "" || currencies().includes(given), "support.form.currencyWrong");

export function moneyHasACurrency(
  given: { amount: string; currency: string },
  context: z.RefinementCtx,
): void {
  if ((given.amount === "") !== (given.currency === "")) {
    context.addIssue({
      code: "custom",
      path: [given.amount === "" ? "amount" : "currency"],
      message: given.amount === "" ? "support.form.amountMissing" : "support.form.currencyMissing",
    });
  }
}

export interface Money {
  /** In whole and hundredths, with a point. */
  amount: string;
  currency: string;
}

/** What was granted in all by those who said yes, one sum of each currency. */
export function grantedSums(
  referrals: readonly { outcome: string | null; answer: Money | null }[],
): Money[] {
  const hundredths = new Map<string, number>();
  for (const { outcome, answer } of referrals) {
    if (outcome === "accepted" && answer?.amount) {
      const before = hundredths.get(answer.currency) ?? 0;
      hundredths.set(answer.currency, before + Math.round(Number(answer.amount) * 100));
    }
  }
  return [...hundredths].map(([currency, sum]) => ({
    amount: sum % 100 === 0 ? String(sum / 100) : (sum / 100).toFixed(2),
    currency,
  }));
}
