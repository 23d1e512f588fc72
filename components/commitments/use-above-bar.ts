import { type RefObject, useEffect, useEffectEvent } from "react";

/**
 * Tells the page (`[data-barred]`) how high the bar is that stands at the end of the window, so that what gets the focus
 * is scrolled to above it; and brings in sight whatever the bar begins to speak about.
 */
export function useAboveBar(
  bar: RefObject<HTMLElement | null>,
  hasBar: boolean,
  about: string | undefined,
  find: (about: string) => Element | null,
) {
  const found = useEffectEvent(find);
  useEffect(() => {
    const here = bar.current;
    const page = here?.closest<HTMLElement>("[data-barred]");
    if (!hasBar || !here || !page) {
      return;
    }
    const measure = () => page.style.setProperty("--bar", `${here.offsetHeight}px`);
    measure();
    if (about !== undefined) {
      found(about)?.scrollIntoView({ block: "nearest" });
    }
    const watcher = new ResizeObserver(measure);
    watcher.observe(here);
    return () => watcher.disconnect();
  }, [bar, hasBar, about]);
}
