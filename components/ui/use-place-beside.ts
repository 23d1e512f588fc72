import { type RefObject, useLayoutEffect } from "react";

/** Between the box and what is shown beside it, and between that and the window's edge, in pixels. */
const gap = 4;
const edge = 8;
/** Less than this is no list: then it goes to the side that has more room. */
const enough = 160;

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * Where something lies beside a box so that all of it is in the window: below where there is room, else above, from the
 * edge at which lines begin, and no taller than there is room for.
 */
export function placeBeside(
  box: Box,
  { width, height }: { width: number; height: number },
  seen: Box,
  isRtl: boolean,
): { left: number; top: number; maxHeight: number } {
  const below = seen.bottom - edge - (box.bottom + gap);
  const above = box.top - gap - (seen.top + edge);
  const isBelow = below >= Math.min(height, enough) || below >= above;
  const maxHeight = Math.max(Math.min(height, isBelow ? below : above), 0);
  const wanted = isRtl ? box.right - width : box.left;
  const left = Math.max(seen.left + edge, Math.min(wanted, seen.right - edge - width));
  const top = isBelow ? box.bottom + gap : box.top - gap - maxHeight;
  return {
    left,
    // Where the box itself has been scrolled away, it stays in sight.
    top: Math.max(seen.top + edge, Math.min(top, seen.bottom - edge - maxHeight)),
    maxHeight,
  };
}

/** What of the window can be seen: less than all of it while a keyboard lies over it, or beside the room kept for a scrollbar. */
function seenNow(): Box {
  const { offsetLeft, offsetTop, width, height } = window.visualViewport ?? {
    offsetLeft: 0,
    offsetTop: 0,
    width: window.innerWidth,
    height: window.innerHeight,
  };
  const page = document.documentElement.getBoundingClientRect();
  return {
    left: Math.max(offsetLeft, page.left),
    top: offsetTop,
    right: Math.min(offsetLeft + width, page.right),
    bottom: offsetTop + height,
  };
}

/** Keeps a popover beside a box while it is open, above everything else on the page, wherever the box goes. */
export function usePlaceBeside(
  popover: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  isOpen: boolean,
): void {
  useLayoutEffect(() => {
    const shown = popover.current;
    const anchor = box.current;
    if (!isOpen || !shown || !anchor) {
      return;
    }
    if (!shown.matches(":popover-open")) {
      shown.showPopover();
    }
    const place = () => {
      const { offsetWidth: width, offsetHeight, clientHeight, scrollHeight } = shown;
      const height = scrollHeight + offsetHeight - clientHeight;
      const isRtl = getComputedStyle(shown).direction === "rtl";
      const { left, top, maxHeight } = placeBeside(
        anchor.getBoundingClientRect(),
        { width, height },
        seenNow(),
        isRtl,
      );
      shown.style.left = `${left}px`;
      shown.style.top = `${top}px`;
      shown.style.maxHeight = `${maxHeight}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(anchor);
    // What is in it may become fewer.
    const changes = new MutationObserver(place);
    changes.observe(shown, { childList: true });
    window.addEventListener("scroll", place, { passive: true, capture: true });
    window.addEventListener("resize", place);
    window.visualViewport?.addEventListener("resize", place);
    window.visualViewport?.addEventListener("scroll", place);
    return () => {
      observer.disconnect();
      changes.disconnect();
      window.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
      window.visualViewport?.removeEventListener("resize", place);
      window.visualViewport?.removeEventListener("scroll", place);
    };
  }, [popover, box, isOpen]);
}
