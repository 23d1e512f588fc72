import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/ui/panel";
import { type Correction, partsOf } from "@/lib/conversations/conversation";
import { dayInZone, writeTime } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { useSpeakerName } from "./conversation-list";

/**
 * What was corrected, by whom and when. Texts are not repeated: what was taken out of one may not have been for
 * everybody's eyes.
 */
export function Corrections({
  corrections,
  timeZone,
}: {
  corrections: readonly Correction[];
  timeZone: string;
}) {
  const t = useTranslations("conversations.corrections");
  const formats = useFormats();
  const locale = useLocale();
  const nameOf = useSpeakerName();
  return (
    <Section title={t("title")}>
      {corrections.length === 0 ? (
        <p className="py-3 text-ink-muted">{t("none")}</p>
      ) : (
        <ol>
          {corrections.map((one) => (
            <li key={one.id} className="border-b border-line py-2 last:border-b-0">
              <p>
                {formats.list(
                  partsOf(one.changes.map(({ field }) => field)).map((part) =>
                    t(`parts.${part as "said"}`),
                  ),
                )}
              </p>
              <p className="text-meta text-ink-muted">
                {t("by", {
                  who: nameOf(one.by),
                  when: `${formats.day(dayInZone(one.at, timeZone))}, ${writeTime(one.at, locale, timeZone)}`,
                })}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
