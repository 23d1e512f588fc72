import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs";

/** The head of a page: the way up or a line above, the one `h1`, a line below, the actions. */
export function PageHeader({
  title,
  eyebrow,
  breadcrumbs,
  description,
  actions,
  ways = [],
  ruled,
}: {
  title: ReactNode;
  /** A short line above the title, where there are no breadcrumbs. */
  eyebrow?: ReactNode;
  breadcrumbs?: { trail: Crumb[]; here: string };
  description?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  /** Pages that belong to this one, in a line of their own below. */
  ways?: readonly { href: string; label: string }[];
  /** A rule below, where a strip of facts follows. */
  ruled?: boolean;
}) {
  return (
    <header
      className={`flex flex-wrap items-end justify-between gap-x-6 gap-y-3 ${ruled ? "border-b border-line pb-4" : "mb-5 print:mb-3"}`}
    >
      <div className="min-w-0">
        {breadcrumbs && <Breadcrumbs {...breadcrumbs} />}
        {eyebrow && <p className="text-ink-muted">{eyebrow}</p>}
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {description && <p className="mt-1 text-ink-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      {ways.length > 0 && (
        <ul className="flex w-full flex-wrap gap-x-6 gap-y-1 print:hidden">
          {ways.map(({ href, label }) => (
            <li key={href}>
              <Link href={href as Route} prefetch={false} className="link target">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
