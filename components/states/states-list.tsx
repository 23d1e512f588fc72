import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageTile } from "@/components/commitments/stage-glyph";

/** A State in the list, with what stands out about it. */
export type ListedState = {
  key: string;
  name: string;
  isObserver: boolean;
  open: number;
  promised: number;
  raised: number;
};

/** States as links in columns, each with its open asks and, marked, what it promised and has not raised yet. */
export function StatesList({ states }: { states: readonly ListedState[] }) {
  const t = useTranslations("states");
  return (
    <ul className="gap-x-8 sm:columns-2 xl:columns-3">
      {states.map((state) => (
        <li key={state.key} className="break-inside-avoid border-b border-line">
          <Link
            href={`/states/${state.key}` as Route}
            prefetch={false}
            className="flex min-h-row items-center gap-3 py-1 hover:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <bdi
                data-written=""
                className={state.open || state.promised ? "font-semibold" : undefined}
              >
                {state.name}
              </bdi>
              {state.isObserver && (
                <span className="text-meta text-ink-muted"> {t("observer")}</span>
              )}
            </span>
            {state.open > 0 && (
              <span className="text-meta text-ink-muted">
                {t("marks.open", { count: state.open })}
              </span>
            )}
            {state.promised > 0 && (
              <span className="flex items-center gap-1.5 text-meta">
                <StageTile stage="agreed" silent />
                <span aria-hidden="true" className="font-semibold">
                  {state.promised}
                </span>
                <span className="sr-only">{t("marks.promised", { count: state.promised })}</span>
              </span>
            )}
            {state.promised === 0 && state.raised > 0 && (
              <span className="text-meta text-ink-muted">
                {t("marks.raised", { count: state.raised })}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
