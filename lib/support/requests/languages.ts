/** The languages that support organisations of the directory say they answer in; any other is told in words. */
export const requestLanguages = ["ar", "en", "es", "fr", "pt", "ru", "vi", "zh"] as const;
export type RequestLanguage = (typeof requestLanguages)[number];
