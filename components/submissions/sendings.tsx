import { useTranslations } from "next-intl";
import type { SubmissionChannel, SubmissionKind } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

export interface ShownSending {
  id: string;
  kind: SubmissionKind;
  format: string;
  hash: string;
  address: string;
  channel: SubmissionChannel;
  sentOn: string;
  recordedAt: Date;
  recordedBy: string | null;
}

/** What was sent: which, when, how, to which address, and by which hash the file is known. */
export function Sendings({
  of: sendings,
  timeZone,
}: {
  of: readonly ShownSending[];
  timeZone: string;
}) {
  const t = useTranslations("submissions");
  const { day } = useFormats();
  return sendings.length === 0 ? (
    <p className="text-ink-muted">{t("sent.empty")}</p>
  ) : (
    <ul className="divide-y divide-line">
      {sendings.map((one) => (
        <li key={one.id} className="py-3 first:pt-0 last:pb-0">
          <p className="font-semibold">
            {t("sent.line", {
              kind: t(`kind.${one.kind}`),
              channel: t(`channel.${one.channel}`),
              date: day(one.sentOn),
            })}
          </p>
          <p dir="auto" data-written="" className="whitespace-pre-line break-words">
            {one.address}
          </p>
          <p className="text-meta text-ink-muted" data-written="">
            {t("sent.recorded", {
              name: one.recordedBy ?? "–",
              date: day(dayInZone(one.recordedAt, timeZone)),
            })}
          </p>
          <p className="text-meta text-ink-muted">
            {t("sent.hash", { format: one.format.toUpperCase() })}{" "}
            <code dir="ltr" className="break-all">
              {one.hash}
            </code>
          </p>
        </li>
      ))}
    </ul>
  );
}
