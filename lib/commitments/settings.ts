import { forums, shownStages } from "@/db/reference/words";
import { cleanText } from "@/lib/text/clean-text";
import { dueFilters, groupings, naturalDirection, sortOrders } from "./commitment";
import { conditions } from "./conditions";
import { readLook, writeLook } from "./look";

/** What stands in an address. Lists repeat the name (as a form does) or are joined by commas. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What the tracker shows and how it looks, in the words of its address: only known names with values that mean something. */
export type Settings = Partial<Record<SettingName, string>>;

/** In the order in which addresses write them. */
export const settingNames = [
  "view",
  "q",
  "state",
  "stage",
  "case",
  "session",
  "forum",
  "owner",
  "mine",
  "due",
  "import",
  "sort",
  "dir",
  "group",
  "cols",
  "widths",
  "pin",
  "density",
  "counts",
] as const;
export type SettingName = (typeof settingNames)[number];

/** The shapes of the tracker beside the table. */
export const displays = ["matrix", "board"] as const;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const stateKey = /^[0-9a-z]{1,20}$/;
const mostStates = 250;

function textOf(given: unknown): string | undefined {
  const text = [given]
    .flat()
    .filter((value) => typeof value === "string" && value)
    .join(",");
  return text || undefined;
}

function amongWords(text: string | undefined, known: readonly string[]): string | undefined {
  const asked = text?.split(",") ?? [];
  return known.filter((word) => asked.includes(word)).join(",") || undefined;
}

const oneWord = (text: string | undefined, known: readonly string[]) =>
  known.find((word) => word === text);

const id = (text: string | undefined) => (text && uuid.test(text) ? text : undefined);

/**
 * Reads settings from anywhere - an address, a form, the database - and leaves out what it does not understand and what
 * holds anyway. Two that show the same are equal.
 */
export function settingsOf(given: SearchParams | Record<string, unknown>): Settings {
  const of = (name: SettingName) => (Object.hasOwn(given, name) ? textOf(given[name]) : undefined);
  const sort = sortOrders.find((word) => word === of("sort")) ?? "changed";
  const direction = oneWord(of("dir"), ["asc", "desc"]);
  const states = [
    ...new Set(
      of("state")
        ?.split(",")
        .filter((key) => stateKey.test(key)),
    ),
  ].sort();
  const q = [given.q].flat().find((value) => typeof value === "string");
  const found: Settings = {
    view: oneWord(of("view"), displays),
    q: typeof q === "string" ? cleanText(cleanText(q).trim().slice(0, 100)) : undefined,
    state: states.slice(0, mostStates).join(","),
    stage: amongWords(of("stage"), shownStages),
    case: id(of("case")),
    session: id(of("session")),
    forum: oneWord(of("forum"), forums),
    owner: id(of("owner")),
    mine: of("mine") ? "1" : undefined,
    due: oneWord(of("due"), dueFilters),
    import: id(of("import")),
    sort: sort === "changed" ? undefined : sort,
    dir: direction === naturalDirection(sort) ? undefined : direction,
    group: oneWord(of("group"), groupings),
    ...writeLook(
      readLook({
        cols: of("cols"),
        widths: of("widths"),
        pin: of("pin"),
        density: of("density"),
      }),
    ),
    counts: amongWords(of("counts"), conditions),
  };
  return Object.fromEntries(
    settingNames.flatMap((name) => (found[name] ? [[name, found[name]]] : [])),
  );
}

export function sameSettings(one: Settings, other: Settings): boolean {
  return settingNames.every((name) => one[name] === other[name]);
}

/** Whether they leave anything out. */
export const narrows = (settings: Settings) =>
  (
    ["q", "state", "stage", "case", "session", "forum", "owner", "mine", "due", "import"] as const
  ).some((name) => settings[name]);
