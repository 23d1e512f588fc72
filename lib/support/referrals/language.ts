import { type AlertLanguage, alertLanguages } from "@/db/reference/words";

/**
 * The language in which to write to an organisation, unless somebody chooses another: of those in which it writes, the
 * reader's own, who can then check the text; else English, else the first. English where nobody wrote down which.
 */
export function languageToWriteIn(known: readonly string[], reader: string): AlertLanguage {
  const among = alertLanguages.filter((one) => known.includes(one));
  const wanted = [reader.toLowerCase().split("-")[0], "en"];
  return (
    wanted.map((tag) => among.find((one) => one === tag)).find((one) => one !== undefined) ??
    among[0] ??
    "en"
  );
}
