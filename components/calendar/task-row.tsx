import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { Icon } from "@/components/ui/icon";
import { Check } from "@/components/ui/icons";
import { finishTask } from "@/lib/deadlines/actions";
import type { Task } from "@/lib/deadlines/deadline";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { LateMark } from "./late-mark";

/** Who reads, and when: for what the words of a row depend on. */
export type Reader = { today: string; timeZone: string; membershipId: string };

/** A step: what, whose, when, and that it is done. */
export function TaskRow({
  task,
  day,
  sessionId,
  reader,
  mayFinish,
  children,
}: {
  task: Task;
  /** The day on which it is due; null where none is known. */
  day: string | null;
  sessionId: string;
  reader: Reader;
  mayFinish: boolean;
  children?: React.ReactNode;
}) {
  const t = useTranslations("calendar");
  const isDone = task.doneAt !== null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-line py-2 not-first:border-t">
      <div className="min-w-0 flex-[1_1_12rem]">
        <p className="flex gap-2">
          {isDone && <Icon of={Check} size={16} className="mt-0.5 text-done" />}
          <bdi data-written="" className={isDone ? "text-ink-muted" : undefined}>
            {task.title}
          </bdi>
        </p>
        <p className="text-meta text-ink-muted">
          <TaskTime task={task} day={day} reader={reader} />
        </p>
        {children}
      </div>
      {mayFinish && (
        <ActionForm
          action={finishTask}
          hidden={{ sessionId, id: task.id, done: isDone ? "no" : "yes" }}
          submit={isDone ? t("task.notDone") : t("task.done")}
          name={t(isDone ? "task.notDoneOf" : "task.doneOf", { what: task.title })}
          look="quiet"
          size="small"
        />
      )}
    </li>
  );
}

/** When it is due and whose it is, or when it was done and by whom. */
function TaskTime({ task, day, reader }: { task: Task; day: string | null; reader: Reader }) {
  const t = useTranslations("calendar");
  const formats = useFormats();
  if (task.doneAt) {
    const done = formats.nearDay(dayInZone(task.doneAt, reader.timeZone), reader.today);
    return task.doneByName ? (
      <bdi>{t("task.isDone", { day: done, name: task.doneByName })}</bdi>
    ) : (
      t("task.isDoneBySomebody", { day: done })
    );
  }
  const owner =
    task.ownerId === reader.membershipId ? t("item.yours") : (task.ownerName ?? t("item.nobody"));
  const isLate = day !== null && day < reader.today;
  return (
    <>
      {isLate ? (
        <LateMark>{t("task.late", { day: formats.nearDay(day, reader.today) })}</LateMark>
      ) : day ? (
        formats.nearDay(day, reader.today)
      ) : task.daysBefore !== null ? (
        t("dayNotSet", { days: task.daysBefore })
      ) : (
        t("task.noDay")
      )}
      {" · "}
      <bdi data-written={task.ownerName ? "" : undefined}>{owner}</bdi>
    </>
  );
}
