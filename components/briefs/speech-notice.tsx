import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import type { Speech } from "@/lib/briefs/written/speech-paper";
import { TrimList } from "./fit-notice";

type Measured = Pick<Speech, "mostSeconds" | "mostWords" | "seconds" | "words">;

/** How many words a speech has of those that its minutes hold, and how long it is. */
export function SpeechUse({
  of: { mostSeconds, mostWords, seconds, words },
  isSigns,
}: {
  of: Measured;
  /** Signs are counted, as in Chinese. */
  isSigns: boolean;
}) {
  const t = useTranslations("briefs.speech");
  const clock = (all: number) => {
    const [minutes, rest] = [Math.floor(all / 60), all % 60];
    const isShort = minutes === 0 && rest > 0;
    return isShort
      ? t("clockSeconds", { seconds: rest })
      : rest === 0
        ? t("clockWhole", { minutes })
        : t("clock", { minutes, seconds: String(rest).padStart(2, "0") });
  };
  return t(isSigns ? "usedSigns" : "used", {
    words,
    most: mostWords,
    time: clock(seconds),
    minutes: clock(mostSeconds),
  });
}

/** The same as a notice, with where it can lose how many. */
export function SpeechNotice({
  of: speech,
  language,
}: {
  of: Measured & Pick<Speech, "trims">;
  language: PaperLanguage;
}) {
  const t = useTranslations("briefs.speech");
  // In Chinese signs are counted.
  const signs = language === "zh" ? "Signs" : "";
  const { mostWords, trims, words } = speech;
  const used = <SpeechUse of={speech} isSigns={signs !== ""} />;
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
