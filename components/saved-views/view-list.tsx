import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { noView, type SavedView } from "@/lib/saved-views/saved-view";

/** The views to choose from: all commitments, one's own, and those of colleagues. */
export function ViewList({
  views,
  currentId,
  hasDefault,
}: {
  views: readonly SavedView[];
  currentId: string | null;
  hasDefault: boolean;
}) {
  const t = useTranslations("views");
  const mine = views.filter((view) => view.isMine);
  const others = views.filter((view) => !view.isMine);
  return (
    <nav aria-label={t("label")} className="flex flex-col gap-3">
      <ul>
        <Choice
          href={hasDefault ? `/commitments?saved=${noView}` : "/commitments"}
          isCurrent={currentId === null}
        >
          {t("all")}
        </Choice>
      </ul>
      {views.length === 0 && <p className="text-meta text-ink-muted">{t("none")}</p>}
      {(
        [
          ["mine", mine],
          ["others", others],
        ] as const
      ).map(
        ([kind, some]) =>
          some.length > 0 && (
            <div key={kind}>
              <p id={`views-${kind}`} className="text-meta text-ink-muted">
                {t(kind)}
              </p>
              <ul aria-labelledby={`views-${kind}`}>
                {some.map((view) => (
                  <Choice
                    key={view.id}
                    href={`/commitments?saved=${view.id}`}
                    isCurrent={view.id === currentId}
                  >
                    <bdi>{view.name}</bdi>
                    <span className="block text-meta font-normal text-ink-muted">
                      {[
                        !view.isMine && view.ownerName && t("by", { name: view.ownerName }),
                        view.isMine && view.isShared && t("shared"),
                        view.isDefault && t("opens"),
                      ]
                        .filter(Boolean)
                        .join(", ")}
                    </span>
                  </Choice>
                ))}
              </ul>
            </div>
          ),
      )}
    </nav>
  );
}

function Choice({
  href,
  isCurrent,
  children,
}: {
  href: string;
  isCurrent: boolean;
  children: React.ReactNode;
}) {
  return (
    <li>
      <Link
        href={href as Route}
        prefetch={false}
        aria-current={isCurrent ? "true" : undefined}
        className={classes(
          "-mx-2 block rounded-control px-2 py-1.5 break-words coarse:min-h-11",
          isCurrent ? "bg-accent-soft font-semibold text-accent" : "hover:bg-sunken",
        )}
      >
        {children}
      </Link>
    </li>
  );
}
