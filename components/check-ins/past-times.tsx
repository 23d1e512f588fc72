import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { CheckInAnswer } from "@/db/reference/support-words";
import { earlierNote, isDue, recordsOf } from "@/lib/check-ins/check-in";
import { RecordForm } from "./record-form";
import { useMomentWords } from "./use-moment-words";

const tones: Record<CheckInAnswer, Tone> = {
  all_right: "done",
  not_all_right: "danger",
  changed: "caution",
};

const correctableMs = 24 * 60 * 60_000;

/** What was heard and what was missed, the latest first. What turns up late, or was wrong, is recorded here. */
export function PastTimes({
  caseId,
  of: times,
  timeZone,
  now,
}: {
  caseId: string;
  of: readonly {
    id: string;
    dueAt: Date;
    answer: CheckInAnswer | null;
    heardAt: Date | null;
    recordedAt: Date | null;
    recordedBy: string | null;
    missedAt: Date | null;
    hasNote: boolean;
    /** What was recorded before, the first first. */
    earlier: readonly {
      answer: CheckInAnswer;
      heardAt: Date;
      recordedBy: string | null;
      hasNote: boolean;
    }[];
  }[];
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns");
  const when = useMomentWords(timeZone, now);
  return (
    <ul>
      {times.map((one) => (
        <li
          key={one.id}
          className="flex flex-col gap-2 border-b border-line px-4 py-3 last:border-b-0"
        >
          <p className="flex flex-wrap items-center gap-2">
            <span>{when(one.dueAt)}</span>
            {one.missedAt && <Badge tone="danger">{t("page.missed")}</Badge>}
            {one.answer && <Badge tone={tones[one.answer]}>{t(`answers.${one.answer}`)}</Badge>}
            {one.heardAt && (
              <span className="text-meta text-ink-muted">
                {t("page.heard", { when: when(one.heardAt), name: one.recordedBy ?? "" })}
                {one.hasNote && `, ${t("page.hasNote")}`}
              </span>
            )}
          </p>
          {one.earlier.length > 0 && (
            <ol className="flex flex-col gap-1 text-meta text-ink-muted">
              {one.earlier.map((record, at) => (
                <li key={earlierNote(one.id, at)}>
                  {t("page.before", { answer: t(`answers.${record.answer}`) })}{" "}
                  {t("page.heard", {
                    when: when(record.heardAt),
                    name: record.recordedBy ?? "",
                  })}
                  {record.hasNote && `, ${t("page.hasNote")}`}
                </li>
              ))}
            </ol>
          )}
          {(!one.recordedAt || now.getTime() - one.recordedAt.getTime() < correctableMs) && (
            <RecordForm
              caseId={caseId}
              timeId={one.id}
              answer={one.answer ?? undefined}
              seen={recordsOf(one)}
              isEarly={!isDue(one, now)}
              title={t(one.answer ? "page.correct" : "page.late")}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
