import { useSyncExternalStore } from "react";

/**
 * What was changed in a view, by place. Whoever shows a line is told of changes in that line and of no other, so that
 * a key draws what it changes and not what stands around it.
 */
export interface PlaceValues<Value> {
  get(place: string): Value | undefined;
  /** All at once: those who show them are told once. */
  put(entries: readonly (readonly [place: string, value: Value])[]): void;
  /** What was changed in one line; the same map as long as nothing else is. */
  line(line: string): ReadonlyMap<string, Value>;
  /** What was changed anywhere; the same map as long as nothing else is. */
  all(): ReadonlyMap<string, Value>;
  /** Without a line, to changes anywhere. */
  subscribe(listener: () => void, line?: string): () => void;
}

/** `lineOf` says to which line a place belongs: in the table each row is one place. */
export function createPlaceValues<Value>(lineOf: (place: string) => string): PlaceValues<Value> {
  const nothing: ReadonlyMap<string, Value> = new Map();
  const lines = new Map<string, ReadonlyMap<string, Value>>();
  const listeners = new Map<string, Set<() => void>>();
  const listenersAnywhere = new Set<() => void>();
  let all = nothing;
  return {
    get: (place) => all.get(place),
    all: () => all,
    line: (line) => lines.get(line) ?? nothing,
    put(entries) {
      if (entries.length === 0) {
        return;
      }
      all = new Map([...all, ...entries]);
      const touched = new Set<string>();
      for (const entry of entries) {
        const line = lineOf(entry[0]);
        lines.set(line, new Map([...(lines.get(line) ?? nothing), entry]));
        touched.add(line);
      }
      for (const told of [...touched].map((line) => listeners.get(line) ?? [])) {
        for (const listener of told) {
          listener();
        }
      }
      for (const listener of listenersAnywhere) {
        listener();
      }
    },
    subscribe(listener, line) {
      const told =
        line === undefined ? listenersAnywhere : (listeners.get(line) ?? new Set<() => void>());
      told.add(listener);
      if (line !== undefined) {
        listeners.set(line, told);
      }
      return () => {
        told.delete(listener);
      };
    },
  };
}

/** What was changed in one line; draws anew when that changes. */
export function useLine<Value>(
  values: PlaceValues<Value>,
  line: string,
): ReadonlyMap<string, Value> {
  const read = () => values.line(line);
  return useSyncExternalStore((listener) => values.subscribe(listener, line), read, read);
}

/** Everything that was changed; draws anew at each change. */
export function useAllValues<Value>(values: PlaceValues<Value>): ReadonlyMap<string, Value> {
  return useSyncExternalStore(values.subscribe, values.all, values.all);
}
