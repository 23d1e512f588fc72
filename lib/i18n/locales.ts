/** The cookie that carries a person's chosen language; its value is a `LocaleCode`. */
export const localeCookie = "plenary.locale";

/** Languages with a complete catalogue. Adding one: a folder of messages, an index file, a line here. */
export const shippedLocales = ["en"] as const;

export type ShippedLocale = (typeof shippedLocales)[number];

/** `qps` is the pseudo-language of the tests; it exists only while PLENARY_PSEUDO=1. */
export type LocaleCode = ShippedLocale | "qps";

export type Direction = "ltr" | "rtl";

export type LocaleDetails = {
  code: LocaleCode;
  /** The BCP 47 tag for `lang`, next-intl, React Aria and plural rules. */
  tag: string;
  direction: Direction;
  /** The language's name in that language. */
  name: string;
};

/**
 * The pseudo-language's tag: English in Arabic script. Every engine falls back to English rules for it,
 * while React Aria and `Intl.Locale` still see a right-to-left script. `qps` itself would fall back to
 * the machine's own language, which differs between server and browser.
 */
export const pseudoTag = "en-Arab-XA";

const details: Record<LocaleCode, LocaleDetails> = {
  en: { code: "en", tag: "en", direction: "ltr", name: "English" },
  qps: { code: "qps", tag: pseudoTag, direction: "rtl", name: "⟦Ṕšéúđó⟧" },
};

/** Tells whether the pseudo-language may be chosen in this process. */
export function pseudoIsOn(): boolean {
  return process.env.PLENARY_PSEUDO === "1";
}

/** The languages that a person can choose here, for the settings page. */
export function availableLocales(): LocaleDetails[] {
  const codes: LocaleCode[] = pseudoIsOn() ? [...shippedLocales, "qps"] : [...shippedLocales];
  return codes.map((code) => details[code]);
}

/** The details of a language; `code` must be one of the known codes. */
export function localeDetails(code: LocaleCode): LocaleDetails {
  return details[code];
}

/** The details that belong to a tag which next-intl hands out; an unknown tag means English. */
export function localeByTag(tag: string): LocaleDetails {
  return Object.values(details).find((locale) => locale.tag === tag) ?? details.en;
}

function asAvailable(candidate: string | undefined): LocaleCode | undefined {
  return availableLocales().find((locale) => locale.code === candidate)?.code;
}

/**
 * Chooses a language: the person's cookie, else the best of Accept-Language among shipped catalogues,
 * else English. Never answers with a language that has no catalogue. The pseudo-language is chosen
 * by cookie only.
 */
export function chooseLocale(
  cookie: string | undefined,
  acceptLanguage: string | null | undefined,
): LocaleCode {
  const chosen = asAvailable(cookie);
  if (chosen) {
    return chosen;
  }
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: range.toLowerCase().split("-")[0], quality: Number(quality ?? 1) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const shipped = shippedLocales.find((code) => code === language);
    if (shipped) {
      return shipped;
    }
  }
  return "en";
}
