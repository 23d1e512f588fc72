import { useTranslations } from "next-intl";
import { OnePressForm } from "@/components/settings/one-press-form";
import type { CheckInAnswer } from "@/db/reference/support-words";
import { recordCheckIn } from "@/lib/check-ins/actions";
import { canRecord, isDue } from "@/lib/check-ins/check-in";
import { useFormats } from "@/lib/i18n/formats";
import { RecordForm } from "./record-form";
import { useMomentWords } from "./use-moment-words";

/**
 * The next check-ins: one press where all is right once it is due, a form for anything else. What was heard last stands where
 * the button was that was pressed, so that nobody presses again.
 */
export function TimesToCome({
  caseId,
  of: times,
  zone,
  timeZone,
  now,
  last,
}: {
  caseId: string;
  of: readonly { id: string; dueAt: Date; missedAfter: Date }[];
  /** On whose clock they were agreed. */
  zone: string;
  timeZone: string;
  now: Date;
  /** What was heard last. */
  last: { answer: CheckInAnswer; heardAt: Date } | null;
}) {
  const t = useTranslations("checkIns");
  const { laterTime } = useFormats();
  const when = useMomentWords(timeZone, now, zone);
  const heard = useMomentWords(timeZone, now);
  return (
    <>
      <p role="status" className="border-b border-line px-4 py-3 empty:hidden">
        {last && t("lastKnown", { answer: t(`answers.${last.answer}`), when: heard(last.heardAt) })}
      </p>
      <ul>
        {times.map(({ id, dueAt, missedAfter }) => (
          <li
            key={id}
            className="flex flex-col gap-3 border-b border-line px-4 py-3 last:border-b-0"
          >
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <p>
                <span className="font-semibold">{t("page.due", { when: when(dueAt) })}</span>{" "}
                <span className="text-meta text-ink-muted">
                  {t("page.missedAfter", { time: laterTime(missedAfter, dueAt, timeZone) })}
                </span>
              </p>
              {isDue({ dueAt }, now) ? (
                <OnePressForm
                  action={recordCheckIn}
                  fields={{ caseId, timeId: id, answer: "all_right", seen: "0" }}
                  look="primary"
                  refused={t("now.refused")}
                >
                  {t("answers.all_right")}
                </OnePressForm>
              ) : (
                <p className="text-meta text-ink-muted">
                  {t(canRecord({ dueAt }, now) ? "page.nextDue" : "page.notYet")}
                </p>
              )}
            </div>
            {canRecord({ dueAt }, now) && (
              <RecordForm
                caseId={caseId}
                timeId={id}
                title={t(isDue({ dueAt }, now) ? "page.record" : "page.recordEarly")}
                seen={0}
                isEarly={!isDue({ dueAt }, now)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
