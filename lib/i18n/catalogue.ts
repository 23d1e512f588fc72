import type { LocaleCode } from "./locales";
import en from "./messages/en";
import { pseudoCatalogue } from "./pseudo";

/** The shape of a complete catalogue: that of English. */
export type Catalogue = typeof en;

/** The name of one file of messages. */
export type Namespace = keyof Catalogue;

let pseudo: Catalogue | undefined;

/** The messages of a language. The pseudo-language is made from English once per process. */
export function catalogueFor(code: LocaleCode): Catalogue {
  if (code === "qps") {
    pseudo ??= pseudoCatalogue(en);
    return pseudo;
  }
  return en;
}
