import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { BriefPart } from "@/db/reference/words";
import { isAlwaysTold } from "@/lib/briefs/written/brief";
import type { SeenPart } from "@/lib/briefs/written/preview";
import { PlacedList } from "./placed-list";

/** The parts of a brief in their order. */
export function PartsField({
  parts,
  turns,
  isSigns,
}: {
  parts: readonly SeenPart[];
  /** In which of them the second page begins. */
  turns: BriefPart | null;
  /** Signs are counted, as in Chinese. */
  isSigns: boolean;
}) {
  const t = useTranslations("briefs.parts");
  return (
    <PlacedList
      name="part"
      title={t("title")}
      hint={t("hint")}
      of={parts.map(({ isOut, part, words }) => ({
        id: part,
        label: t(`one.${part}`),
        isOut,
        isAlways: isAlwaysTold(part),
        about: (
          <>
            <span className="text-meta text-ink-muted">
              {isOut ? t("out") : t(isSigns ? "wordsSigns" : "words", { count: words })}
            </span>
            {turns === part && (
              <span className="block">
                <Badge tone="neutral">{t("secondPage")}</Badge>
              </span>
            )}
          </>
        ),
      }))}
    />
  );
}
