import type { Route } from "next";
import Link from "next/link";
import { classes } from "@/components/ui/classes";
import type { Column, Row } from "@/lib/insights/telling/told";

/** The figures, before the picture of them. What is wider than the screen scrolls inside its own frame. */
export function ChartTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto rounded-control">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong align-bottom text-meta text-ink-muted">
            {columns.map(({ label, isNumber }) => (
              <th
                key={label}
                scope="col"
                className={classes("py-1.5 ps-3 first:ps-0", isNumber && "text-end")}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells: [first, ...cells], href, besides }, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are drawn once, in their order.
            <tr key={line} className="border-b border-line align-top">
              <th scope="row" className="min-w-30 py-1.5 font-normal">
                {href ? (
                  <Link href={href as Route} prefetch={false} className="link target">
                    <bdi data-written="">{first?.text}</bdi>
                  </Link>
                ) : (
                  <bdi data-written="">{first?.text}</bdi>
                )}
                {besides && (
                  <span className="block text-meta text-ink-muted">
                    <bdi data-written="">{besides}</bdi>
                  </span>
                )}
              </th>
              {cells.map((cell, at) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are in their order.
                  key={at}
                  className={classes(
                    "py-1.5 ps-3",
                    columns[at + 1]?.isNumber ? "text-end tabular-nums" : "text-ink-muted",
                    cell.is === 0 && "text-ink-subtle",
                  )}
                >
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
