import type { ReactNode } from "react";

/** What a list says while it is empty: a plain sentence, what to do next, nothing cheerful.
 * It brings its own padding: put it in a flush panel. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-2 px-4 py-6">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-measure text-ink-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
