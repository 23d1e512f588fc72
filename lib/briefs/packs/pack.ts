import type { AlertLanguage, PackReason } from "@/db/reference/words";

/** So many missions a pack may be for: every State. */
export const mostMissions = 250;

/** With which missions the list begins to be chosen. */
export const beginnings = ["none", "members", "asked"] as const;
export type Beginning = (typeof beginnings)[number];

/** A mission that a pack may be for. */
export interface MissionChoice {
  key: string;
  name: string;
  language: AlertLanguage;
  isChosen: boolean;
}

/** What became of one mission of a pack. */
export interface PackMission {
  place: number;
  stateCode: string;
  names: Record<string, string>;
  language: AlertLanguage;
  reason: PackReason | null;
  /** Null while it waits, and where its cases are not its reader's any more. */
  briefId: string | null;
  stands: boolean;
  /** When its file goes out; null while that waits for a second person, and where there is none. */
  leavesAt: Date | null;
  isSettled: boolean;
  /** What was written for it, where it was not made. */
  draftId: string | null;
}

/** Which of the six languages somebody meant who wrote its name down, in English or in itself. */
export function languageNamed(
  written: string,
  languages: readonly AlertLanguage[],
): AlertLanguage | undefined {
  const text = written.trim().toLowerCase();
  return languages.find((one) =>
    ["en", one].some((locale) => {
      const name = new Intl.DisplayNames([locale], { type: "language" }).of(one) ?? one;
      return text !== "" && (text === one || text.startsWith(name.toLowerCase()));
    }),
  );
}
