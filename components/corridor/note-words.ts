import { useTranslations } from "next-intl";
import { corridorAnswers, corridorWords, type NoteFields } from "@/lib/corridor/corridor";

/** A note in a few words: "Agreed · Said to me". */
export function useNoteWords(): (note: Pick<NoteFields, "answer" | "word">) => string {
  const t = useTranslations("corridor");
  return ({ answer, word }) => {
    const said = corridorAnswers.find((one) => one === answer);
    const sure = corridorWords.find((one) => String(one) === word);
    return (
      [said && t(`answer.${said}`), said && sure && t(`word.${sure}`)]
        .filter(Boolean)
        .join(" · ") || t("words")
    );
  };
}
