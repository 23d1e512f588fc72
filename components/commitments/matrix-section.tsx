import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Messages } from "@/components/layout/messages";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select-field";
import type { Matrix } from "@/lib/commitments/commitment";
import { MatrixDesk } from "./matrix-desk";
import { StageLegend } from "./stage-glyph";
import { trackerMessages } from "./tracker-messages";
import "./tracker.css";

/** The matrix with the choice of its columns, the legend and the way to older cases. Prints on A4 across. */
export function MatrixSection({
  matrix,
  sessions,
}: {
  matrix: Matrix;
  sessions: { id: string; title: string }[];
}) {
  const t = useTranslations("commitments");
  const session = matrix.session;
  const place = (cases: string | null) => {
    const query = new URLSearchParams({ view: "matrix" });
    if (session) {
      query.set("session", session.id);
    }
    if (cases) {
      query.set("cases", cases);
    }
    return `/commitments?${query}` as Route;
  };
  return (
    <div className="print-landscape">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <form
          method="get"
          action="/commitments"
          aria-label={t("filter.label")}
          className="flex flex-wrap items-end gap-2 print:hidden"
        >
          <input type="hidden" name="view" value="matrix" />
          <div className="w-64 max-w-full">
            <label htmlFor="matrix-session" className="text-meta text-ink-muted">
              {t("filter.session")}
            </label>
            <Select
              id="matrix-session"
              name="session"
              defaultValue={session?.id ?? ""}
              placeholder={t("filter.latest")}
              options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
            />
          </div>
          <Button type="submit">{t("filter.apply")}</Button>
        </form>
        <div className="print:hidden">
          <StageLegend />
        </div>
      </div>
      {matrix.columns.length === 0 ? (
        <div className="rounded-panel border border-line bg-surface">
          <EmptyState title={t("empty.matrix")}>{t("empty.matrixHint")}</EmptyState>
        </div>
      ) : (
        <Messages of={trackerMessages}>
          <MatrixDesk matrix={matrix} />
        </Messages>
      )}
      {(matrix.next || !matrix.isFirst) && (
        <nav aria-label={t("pager.label")} className="mt-3 flex gap-2 print:hidden">
          {!matrix.isFirst && (
            <ButtonLink href={place(null)} size="small">
              {t("matrix.latest")}
            </ButtonLink>
          )}
          {matrix.next && (
            <ButtonLink href={place(matrix.next)} size="small">
              {t("matrix.earlier")}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}
