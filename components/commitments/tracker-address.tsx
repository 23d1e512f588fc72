"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { createContext, type ReactNode, useContext } from "react";
import { hrefFor, paramsFor, shownAt, type TrackerPlace } from "@/lib/commitments/tracker-place";
import { trackerParams } from "@/lib/commitments/view";
import { useInTurn } from "./use-in-turn";

const parsers = Object.fromEntries(trackerParams.map((name) => [name, parseAsString]));

const Place = createContext<TrackerPlace>({ saved: null, hasDefault: false });

const InTurn = createContext((write: () => void) => write());

/** Tells the parts of the tracker from which saved view its address starts. */
export function TrackerPlaceProvider({
  place,
  children,
}: {
  place: TrackerPlace;
  children: ReactNode;
}) {
  return (
    <Place.Provider value={place}>
      <InTurn.Provider value={useInTurn()}>{children}</InTurn.Provider>
    </Place.Provider>
  );
}

/** What the tracker shows, in the words of its address; setting it replaces the whole and makes a step in the history. */
export function useTrackerAddress() {
  const place = useContext(Place);
  const inTurn = useContext(InTurn);
  const [values, setValues] = useQueryStates(parsers, { history: "push", scroll: false });
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value) {
      given[name] = value;
    }
  }
  return {
    params: shownAt(given, place),
    place,
    hrefOf: (shown: Record<string, string>) => hrefFor(shown, place),
    setParams(next: Record<string, string>) {
      const written = paramsFor(next, place);
      inTurn(
        () =>
          void setValues(
            Object.fromEntries(Object.keys(parsers).map((name) => [name, written[name] || null])),
            // The table fetches its rows itself; a board and a matrix are read by the server as a whole.
            { shallow: !next.view },
          ),
      );
    },
  };
}
