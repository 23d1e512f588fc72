import { useTranslations } from "next-intl";
import type { AlertLanguage } from "@/db/reference/words";
import type { Piece } from "@/lib/alert-history/compare";
import { directionOf } from "@/lib/alerts/alert";
import "./history.css";

/** A compared text: what was added is underlined, what was taken out struck through, and both are said in words too. */
export function Pieces({ of: pieces, language }: { of: Piece[]; language: AlertLanguage }) {
  const t = useTranslations("history.compare");
  return (
    <p lang={language} dir={directionOf(language)} className="compared">
      {pieces.map(({ kind, text }, at) => {
        const key = `${at} ${kind}`;
        if (kind === "same") {
          return <span key={key}>{text}</span>;
        }
        const Mark = kind === "added" ? "ins" : "del";
        return (
          <Mark key={key}>
            <span className="sr-only">[{t(kind)}: </span>
            {text}
            <span className="sr-only">]</span>
          </Mark>
        );
      })}
    </p>
  );
}
