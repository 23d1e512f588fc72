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
      <ul className="inline-flex rounded-control border border-line-strong bg-surface">
        {options.map((option) => (
          <li key={option.href} className="border-line-strong not-first:border-s">
            <Link
              href={option.href}
              prefetch={false}
              scroll={false}
              aria-current={option.current ? "true" : undefined}
              className={classes(
                "flex min-h-[calc(var(--control)-2px)] items-center px-4",
                option.current
                  ? "rounded-[inherit] bg-accent-soft font-semibold text-accent"
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
