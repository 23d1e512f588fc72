import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { ChevronRight } from "./icons";

export type Crumb = {
  href: Route;
  label: string;
  /** In the place of a plain link: to where its reader came from. */
  link?: ReactNode;
};

/** The way back up, for pages below the second level; `here` is the present page and no link. */
export function Breadcrumbs({ trail, here }: { trail: Crumb[]; here: string }) {
  const t = useTranslations("common");
  return (
    <nav aria-label={t("breadcrumbs")} className="text-meta text-ink-muted print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {trail.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            {crumb.link ?? (
              <Link href={crumb.href} prefetch={false} className="link target">
                {crumb.label}
              </Link>
            )}
            <Icon of={ChevronRight} size={16} directional />
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
