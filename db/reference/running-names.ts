import type { UnLanguage } from "./languages";

/**
 * The two States whose listed short name is as long as a formal one, in the form that United Nations documents use in
 * running text. The full names stay among the formal ones and the aliases.
 */
export const runningNames: Readonly<Record<string, Record<UnLanguage, string>>> = {
  GBR: {
    en: "United Kingdom",
    fr: "Royaume-Uni",
    es: "Reino Unido",
    ru: "Соединенное Королевство",
    ar: "المملكة المتحدة",
    zh: "联合王国",
  },
  USA: {
    en: "United States",
    fr: "États-Unis",
    es: "Estados Unidos",
    ru: "Соединенные Штаты",
    ar: "الولايات المتحدة",
    zh: "美国",
  },
};
