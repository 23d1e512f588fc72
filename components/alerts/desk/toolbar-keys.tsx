import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useState,
} from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";

const tools = (toolbar: HTMLElement) => [
  ...toolbar.querySelectorAll<HTMLButtonElement>("button:not(:disabled)"),
];

/** Gives one tool the place in the order of the Tab key, and the focus. */
function goTo(tool: HTMLButtonElement | undefined, among: readonly HTMLButtonElement[]): void {
  for (const other of among) {
    other.tabIndex = other === tool ? 0 : -1;
  }
  tool?.focus();
}

/** Puts the focus on the tool where it was last, else on the first. */
export function focusToolbar(toolbar: HTMLElement | null): void {
  const all = toolbar ? tools(toolbar) : [];
  goTo(all.find(({ tabIndex }) => tabIndex === 0) ?? all[0], all);
}

export interface Tools {
  label: string;
  /** The higher, the earlier they move into "More" where the row is too short; null for those that stay. */
  leaves: number | null;
  tools: ReactNode;
}

/**
 * A toolbar as the ARIA pattern wants it: one stop of the Tab key, arrows, Home and End inside, mirrored where the page
 * is. React never sets `tabIndex` itself, so that it does not take the stop back. It is one row: what does not fit stands
 * behind "More", and on a phone the row is moved with a finger.
 */
export function Toolbar({
  of,
  label,
  more,
  groups,
}: {
  of: RefObject<HTMLDivElement | null>;
  label: string;
  more: string;
  groups: readonly Tools[];
}) {
  useEffect(() => (of.current ? keepOneStop(of.current) : undefined), [of]);
  const out = useMovedOut(of, groups);
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const row = groups.filter((group) => !out.includes(group));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = tools(event.currentTarget);
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const forward =
      getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forward]: at + 1, [back]: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      goTo(all[(next + all.length) % all.length], all);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      setOpen(false);
      goTo(
        all.find((tool) => tool.getAttribute("aria-controls") === panel),
        all,
      );
    }
  };
  return (
    <div
      ref={of}
      role="toolbar"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget, target }) => {
        for (const tool of tools(currentTarget)) {
          tool.tabIndex = tool === (target as Element) ? 0 : -1;
        }
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) {
          setOpen(false);
        }
      }}
      className="sticky top-[calc(3.25rem+var(--desk-news,0px))] z-10 -mx-4 flex items-center border-y border-line bg-surface px-2 py-1 max-sm:overflow-x-auto max-sm:px-3 lg:top-[var(--desk-news,0px)] lg:-mx-6 lg:px-4"
    >
      {row.map((group) => (
        <ToolGroup key={group.label} label={group.label}>
          {group.tools}
        </ToolGroup>
      ))}
      {out.length > 0 && (
        <div className="relative ms-auto shrink-0">
          <Tool
            label={more}
            expands={{ id: panel, isOpen }}
            isOff={false}
            onPress={() => setOpen(!isOpen)}
          >
            <span className="text-meta font-semibold">{more}</span>
            <Icon of={ChevronDown} size={16} />
          </Tool>
          {isOpen && (
            <div
              id={panel}
              className="absolute end-0 top-full z-20 mt-1 flex w-max flex-col items-start gap-y-1 rounded-control border border-line bg-surface p-1 shadow-overlay"
            >
              {out.map((group) => (
                <ToolGroup key={group.label} label={group.label} isAlone>
                  {group.tools}
                </ToolGroup>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** Which groups the row has no room for, looked at anew when its width or its words change. */
function useMovedOut(
  of: RefObject<HTMLDivElement | null>,
  groups: readonly Tools[],
): readonly Tools[] {
  const [fit, setFit] = useState({ count: 0, width: 0 });
  const order = groups
    .filter(({ leaves }) => leaves !== null)
    .sort((one, other) => (other.leaves ?? 0) - (one.leaves ?? 0));
  const most = order.length;
  useLayoutEffect(() => {
    const toolbar = of.current;
    // Before anything is painted: one more group leaves until the row fits.
    if (toolbar && fit.count < most && !isPhone() && toolbar.scrollWidth > toolbar.clientWidth) {
      setFit({ ...fit, count: fit.count + 1 });
    }
  }, [of, fit, most]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands in the row is watched anew when that changes.
  useLayoutEffect(() => {
    const toolbar = of.current;
    if (!toolbar) {
      return;
    }
    // Its words may grow without it: with letters that were loaded, or made larger.
    const observer = new ResizeObserver(() => {
      const width = toolbar.clientWidth;
      const isOver = toolbar.scrollWidth > width;
      setFit((before) =>
        before.width !== width ? { count: 0, width } : isOver ? { ...before } : before,
      );
    });
    for (const watched of [toolbar, ...toolbar.children]) {
      observer.observe(watched);
    }
    return () => observer.disconnect();
  }, [of, fit.count]);
  const gone = order.slice(0, fit.count);
  return groups.filter((group) => gone.includes(group));
}

const isPhone = () => matchMedia("(width < 40rem)").matches;

/** The stop moves on when its tool can't be used any more: else the Tab key would pass the toolbar by. */
function keepOneStop(toolbar: HTMLElement): () => void {
  const look = () => {
    const all = tools(toolbar);
    const stop = all.find(({ tabIndex }) => tabIndex === 0) ?? all[0];
    for (const tool of all) {
      tool.tabIndex = tool === stop ? 0 : -1;
    }
  };
  look();
  const observer = new MutationObserver(look);
  observer.observe(toolbar, { attributeFilter: ["disabled"], childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Tools that belong together; a line parts them from those before. */
function ToolGroup({
  label,
  isAlone = false,
  children,
}: {
  label: string;
  /** On a line of its own. */
  isAlone?: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset
      aria-label={label}
      className={classes(
        "flex shrink-0 items-center",
        !isAlone && "border-line not-first:ms-1 not-first:border-s not-first:ps-1",
      )}
    >
      {children}
    </fieldset>
  );
}

/** One button of the toolbar; `isOn` makes it one that stays pressed. */
export function Tool({
  label,
  shortcut,
  isOn,
  isOff,
  expands,
  onPress,
  children,
}: {
  label: string;
  shortcut?: string;
  isOn?: boolean;
  isOff: boolean;
  /** What it shows and hides. */
  expands?: { id: string; isOpen: boolean };
  onPress: () => unknown;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-keyshortcuts={shortcut || undefined}
      aria-pressed={isOn}
      aria-expanded={expands?.isOpen}
      aria-controls={expands?.id}
      disabled={isOff}
      onClick={() => void onPress()}
      className="inline-flex min-h-9 min-w-8 shrink-0 items-center justify-center gap-1 rounded-control px-1.5 whitespace-nowrap text-ink-muted outline-offset-[-3px] hover:bg-sunken hover:text-ink disabled:opacity-50 aria-pressed:bg-accent-soft aria-pressed:text-accent coarse:min-h-11 coarse:min-w-11"
    >
      {children}
    </button>
  );
}
