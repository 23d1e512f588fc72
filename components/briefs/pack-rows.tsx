import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Packs, one a line: for which session, how many briefs were made, and whether it is ready. */
export function PackRows({
  of: packs,
}: {
  of: readonly {
    id: string;
    sessionTitle: string;
    made: number;
    asked: number;
    finishedAt: Date | null;
    cancelledAt: Date | null;
    when: string;
  }[];
}) {
  const t = useTranslations("packs");
  return (
    <ul>
      {packs.map((pack) => (
        <li key={pack.id} className="border-b border-line last:border-b-0">
          <Link
            href={`/briefs/packs/${pack.id}` as Route}
            prefetch={false}
            className="flex min-h-11 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 hover:bg-sunken"
          >
            <bdi data-written="" className="min-w-0 flex-[1_1_18rem] font-semibold">
              {pack.sessionTitle}
            </bdi>
            <span className="text-meta text-ink-muted">
              {t("row", { made: pack.made, of: pack.asked })}
            </span>
            <span className="text-meta text-ink-muted">
              {t(`state.${pack.cancelledAt ? "cancelled" : pack.finishedAt ? "ready" : "going"}`)}
            </span>
            <span className="text-meta text-ink-muted">{pack.when}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
