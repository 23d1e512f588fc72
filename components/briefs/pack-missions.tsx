import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PackMission } from "@/lib/briefs/packs/pack";

/** What became of each mission of a pack: its brief, or why there is none. */
export function PackMissions({
  of: missions,
}: {
  of: readonly (PackMission & { state: string })[];
}) {
  const t = useTranslations("packs");
  const inLanguage = useTranslations("alerts.language");
  const became = (one: PackMission): string | null =>
    !one.isSettled
      ? t("waiting")
      : one.reason
        ? t(`why.${one.reason}`)
        : !one.briefId
          ? t("gone")
          : one.stands
            ? null
            : t("closed");
  return (
    <ol>
      {missions.map((one) => (
        <li
          key={one.stateCode}
          className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
        >
          <span className="w-8 text-meta text-ink-muted">{one.place}</span>
          <span className="min-w-0 flex-[1_1_12rem]">
            <bdi className="font-semibold">{one.state}</bdi>
            <span className="block text-meta text-ink-muted">{became(one)}</span>
          </span>
          <span className="text-meta text-ink-muted">{inLanguage(one.language)}</span>
          {one.briefId && (
            <Link
              href={`/briefs/${one.briefId}` as Route}
              prefetch={false}
              className="link target"
              aria-label={t("openOf", { state: one.state })}
            >
              {t("open")}
            </Link>
          )}
          {one.draftId && (
            <Link
              href={`/briefs/drafts/${one.draftId}` as Route}
              prefetch={false}
              className="link target"
              aria-label={t("writeOf", { state: one.state })}
            >
              {t("write")}
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}
