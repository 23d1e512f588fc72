import type { Route } from "next";
import Link from "next/link";
import { classes } from "./classes";

/** Two or three views of the same thing, joined in one frame: table or matrix, Geneva time or mine. */
export function SegmentedLinks({
  label,
  options,
}: {
  label: string;
  options: { href: Route; label: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="print:hidden">
      {/* Where the frame is too narrow its parts go on in a second line: none is cut off or out of sight. */}
      <ul className="inline-flex flex-wrap gap-px overflow-clip rounded-control border border-line-strong bg-line-strong">
        {options.map((option) => (
          <li key={option.href} className="grow bg-surface">
            <Link
              href={option.href}
              prefetch={false}
              scroll={false}
              aria-current={option.current ? "true" : undefined}
              className={classes(
                "flex min-h-[calc(var(--control)-2px)] items-center justify-center px-4 whitespace-nowrap focus-visible:-outline-offset-3",
                option.current
                  ? "bg-accent-soft font-semibold text-accent"
                  : "text-ink-muted hover:text-ink",
              )}
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
