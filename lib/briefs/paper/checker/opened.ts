/** As what a paper leaves the house. */
export const paperFormats = ["pdf", "docx", "html", "txt"] as const;
export type PaperFormat = (typeof paperFormats)[number];

/** A finished file as somebody finds it who looks for more than it shows. */
export interface Opened {
  /** What is read, a line for each thing that stands alone. */
  lines: string[];
  /** What stands on each page around the text. */
  frame: string[];
  /** Words that no page shows: titles, alternative texts, bookmarks, names of parts, and whatever lies unread. */
  besides: string[];
  /** What the file says of itself beyond its title and its language. */
  metadata: string[];
  /** Addresses that the file leads to or loads from. */
  references: string[];
  /** Text that is in the file and not to be seen. */
  hidden: string[];
  /** Whatever would run. */
  scripts: string[];
  /** Parts that do not belong into such a file. */
  attached: string[];
}

/** Nothing found yet. */
export const nothingFound = (): Opened => ({
  lines: [],
  frame: [],
  besides: [],
  metadata: [],
  references: [],
  hidden: [],
  scripts: [],
  attached: [],
});

/** Smaller than this nobody reads, in points. */
export const smallestPoints = 5;

/** The one name that a file may give as that of its maker. */
export const ownName = "Plenary";
