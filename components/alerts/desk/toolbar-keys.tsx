import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from "react";

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

/**
 * A toolbar as the ARIA pattern wants it: one stop of the Tab key, arrows, Home and End inside, mirrored where the page
 * is. React never sets `tabIndex` itself, so that it does not take the stop back.
 */
export function Toolbar({
  of,
  label,
  children,
}: {
  of: RefObject<HTMLDivElement | null>;
  label: string;
  children: ReactNode;
}) {
  useEffect(() => (of.current ? keepOneStop(of.current) : undefined), [of]);
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
      className="sticky top-13 z-10 -mx-4 flex flex-wrap items-center gap-y-0.5 border-y border-line bg-surface px-2 py-1 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-3 lg:top-0 lg:-mx-6 lg:px-4"
    >
      {children}
    </div>
  );
}

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
  observer.observe(toolbar, { attributeFilter: ["disabled"], subtree: true });
  return () => observer.disconnect();
}

/** Tools that belong together; a line parts them from those before. */
export function ToolGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset
      aria-label={label}
      className="flex min-w-0 shrink-0 flex-wrap items-center border-line not-first:ms-1 not-first:border-s not-first:ps-1 max-sm:flex-nowrap"
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
  onPress,
  children,
}: {
  label: string;
  shortcut?: string;
  isOn?: boolean;
  isOff: boolean;
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
      disabled={isOff}
      onClick={() => void onPress()}
      className="inline-flex min-h-9 min-w-8 shrink-0 items-center justify-center gap-1 rounded-control px-1.5 whitespace-nowrap text-ink-muted outline-offset-[-3px] hover:bg-sunken hover:text-ink disabled:opacity-50 aria-pressed:bg-accent-soft aria-pressed:text-accent coarse:min-h-11 coarse:min-w-11"
    >
      {children}
    </button>
  );
}
