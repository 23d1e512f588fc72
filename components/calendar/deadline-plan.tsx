import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/ui/panel";
import { planBack } from "@/lib/deadlines/actions";
import {
  isDeadline,
  isOfOneState,
  isRule,
  type SessionDate,
  stepsBefore,
  type Task,
  taskDay,
} from "@/lib/deadlines/deadline";
import { anchorOf, DeadlineForm, DropForm, RemoveTaskForm, TaskForm } from "./deadline-forms";
import { isOver, More, When, Why } from "./deadline-parts";
import { useDeadlineName } from "./names";
import { StateDeadlines, type StatesByCode } from "./state-deadlines";
import { type Reader, TaskRow } from "./task-row";

type Anchor = { value: string; label: string };

/** Each deadline of a session with its source and its steps; then the steps that belong to none. */
export function DeadlinePlan({
  sessionId,
  dates,
  tasks,
  members,
  states,
  startsOn,
  zone,
  reader,
  may,
}: {
  sessionId: string;
  dates: readonly SessionDate[];
  tasks: readonly Task[];
  members: readonly { id: string; name: string }[];
  /** By code: the States whose reviews have deadlines of their own. */
  states: StatesByCode;
  /** The day of the session, where it is known. */
  startsOn: string | null;
  zone: string;
  reader: Reader;
  may: { set: boolean; plan: boolean };
}) {
  const t = useTranslations("calendar");
  const nameOf = useDeadlineName();
  const deadlines = dates.filter(isDeadline);
  const placed = deadlines.filter((date) => !isOfOneState(date));
  const named = placed.map((date) => ({
    date,
    value: date.kind === "own" ? `deadline:${date.id}` : `rule:${date.kind}`,
    name: nameOf(date),
  }));
  const anchors: Anchor[] = [
    { value: "day", label: t("form.beforeDay") },
    { value: "rule:session", label: t("form.beforeSession") },
    ...named
      .filter(({ date }) => !date.isDropped)
      .map(({ value, name }) => ({ value, label: name })),
  ];
  const rows = (of: readonly Task[]) => (
    <TaskRows {...{ sessionId, dates, members, anchors, reader }} tasks={of} mayPlan={may.plan} />
  );
  const isPlaced = (task: Task) => named.some(({ value }) => value === anchorOf(task));
  const others = tasks.filter((task) => !isPlaced(task));
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      {named.map(({ date, value, name }) => {
        const before = stepsBefore(date, tasks);
        return (
          <Section
            key={value}
            title={<bdi data-written={date.title ? "" : undefined}>{name}</bdi>}
            aside={<When {...{ date, tasks, zone, reader }} />}
          >
            <div className="flex flex-col gap-2 pt-3">
              <Why date={date} />
              {startsOn !== null && isAfterSession(date, startsOn) && (
                <p className="font-semibold text-caution">{t("plan.afterSession")}</p>
              )}
              {may.set && (
                <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                  <More summary={t("plan.change")} name={t("plan.changeOf", { what: name })}>
                    <DeadlineForm sessionId={sessionId} date={date} />
                  </More>
                  {date.id && <DropForm sessionId={sessionId} date={date} what={name} />}
                </div>
              )}
              {before.length > 0 ? (
                rows(before)
              ) : (
                <p className="text-meta text-ink-muted">{t("plan.noSteps")}</p>
              )}
              {may.plan &&
                before.length === 0 &&
                !date.isDropped &&
                !isOver(date, reader.today) && (
                  <div className="flex flex-col gap-1">
                    <ActionForm
                      action={planBack}
                      hidden={{ sessionId, before: value }}
                      submit={t("plan.usual")}
                      name={t("plan.usualOf", { deadline: name })}
                      look="secondary"
                      size="small"
                    />
                    <p className="text-meta text-ink-muted">{t("plan.usualHint")}</p>
                  </div>
                )}
            </div>
          </Section>
        );
      })}
      <StateDeadlines
        {...{ sessionId, states, zone, reader }}
        dates={deadlines.filter(isOfOneState)}
        maySet={may.set}
      />
      {(others.length > 0 || may.plan) && (
        <Section
          title={others.length > 0 && named.length > 0 ? t("plan.ownSteps") : t("plan.steps")}
        >
          {others.length > 0 && rows(others)}
          {may.plan && (
            <div className="pt-3">
              <More summary={t("plan.addStep")}>
                <TaskForm
                  sessionId={sessionId}
                  before={named.find(({ date }) => !date.isDropped)?.value ?? "rule:session"}
                  anchors={anchors}
                  members={members}
                />
              </More>
            </div>
          )}
        </Section>
      )}
      {may.set && (
        <More summary={t("plan.add")}>
          <DeadlineForm sessionId={sessionId} />
        </More>
      )}
    </div>
  );
}

function TaskRows({
  sessionId,
  tasks,
  dates,
  members,
  anchors,
  reader,
  mayPlan,
}: {
  sessionId: string;
  tasks: readonly Task[];
  dates: readonly SessionDate[];
  members: readonly { id: string; name: string }[];
  anchors: readonly Anchor[];
  reader: Reader;
  mayPlan: boolean;
}) {
  const t = useTranslations("calendar.plan");
  const dated = tasks
    .map((task) => ({ task, day: taskDay(task, dates) }))
    .sort(
      (a, b) => (a.day ?? "9").localeCompare(b.day ?? "9") || a.task.id.localeCompare(b.task.id),
    );
  return (
    <ul>
      {dated.map(({ task, day }) => (
        <TaskRow
          key={task.id}
          task={task}
          day={day}
          sessionId={sessionId}
          reader={reader}
          mayFinish={mayPlan || task.ownerId === reader.membershipId}
        >
          {mayPlan && task.doneAt === null && (
            <More summary={t("change")} name={t("changeOf", { what: task.title })}>
              <div className="flex flex-col gap-4">
                <TaskForm {...{ sessionId, task, anchors, members }} />
                <RemoveTaskForm sessionId={sessionId} task={task} />
              </div>
            </More>
          )}
        </TaskRow>
      ))}
    </ul>
  );
}

/** What is done before a session by its rule, and stands behind its first day: a slip, or somebody knows better. */
const isAfterSession = ({ kind, on, precision, isDropped }: SessionDate, startsOn: string) =>
  isRule(kind) && !isDropped && precision === "day" && on !== null && on > startsOn;
