import { useTranslations } from "next-intl";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/ui/empty-state";
import type { Matrix } from "@/lib/commitments/commitment";
import type { Density } from "@/lib/commitments/look";
import { MatrixPager } from "./matrix-pager";
import { MatrixView } from "./matrix-view";
import { StageLegend, stageCorners } from "./stage-glyph";
import { trackerMessages } from "./tracker-messages";
import "./tracker.css";

/** The matrix with its legend and the way to older cases. Prints on A4 across. */
export function MatrixSection({ matrix, density }: { matrix: Matrix; density: Density }) {
  const t = useTranslations("commitments");
  return (
    <div className="print-landscape matrix-frame" data-density={density}>
      <div className="mb-3 hidden sm:block print:hidden">
        <StageLegend corners={stageCorners} />
      </div>
      {matrix.columns.length === 0 ? (
        <div className="rounded-panel border border-line bg-surface">
          <EmptyState title={t("empty.matrix")}>{t("empty.matrixHint")}</EmptyState>
        </div>
      ) : matrix.regions.length === 0 ? (
        <div className="rounded-panel border border-line bg-surface">
          <EmptyState title={t("empty.filtered")} />
        </div>
      ) : (
        <Messages of={trackerMessages}>
          <MatrixView matrix={matrix} />
        </Messages>
      )}
      {(matrix.next || !matrix.isFirst) && (
        <Messages of={["commitments.matrix", "commitments.pager"]}>
          <MatrixPager next={matrix.next} isFirst={matrix.isFirst} />
        </Messages>
      )}
    </div>
  );
}
