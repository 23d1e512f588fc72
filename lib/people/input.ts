import { z } from "zod";
import { themes } from "@/db/reference/words";
import { faultOf, longestPassword, type PasswordFault } from "@/lib/auth/passwords";
import { availableLocales } from "@/lib/i18n/locales";
import { canonicalEmail } from "./email";
import { timeZones, zoneOfToday } from "./time-zones";

const longestName = 120;

/** A name as people write it: one line, in any script. `missing` is the message when there is none. */
export function nameOf(missing: string) {
  return z
    .string({ error: missing })
    .transform((text) => text.normalize("NFC").replaceAll(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(longestName, "forms.tooLong")
        // Control characters and marks that turn the direction could make one name look like another.
        .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, "forms.invalid"),
    );
}

/** A person's own name. */
export const PersonName = nameOf("signIn.faults.name");

/** An e-mail address, made canonical. */
export const EmailAddress = z
  .string({ error: "signIn.faults.email" })
  .transform((text, context) => {
    const email = canonicalEmail(text);
    if (!email) {
      context.addIssue({ code: "custom", message: "signIn.faults.email" });
      return z.NEVER;
    }
    return email;
  });

/** A password that is typed to be checked: any text of a length that can be one. */
export const TypedPassword = z
  .string({ error: "signIn.faults.password" })
  .max(longestPassword * 4, "signIn.faults.password");

/** Refuses a password that can't be taken, beside the things that it must not be made of. */
export function checkNewPassword<Fields extends { password: string }>(
  words: (fields: Fields) => string[],
) {
  return (fields: Fields, context: z.RefinementCtx): void => {
    const fault = faultOf(fields.password, ["plenary", ...words(fields)]);
    if (fault) {
      context.addIssue({ code: "custom", path: ["password"], message: faultMessages[fault] });
    }
  };
}

const faultMessages: Record<PasswordFault, string> = {
  passwordTooShort: "signIn.faults.passwordTooShort",
  passwordTooLong: "signIn.faults.passwordTooLong",
  passwordTooCommon: "signIn.faults.passwordTooCommon",
};

/** One of the languages that can be chosen here. */
export const Locale = z
  .string()
  .refine((code) => availableLocales().some((locale) => locale.code === code), "forms.invalid");

/** A time zone, by its name of today or of yesterday. */
export const TimeZone = z
  .string()
  .transform(zoneOfToday)
  .refine((zone) => timeZones().includes(zone), "forms.invalid");

export const Preferences = z.object({
  name: PersonName,
  locale: Locale,
  timeZone: TimeZone,
  theme: z.enum(themes),
  lowData: z.literal("on").optional(),
});
export type Preferences = z.output<typeof Preferences>;

export const PasswordChange = z
  .object({ current: TypedPassword, password: TypedPassword })
  .superRefine(checkNewPassword(() => []));
export type PasswordChange = z.output<typeof PasswordChange>;
