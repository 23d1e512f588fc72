import { useTranslations } from "next-intl";
import type { Naming, Word } from "@/db/reference/words";
import type { CommitmentChanges, CommitmentRow, LastChange } from "@/lib/commitments/commitment";
import { isLate, namesNobody, overlayOf, shownStage } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import { tellingPart } from "@/lib/people/telling-part";
import { useStageName } from "./stage-glyph";

type Told = Pick<CommitmentRow, "state" | "case">;

/** The words for the parts of a commitment, the same in the table, the matrix and on its page. */
export function useCommitmentWords() {
  const t = useTranslations("commitments");
  const stageName = useStageName();
  const { day } = useFormats();
  const word = (value: Word | null) =>
    value === null
      ? t("word.none")
      : t("cell.wordShort", { word: value, meaning: t(`word.${value}`) });
  /** Whose an ask is, in full: a colleague by name, a partner by its organisation. */
  const owner = (of: CommitmentRow["owner"]): string =>
    of === null
      ? t("cell.empty")
      : of.isMe
        ? t("owner.me", { name: of.name })
        : of.name || of.organisation || t("owner.partner");
  return {
    word,
    /** That a commitment was changed while somebody wanted to, and by whom. */
    meanwhile: (row: Told, by: LastChange | null): string => {
      const told = { state: row.state.name, case: row.case.reference };
      return by?.who === "other"
        ? t("conflict.by", { ...told, name: by.name })
        : t(`conflict.${by?.who ?? "title"}`, told);
    },
    owner,
    /** The same as far as it tells the owner from colleagues, for a narrow column. */
    ownerShort: (of: CommitmentRow["owner"], members: readonly { name: string }[]): string =>
      of?.isMe
        ? t("owner.you")
        : of?.name
          ? tellingPart(
              of.name,
              members.map(({ name }) => name),
            )
          : owner(of),
    stage: (row: Pick<CommitmentRow, "stage" | "isRaised">) => stageName(shownStage(row)),
    naming: (naming: Naming) => t(`naming.${naming}`),
    due: (row: Pick<CommitmentRow, "dueOn" | "closedAs" | "isRaised">, today: string) =>
      row.dueOn === null
        ? t("cell.empty")
        : isLate(row, today)
          ? t("cell.late", { day: day(row.dueOn, "short") })
          : day(row.dueOn, "short"),
    who: (row: Told) => ({ state: row.state.name, case: row.case.reference }),
    /** What a change sets, in words: "Agreed", "Asked, 3 · said before two of us". */
    value: (
      { stage, word: said, dueOn, ownerId, nextStep }: CommitmentChanges,
      members: readonly { id: string; name: string }[],
    ): string =>
      [
        stage !== undefined && stageName(stage),
        said !== undefined && word(said),
        nextStep !== undefined && (nextStep ? quoted(nextStep) : t("cell.empty")),
        dueOn !== undefined && (dueOn === null ? t("cell.empty") : day(dueOn, "short")),
        ownerId !== undefined &&
          (members.find((member) => member.id === ownerId)?.name ?? t("cell.empty")),
      ]
        .filter((part) => part !== false)
        .join(", ") || t("cell.empty"),
    overlay: (row: CommitmentRow, today: string) => overlayOf(row, today),
    forbids: (row: Pick<CommitmentRow, "mayName">) => namesNobody(row.mayName),
  };
}

/** Somebody's words within a sentence of ours: its beginning, and with a direction that ends where they end. */
function quoted(words: string): string {
  const letters = [...words];
  const most = 80;
  return `\u2068${letters.slice(0, most).join("")}${letters.length > most ? "…" : ""}\u2069`;
}
