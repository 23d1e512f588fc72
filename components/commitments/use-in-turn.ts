import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";

const plain = (search: string) => new URLSearchParams(search).toString();

/**
 * Writes the address once the one before is drawn; of several that wait, the last. The router writes each address again
 * when it has drawn it: over a newer one, which then stands in the window for a moment as the older.
 */
export function useInTurn(): (write: () => void) => void {
  const search = useSearchParams().toString();
  const drawn = useRef(search);
  const waiting = useRef<(() => void) | null>(null);
  useEffect(() => {
    drawn.current = search;
    const write = waiting.current;
    waiting.current = null;
    write?.();
  }, [search]);
  useEffect(() => {
    // Whoever goes back wants nothing more of what was to come.
    const forget = () => {
      waiting.current = null;
    };
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  return useCallback((write) => {
    if (plain(location.search) === drawn.current) {
      write();
    } else {
      waiting.current = write;
    }
  }, []);
}
