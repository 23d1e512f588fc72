import type { AlertLanguage } from "@/db/reference/words";
import type { SignaturesSince } from "./edition";
import { editionWords } from "./words";

const sentence: Record<AlertLanguage, (names: string) => string> = {
  ar: (names) => `وقّعت منذ ذلك الحين: ${names}.`,
  en: (names) => `Signed since by ${names}.`,
  es: (names) => `Firmado después por ${names}.`,
  fr: (names) => `Signé depuis par ${names}.`,
  ru: (names) => `С тех пор подписали: ${names}.`,
  zh: (names) => `此后签署：${names}。`,
};

/** What a new edition of the same text says of itself where other names or capacities stand under it, in its own language. */
export const listChanged: Record<AlertLanguage, string> = {
  ar: "تغيّرت قائمة الموقّعين.",
  en: "The list of signatories has changed.",
  es: "La lista de firmantes ha cambiado.",
  fr: "La liste des signataires a changé.",
  ru: "Список подписавших изменился.",
  zh: "签署名单有变更。",
};

/**
 * What a new edition of the same text says of itself, in its own language: who has signed since the one before; where
 * names went or capacities changed, only that the list is another.
 */
export function signedSince(
  language: AlertLanguage,
  { named, unnamed, gone }: Pick<SignaturesSince, "named" | "unnamed" | "gone">,
): string {
  if (gone.length > 0 || (named.length === 0 && unnamed <= 0)) {
    return listChanged[language];
  }
  const names = new Intl.ListFormat(language, { type: "conjunction" }).format(named);
  return [
    named.length > 0 ? sentence[language](names) : "",
    unnamed > 0 ? editionWords[language].unnamed(unnamed, named.length > 0) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
