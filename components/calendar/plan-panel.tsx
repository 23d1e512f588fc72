import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import {
  isDeadline,
  isOfOneState,
  type SessionDate,
  type Task,
  taskDay,
} from "@/lib/deadlines/deadline";
import { When } from "./deadline-parts";
import { useDeadlineName } from "./names";
import { type Reader, TaskRow } from "./task-row";

/** A session's deadlines and the steps before them that are still open, on the session's page. */
export function PlanPanel({
  sessionId,
  dates,
  tasks,
  zone,
  reader,
  mayPlan,
}: {
  sessionId: string;
  dates: readonly SessionDate[];
  tasks: readonly Task[];
  zone: string;
  reader: Reader;
  mayPlan: boolean;
}) {
  const t = useTranslations("calendar");
  const nameOf = useDeadlineName();
  // One for each State of a review would fill the page; they stand among all dates.
  const shown = dates.filter((date) => isDeadline(date) && !isOfOneState(date) && !date.isDropped);
  const open = tasks
    .filter(({ doneAt }) => doneAt === null)
    .map((task) => ({ task, day: taskDay(task, dates) }))
    .sort(
      (a, b) => (a.day ?? "9").localeCompare(b.day ?? "9") || a.task.id.localeCompare(b.task.id),
    );
  const done = tasks.length - open.length;
  return (
    <Panel
      title={t("panel.title")}
      aside={
        <Link
          href={`/sessions/${sessionId}/deadlines` as Route}
          prefetch={false}
          className="link target"
        >
          {mayPlan ? t("panel.plan") : t("panel.look")}
        </Link>
      }
    >
      {shown.length === 0 ? (
        <p className="text-ink-muted">{t("panel.none")}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {shown.map((date) => (
            <li
              key={`${date.kind} ${date.id}`}
              className="flex flex-wrap items-baseline justify-between gap-x-4"
            >
              <span className="font-semibold">
                <bdi data-written={date.title ? "" : undefined}>{nameOf(date)}</bdi>
              </span>
              <span className="text-meta text-ink-muted">
                <When {...{ date, tasks, zone, reader }} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <ul className="mt-3 border-t border-line">
          {open.map(({ task, day }) => (
            <TaskRow
              key={task.id}
              task={task}
              day={day}
              sessionId={sessionId}
              reader={reader}
              mayFinish={mayPlan || task.ownerId === reader.membershipId}
            />
          ))}
        </ul>
      )}
      {done > 0 && (
        <p className="mt-2 text-meta text-ink-muted">
          {t("panel.doneCount", { done, all: tasks.length })}
        </p>
      )}
    </Panel>
  );
}
