import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { PlacedPoint } from "@/lib/briefs/written/brief";
import {
  type FixedPoint,
  fixedPoints,
  isAlwaysSpoken,
  isWrittenElsewhere,
} from "@/lib/briefs/written/point-names";
import type { SpokenPoint } from "@/lib/briefs/written/points";
import { clockOf } from "@/lib/briefs/written/speech";
import type { Speech } from "@/lib/briefs/written/speech-paper";
import { PlacedList } from "./placed-list";
import { SpeechUse } from "./speech-notice";
import { WordsField } from "./words-field";

/** The points of a speech in their order, each with its words, how many they are and how far into the speech it ends. */
export function PointsField({
  of: speech,
  placed,
  before,
  isSigns,
}: {
  of: Speech;
  placed: readonly PlacedPoint[];
  /** What a field said when its author last looked, where that is something else. */
  before: (name: string) => string | undefined;
  /** Signs are counted, as in Chinese. */
  isSigns: boolean;
}) {
  const t = useTranslations("briefs.speech");
  const parts = useTranslations("briefs.parts");
  const { points } = speech;
  const longest = Math.max(...points.map(({ words }) => words));
  const labelOf = ({ heading, point }: SpokenPoint) => {
    const fixed = fixedPoints.find((one): one is FixedPoint => one === point);
    return fixed ? t(`one.${fixed}`) : heading;
  };
  return (
    <PlacedList
      name="point"
      title={t("title")}
      hint={
        <>
          {t("hint")}{" "}
          <strong className={speech.words > speech.mostWords ? "text-caution" : "text-ink"}>
            <SpeechUse of={speech} isSigns={isSigns} />
          </strong>
        </>
      }
      of={points.map((one) => {
        const { drawn, isBare, isOut, point, reach, until, words } = one;
        const label = labelOf(one);
        const edit = placed.find((each) => each.point === point)?.edit;
        const isSetAside = edit !== undefined && edit.reach > reach;
        return {
          id: point,
          label,
          isOut,
          isAlways: isAlwaysSpoken(point),
          about: (
            <span className="flex flex-wrap items-center gap-x-2 text-meta text-ink-muted">
              {isOut ? (
                parts("out")
              ) : (
                <>
                  {t(isSigns ? "countSigns" : "count", { count: words })}
                  {words > 0 && <span>{t("until", { time: clockOf(until) })}</span>}
                  {words > 0 && words === longest && <Badge tone="neutral">{t("longest")}</Badge>}
                </>
              )}
            </span>
          ),
          children: isWrittenElsewhere(point) ? (
            <p className="text-meta text-ink-muted">{t(`elsewhere.${point}`)}</p>
          ) : (
            <>
              <input type="hidden" name={`reach.point.${point}`} value={reach} />
              {isBare && <p className="mb-1 text-meta text-caution">{t("bare")}</p>}
              {isSetAside && <p className="mb-1 text-meta text-caution">{t("setAside")}</p>}
              <WordsField
                of={`point.${point}`}
                label={t("words", { point: label })}
                now={drawn}
                edit={isSetAside ? undefined : edit}
                before={before(`point.${point}`)}
                rows={drawn || edit ? 5 : 2}
                isPoint
              />
            </>
          ),
        };
      })}
    />
  );
}
