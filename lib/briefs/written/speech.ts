import type { PaperLanguage } from "../paper/paper";
import { countUnits } from "../paper/units";

/** Words that are spoken in a minute; in Chinese signs are counted. */
export const speechPace = (language: PaperLanguage): number => (language === "zh" ? 240 : 130);

/** How long it takes to say a sentence, in whole seconds. */
export const secondsFor = (text: string, language: PaperLanguage): number =>
  Math.max(1, Math.round((countUnits(text) * 60) / speechPace(language)));
