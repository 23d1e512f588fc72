import { useTranslations } from "next-intl";
import type { ConditionCount } from "@/lib/commitments/conditions";
import { isStageCondition } from "@/lib/commitments/conditions";
import { StageTile, useStageName } from "./stage-glyph";

/** What somebody chose to have counted, over all pages; each says where it stopped counting. */
export function FootCounts({ counts }: { counts: readonly ConditionCount[] }) {
  const t = useTranslations("commitments.look");
  const stageName = useStageName();
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
      {counts.map(({ condition, n, atLeast, among }) => (
        <div key={condition} className="flex items-center gap-1.5">
          <dt className="flex items-center gap-1.5">
            {isStageCondition(condition) && <StageTile stage={condition} silent />}
            {isStageCondition(condition) ? stageName(condition) : t(`condition.${condition}`)}
          </dt>
          <dd className="font-semibold tabular-nums">
            {atLeast
              ? t("countAtLeast", { n })
              : among === null
                ? t("count", { n })
                : t("countAmong", { n, among })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
