"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { type bottomBar, type Destination, type DestinationKey, leadsTo } from "./destinations";
import { useUnread } from "./use-unread";

type LinksProps = {
  links: readonly Destination[];
  labels: Record<DestinationKey, string>;
  counts?: Partial<Record<DestinationKey, number>> | undefined;
};

/** The places with a number, each of which says what it counts: to a pointer, and in the name of the link. */
const counted = ["cases", "commitments", "inbox"] as const;
const isCounted = (key: DestinationKey): key is (typeof counted)[number] =>
  (counted as readonly DestinationKey[]).includes(key);

/** The rows of the side navigation and of the phone's menu. */
export function NavigationRows({ links, labels, counts }: LinksProps) {
  const path = usePathname();
  const t = useTranslations("navigation.counts");
  const unread = useUnread(counts?.inbox ?? 0);
  // A zero says nothing.
  const shown = { ...counts, inbox: unread || undefined };
  return (
    <ul>
      {links.map(({ key, href, icon }) => {
        const current = leadsTo(href, path);
        const count = shown[key];
        const says = count !== undefined && isCounted(key) ? t(key, { count }) : undefined;
        return (
          <li key={key}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              className={classes(
                "flex min-h-row items-center gap-3 rounded-control",
                current
                  ? "border border-line bg-surface px-2 font-semibold text-ink"
                  : "px-[calc(0.5rem+1px)] text-ink-muted hover:bg-surface hover:text-ink",
              )}
            >
              <Icon of={icon} className={current ? "text-accent" : undefined} />
              <span className="flex-1">{labels[key]}</span>
              {says && (
                <span className="text-meta font-normal text-ink-muted tabular-nums">
                  <span aria-hidden="true" title={says}>
                    {count}
                  </span>
                  <span className="sr-only">{says}</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The cells of the phone's bottom bar, with what is new in the inbox as a number on it and in words. */
export function BottomBarLinks({
  links,
  labels,
  counts,
}: Pick<LinksProps, "counts"> & {
  links: ReturnType<typeof bottomBar>;
  labels: Record<DestinationKey | "log", string>;
}) {
  const path = usePathname();
  const t = useTranslations("navigation.counts");
  const unread = useUnread(counts?.inbox ?? 0);
  return links.map(({ key, href, icon }) => {
    const current = leadsTo(href, path);
    return (
      <li key={key} className="min-w-0 flex-auto">
        <Link
          href={href}
          prefetch={false}
          aria-current={current ? "page" : undefined}
          className={classes(
            "flex h-full flex-col items-center gap-1 pt-4 text-meta focus-visible:-outline-offset-3",
            current ? "font-semibold text-accent" : "text-ink-muted",
          )}
        >
          <span className="relative">
            <Icon of={icon} size={20} />
            {key === "inbox" && unread > 0 && (
              <span
                aria-hidden="true"
                className="absolute start-3 -top-2 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-on-accent tabular-nums forced-colors:border"
              >
                {unread > 99 ? "99+" : unread}
              </span>
            )}
          </span>
          <span className="max-w-full truncate">
            {labels[key]}
            {key === "inbox" && unread > 0 && (
              <span className="sr-only"> {t("inbox", { count: unread })}</span>
            )}
          </span>
        </Link>
      </li>
    );
  });
}
