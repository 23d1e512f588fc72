import type { SessionKind } from "@/db/reference/words";
import type { PaperLanguage } from "../paper/paper";
import { countUnits } from "../paper/units";

/** Words that are spoken in a minute; in Chinese signs are counted. */
export const speechPace = (language: PaperLanguage): number => (language === "zh" ? 240 : 130);

/** How long so many words take, in whole seconds. */
export const secondsOf = (words: number, language: PaperLanguage): number =>
  Math.round((words * 60) / speechPace(language));

/** How long it takes to say a sentence, in whole seconds. */
export const secondsFor = (text: string, language: PaperLanguage): number =>
  Math.max(1, secondsOf(countUnits(text), language));

/** How many words can be said in so many seconds. */
export const wordsIn = (seconds: number, language: PaperLanguage): number =>
  Math.floor((seconds * speechPace(language)) / 60);

/** Seconds as a clock shows them: 1:30. */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** How long a speech may be. Half minutes are counted. */
export const leastMinutes = 0.5;
export const mostMinutes = 60;

/** How many minutes a speaker of ours usually has. They change, so that each speech has its own. */
export const usualMinutes: Record<SessionKind, number> = {
  hrc_regular: 1.5,
  hrc_special: 1.5,
  upr_working_group: 2,
  upr_pre_session: 5,
  ga_third_committee: 3,
  bilateral: 3,
};
