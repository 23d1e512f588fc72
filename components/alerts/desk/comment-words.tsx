import { useTranslations } from "next-intl";

/** More than stands in eight lines of a card. */
const mostLetters = 400;
const mostLines = 8;

const isLong = (words: string) =>
  words.length > mostLetters || words.split("\n").length > mostLines;

/**
 * The words of a comment. Of a long one the beginning stands there until somebody opens the rest, without a script,
 * too; on paper, where nothing can be pressed, all of it stands.
 */
export function CommentWords({ words }: { words: string }) {
  const t = useTranslations("alerts.desk.talk");
  if (!isLong(words)) {
    return (
      <p dir="auto" className="whitespace-pre-line wrap-anywhere">
        {words}
      </p>
    );
  }
  return (
    <div>
      <p
        dir="auto"
        className="whitespace-pre-line wrap-anywhere not-has-[+details[open]]:line-clamp-6 print:line-clamp-none!"
      >
        {words}
      </p>
      <details className="group/words mt-1 print:hidden">
        <summary className="link target inline-block">
          <span className="group-open/words:hidden">{t("showAll")}</span>
          <span className="hidden group-open/words:inline">{t("showLess")}</span>
        </summary>
      </details>
    </div>
  );
}
