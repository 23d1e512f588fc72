import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { TabStrip } from "./tab-strip";

export type Tab = {
  href: Route;
  label: ReactNode;
  /** A count or a short fact after the label. */
  note?: ReactNode;
  current: boolean;
};

/** Tabs are links between pages of one thing: they work without scripts and have their own URL. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="border-b border-line print:hidden">
      <TabStrip>
        {tabs.map((tab) => (
          <li key={tab.href} className="shrink-0">
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.current ? "page" : undefined}
              className={classes(
                "flex min-h-11 items-center gap-2 focus-visible:-outline-offset-3",
                tab.current
                  ? "border-b-3 border-accent font-semibold text-ink"
                  : "pb-[3px] text-ink-muted hover:text-ink",
              )}
            >
              {tab.label}
              {tab.note !== undefined && (
                <span className="text-meta font-normal text-ink-muted">{tab.note}</span>
              )}
            </Link>
          </li>
        ))}
      </TabStrip>
    </nav>
  );
}
