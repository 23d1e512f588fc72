import { noView } from "@/lib/saved-views/saved-view";
import {
  type SearchParams,
  type Settings,
  sameSettings,
  settingNames,
  settingsOf,
} from "./settings";
import { placeParams } from "./view";

/** From which saved view the tracker's address starts. */
export interface TrackerPlace {
  /** The view that is open, with what it shows. */
  saved: { id: string; settings: Settings } | null;
  /** Whether a view would open by itself where the address says nothing. */
  hasDefault: boolean;
}

const pageParams = [...placeParams, "cases"] as const;

/**
 * What an address shows: what the view shows that it names, or, once `edited`, what it says itself. Which part of the
 * list it is stands beside that.
 */
export function shownAt(params: SearchParams, { saved }: TrackerPlace): Record<string, string> {
  const isAsSaved = saved !== null && params.saved === saved.id && !params.edited;
  const settings = isAsSaved ? saved.settings : settingsOf(params);
  const page = pageParams.flatMap((name) => {
    const [text] = [params[name]].flat();
    return text ? [[name, text]] : [];
  });
  return { ...settings, ...Object.fromEntries(page) };
}

/** The parameters of an address that shows this; as short as they can be. */
export function paramsFor(
  shown: Readonly<Record<string, string>>,
  { saved, hasDefault }: TrackerPlace,
): Record<string, string> {
  const settings = settingsOf(shown);
  const page = Object.fromEntries(
    pageParams.flatMap((name) => (shown[name] ? [[name, shown[name]]] : [])),
  );
  if (saved) {
    return sameSettings(settings, saved.settings)
      ? { saved: saved.id, ...page }
      : { saved: saved.id, edited: "1", ...settings, ...page };
  }
  const own: Record<string, string> = { ...settings, ...page };
  return hasDefault && Object.keys(own).length === 0 ? { saved: noView } : own;
}

export function hrefFor(shown: Readonly<Record<string, string>>, place: TrackerPlace): string {
  const query = new URLSearchParams(paramsFor(shown, place)).toString();
  return query ? `/commitments?${query}` : "/commitments";
}

/** The settings of what is shown, as a form sends them to be kept. */
export const written = (settings: Settings) =>
  new URLSearchParams(
    settingNames.flatMap((name): [string, string][] => {
      const text = settings[name];
      return text ? [[name, text]] : [];
    }),
  ).toString();
