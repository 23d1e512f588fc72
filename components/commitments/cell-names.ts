import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Word } from "@/db/reference/words";
import type { MatrixCell, MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";
import { useStageName } from "./stage-glyph";

export type CellNames = ReturnType<typeof useCellNames>;

/**
 * "Example State 4, PL-2026-017: Agreed, in writing. Reply due". There are thousands of cells and few different
 * sentences, so each sentence is formatted once and the State is put in.
 */
export function useCellNames() {
  const t = useTranslations("commitments.matrix");
  const word = useTranslations("commitments.word");
  const stageName = useStageName();
  const gap = "\u0001";
  const [known] = useState(() => new Map<string, string>());
  return (row: MatrixRow, column: MatrixColumn, cell: MatrixCell): string => {
    const isOwn = row.code === column.ownState;
    const key = isOwn
      ? column.id
      : `${column.id} ${cell?.[0]} ${cell?.[2]} ${cell?.[3]} ${cell?.[4]}`;
    let sentence = known.get(key);
    if (sentence === undefined) {
      const value = [
        [
          stageName(cell?.[0] ?? "not_approached"),
          cell?.[2] && word(`${cell[2] as Word}`),
          cell && cell[4] > 1 && t("several", { count: cell[4] }),
        ]
          .filter(Boolean)
          .join(", "),
        cell?.[3] === "due" && t("replyDue"),
      ]
        .filter(Boolean)
        .join(". ");
      const parts = { state: gap, case: column.reference };
      sentence = isOwn ? t("ownCell", parts) : t("cell", { ...parts, value });
      known.set(key, sentence);
    }
    return sentence.replace(gap, row.name);
  };
}
