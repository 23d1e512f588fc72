import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { dropImport } from "@/lib/imports/actions";
import type { Draft } from "@/lib/imports/import";
import { skippedBecause, undatedBecause } from "@/lib/imports/plan";
import { RunForm } from "./run-form";

/** What an import would do, always in sight, with the way on and the way out. */
export function SummaryBar({ draft }: { draft: Draft }) {
  const t = useTranslations("imports");
  const { preview } = draft;
  const count = preview.set + preview.changed;
  const early = draft.early.reduce((sum, one) => sum + one.count, 0);
  return (
    <section
      aria-label={t("steps.import")}
      className="sticky bottom-20 z-10 mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-panel border border-line-strong bg-surface px-4 py-3 lg:bottom-0 lg:rounded-b-none"
    >
      <div className="min-w-0 flex-[1_1_16rem]">
        <p role="status" className="font-serif text-h2 font-semibold">
          {t("summary", {
            set: count,
            same: preview.same,
            skipped: preview.skipped,
            removed: 0,
          })}
        </p>
        <p className="text-meta text-ink-muted">
          {preview.changed > 0 && <>{t("changes", { count: preview.changed })}. </>}
          {early > 0 && (
            <strong className="text-caution">{t("early.inSummary", { count: early })}. </strong>
          )}
          {undatedBecause.map((why) => {
            const left = preview.undated[why];
            return (
              left && (
                <strong key={why} className="text-caution">
                  {t(`undated.${why}`, { count: left })}.{" "}
                </strong>
              )
            );
          })}
          <span className="max-sm:hidden">{t("promise")}</span>
        </p>
        {preview.skipped > 0 && (
          <details suppressHydrationWarning className="text-meta">
            <summary className="link target w-fit">{t("why.title")}</summary>
            <ul className="mt-1">
              {skippedBecause
                .filter((why) => preview.why[why])
                .map((why) => (
                  <li key={why}>
                    <span className="font-semibold tabular-nums">{preview.why[why]}</span>{" "}
                    {t(`why.${why}`)}
                  </li>
                ))}
            </ul>
          </details>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <ActionForm
          action={dropImport}
          hidden={{ id: draft.import.id }}
          submit={t("go.drop")}
          look="secondary"
        />
        <RunForm id={draft.import.id} seen={preview.digest} count={count} />
      </div>
    </section>
  );
}
