import { type ReactNode, useId } from "react";
import { classes } from "./classes";

/** A bordered area with a heading, an optional count and something at the end of the heading's line. */
export function Panel({
  title,
  count,
  aside,
  flush,
  className,
  children,
}: {
  title?: ReactNode;
  /** Stands after the title, muted. */
  count?: ReactNode;
  /** A link or a short fact at the end of the heading's line. */
  aside?: ReactNode;
  /** No padding around the content: for tables and lists with rules from edge to edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classes("rounded-panel border border-line bg-surface", className)}
    >
      {title && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-3">
          <SectionTitle id={id} count={count}>
            {title}
          </SectionTitle>
          {aside && <div className="text-meta text-ink-muted">{aside}</div>}
        </div>
      )}
      <div className={flush ? "overflow-hidden rounded-b-panel" : "p-4"}>{children}</div>
    </section>
  );
}

/** The heading of a section, with a muted count after it. */
export function SectionTitle({
  id,
  count,
  children,
}: {
  id?: string;
  count?: ReactNode;
  children: ReactNode;
}) {
  return (
    <h2 id={id}>
      {children}
      {count !== undefined && <span className="font-normal text-ink-muted"> {count}</span>}
    </h2>
  );
}

/** A section without a box: heading, a fact at the end of its line, a rule below, then rows. */
export function Section({
  title,
  count,
  aside,
  className,
  children,
}: {
  title: ReactNode;
  count?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={className}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-2">
        <SectionTitle id={id} count={count}>
          {title}
        </SectionTitle>
        {aside && <div className="text-meta text-ink-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
