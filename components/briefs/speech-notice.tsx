import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import type { Speech } from "@/lib/briefs/written/speech-paper";
import { TrimList } from "./fit-notice";

/** How many words a speech has for its minutes, and where it can lose how many. */
export function SpeechNotice({
  of: { mostSeconds, mostWords, seconds, trims, words },
  language,
}: {
  of: Pick<Speech, "mostSeconds" | "mostWords" | "seconds" | "trims" | "words">;
  language: PaperLanguage;
}) {
  const t = useTranslations("briefs.speech");
  // In Chinese signs are counted.
  const signs = language === "zh" ? "Signs" : "";
  const clock = (all: number) => {
    const [minutes, rest] = [Math.floor(all / 60), all % 60];
    return rest === 0
      ? t("clockWhole", { minutes })
      : t("clock", { minutes, seconds: String(rest).padStart(2, "0") });
  };
  const used = t(`used${signs}`, {
    words,
    most: mostWords,
    time: clock(seconds),
    minutes: clock(mostSeconds),
  });
  const over = words - mostWords;
  if (over <= 0) {
    return <Notice tone="done" title={t("fits")} aside={used} />;
  }
  if (trims === null) {
    return <Notice tone="caution" title={t(`cannotTrim${signs}`, { words: over })} aside={used} />;
  }
  return (
    <Notice tone="caution" title={t(`over${signs}`, { words: over })} aside={used}>
      <TrimList of={trims} language={language} />
    </Notice>
  );
}
