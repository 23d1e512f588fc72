/** The six official languages of the United Nations: every State has a name in each. */
export const unLanguages = ["en", "fr", "es", "ru", "ar", "zh"] as const;

export type UnLanguage = (typeof unLanguages)[number];
