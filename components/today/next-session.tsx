import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageBar, StageTile, type stages } from "@/components/commitments/stage-glyph";
import { CountdownLines, useCountdownHead } from "@/components/sessions/countdown";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronRight } from "@/components/ui/icons";
import type { ShownStage } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import type { Countdown } from "@/lib/sessions/session";

/** The session to prepare for: how far off it is, and how its asks stand. */
export function NextSession({
  id,
  title,
  countdown,
  counts,
  placeToday,
  timeZone,
}: {
  id: string;
  title: string;
  countdown: Countdown;
  counts: Record<ShownStage, number>;
  placeToday: string;
  timeZone: string;
}) {
  const t = useTranslations("today.next");
  const head = useCountdownHead();
  const formats = useFormats();
  const stage = useTranslations("stages.label");
  const present = shownOrder
    .map((name) => ({ stage: name, count: counts[name] }))
    .filter(({ count }) => count > 0);
  const asks = present.reduce((sum, { count }) => sum + count, 0);
  const { agreed, raised } = counts;
  const href = `/sessions/${id}` as Route;
  return (
    <section
      aria-labelledby="next-session"
      className="relative rounded-panel border border-line bg-surface lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div className="px-4 pt-4 lg:border-e lg:border-line lg:pb-4">
        <h2 id="next-session" className="text-meta font-normal text-ink-muted">
          {t("title")}
        </h2>
        <p
          className={classes(
            "mt-1 flex items-center justify-between font-serif font-semibold",
            // A month is more words than a count of days.
            countdown.kind === "days" ? "text-h2 sm:text-h1" : "text-h3",
          )}
        >
          {head(countdown, placeToday)}
          <Icon of={ChevronRight} directional className="lg:hidden" />
        </p>
        <p className="mt-1 hidden text-meta text-ink-muted lg:block">
          <CountdownLines countdown={countdown} timeZone={timeZone} />
        </p>
      </div>
      <div className="px-4 pt-1 pb-4 lg:pt-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="text-section font-semibold">
            <bdi data-written="">{title}</bdi>
          </p>
          <Link
            href={href}
            prefetch={false}
            className="link target hidden text-meta lg:inline lg:after:inset-[50%]"
          >
            {t("open")}
          </Link>
        </div>
        {/* On a phone the whole panel leads there. */}
        <Link
          href={href}
          prefetch={false}
          aria-label={t("open")}
          className="absolute inset-0 rounded-panel lg:hidden"
        />
        <p className="text-meta text-ink-muted lg:hidden">
          <CountdownLines countdown={countdown} timeZone={timeZone} compact />
        </p>
        <p className="mt-1 text-meta text-ink-muted max-lg:sr-only">
          {asks === 0 ? t("countsNone") : t("counts", { asks, agreed, raised })}
        </p>
        {asks > 0 && (
          <div className="mt-3">
            <StageBar counts={present} />
            <p className="mt-2 text-meta text-ink-muted lg:hidden" aria-hidden="true">
              {t("counts", { asks, agreed, raised })}
            </p>
            <ul aria-label={t("stages")} className="mt-3 hidden flex-wrap gap-x-5 gap-y-2 lg:flex">
              {present.map(({ stage: name, count }) => (
                <li key={name} className="flex items-center gap-2">
                  <StageTile stage={name} silent />
                  <span className="font-semibold tabular-nums">{formats.count(count)}</span>
                  <span className="text-meta text-ink-muted">{stage(name)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {asks === 0 && (
          <p className="mt-1 text-meta text-ink-muted lg:hidden" aria-hidden="true">
            {t("countsNone")}
          </p>
        )}
      </div>
    </section>
  );
}

/** What has gone furthest first, as the bar is read. */
const shownOrder = [
  "raised",
  "agreed",
  "considering",
  "asked",
  "planned",
  "not_approached",
  "no_answer",
  "declined",
] as const satisfies readonly (typeof stages)[number][];
