import "server-only";
import type { AlertLanguage } from "@/db/reference/words";
import { factWords } from "@/lib/alerts/fact-words";
import { isRightToLeft } from "@/lib/briefs/paper/paper";
import { paperWords } from "@/lib/briefs/words";
import { dateTags } from "@/lib/i18n/alert-dates";
import { languageName } from "@/lib/i18n/language-name";
import { stateName } from "@/lib/states/names";
import type { TextWords } from "./referral-text";

/** The words of a text for a support organisation, in the language in which it is written to. */
export function referralWords(language: AlertLanguage): TextWords {
  const say = paperWords(language);
  const { date, list } = factWords(language);
  return {
    line: (field, value) => say("lead", { what: say(`referral.field.${field}`) }) + value,
    heading: (part) => say(`referral.part.${part}`),
    kind: (kind) => say(`referral.kind.${kind}`),
    urgency: (urgency) => say(`referral.urgency.${urgency}`),
    heldBy: (channel, holder) => say("referral.heldBy", { channel, holder }),
    inBrackets: (what) => say("inBrackets", { what }),
    asTyped: say("referral.asTyped"),
    typed: (written) => setApart(written, language),
    amount: (amount, currency) => writeAmount(amount, currency, language),
    language: (code) => languageName(code, language),
    state: (names) => stateName({ names }, language),
    list,
    day: (day) => date({ precision: "day", from: day }),
  };
}

/** An amount in words that no other currency has: "1,500 US dollars". */
function writeAmount(amount: string, currency: string, language: AlertLanguage): string {
  const format = new Intl.NumberFormat(dateTags[language], {
    style: "currency",
    currency,
    currencyDisplay: "name",
    minimumFractionDigits: amount.includes(".") ? 2 : 0,
  });
  // As a string: what was typed is never rounded.
  return format.format(amount as Intl.StringNumericLiteral);
}

/**
 * What somebody typed, with each line set apart where it may run the other way: a telephone number among Arabic words
 * would else be read from its end.
 */
function setApart(written: string, language: AlertLanguage): string {
  const isTurned = isRightToLeft(language) || /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(written);
  return isTurned ? written.replace(/.+/g, (line) => `\u2068${line}\u2069`) : written;
}
