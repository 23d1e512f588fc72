import { useTranslations } from "next-intl";
import { OnePressForm } from "@/components/settings/one-press-form";
import { recordCheckIn } from "@/lib/check-ins/actions";
import { canRecord } from "@/lib/check-ins/check-in";
import { useFormats } from "@/lib/i18n/formats";
import { RecordForm } from "./record-form";
import { useMomentWords } from "./use-moment-words";

/** The next check-ins: one press where all is right, a form for anything else. */
export function TimesToCome({
  caseId,
  of: times,
  zone,
  timeZone,
  now,
}: {
  caseId: string;
  of: readonly { id: string; dueAt: Date; missedAfter: Date }[];
  /** On whose clock they were agreed. */
  zone: string;
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns");
  const { laterTime } = useFormats();
  const when = useMomentWords(timeZone, now, zone);
  return (
    <ul>
      {times.map(({ id, dueAt, missedAfter }) => (
        <li key={id} className="flex flex-col gap-3 border-b border-line px-4 py-3 last:border-b-0">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p>
              <span className="font-semibold">{t("page.due", { when: when(dueAt) })}</span>{" "}
              <span className="text-meta text-ink-muted">
                {t("page.missedAfter", { time: laterTime(missedAfter, dueAt, timeZone) })}
              </span>
            </p>
            {canRecord({ dueAt }, now) ? (
              <OnePressForm
                action={recordCheckIn}
                fields={{ caseId, timeId: id, answer: "all_right" }}
                look="primary"
                refused={t("now.refused")}
              >
                {t("answers.all_right")}
              </OnePressForm>
            ) : (
              <p className="text-meta text-ink-muted">{t("page.notYet")}</p>
            )}
          </div>
          {canRecord({ dueAt }, now) && (
            <RecordForm caseId={caseId} timeId={id} title={t("page.record")} />
          )}
        </li>
      ))}
    </ul>
  );
}
