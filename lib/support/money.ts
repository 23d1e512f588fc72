import { z } from "zod";

/** Money as people type it: a comma or a point before hundredths, spaces or apostrophes between thousands. */
export const amount = z
  .string()
  .optional()
  .transform((given) => (given ?? "").replace(/[\s’']/g, "").replace(",", "."))
  .refine(
    (given) => given === "" || /^\d{1,9}(\.\d{1,2})?$/.test(given),
    "support.form.amountWrong",
  );

/** ISO 4217, in any case of letters. */
export const currency = z
  .string()
  .optional()
  .transform((given) => (given ?? "").trim().toUpperCase())
  .refine((given) => given === "" || /^[A-Z]{3}$/.test(given), "support.form.currencyWrong");

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
