import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import {
  FormArea,
  FormCheck,
  FormDate,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import {
  changeDeadline,
  dropDeadline,
  keepDeadline,
  keepTask,
  removeTask,
} from "@/lib/deadlines/actions";
import type { SessionDate, Task } from "@/lib/deadlines/deadline";
import { known } from "./names";

const precisions = ["day", "month", "year", "unknown"] as const;

function useDeadlineLabels() {
  const t = useTranslations("calendar.form");
  return {
    title: t("name"),
    date: t("date"),
    time: t("time"),
    note: t("note"),
    dropped: t("dropped"),
  };
}

/** A deadline: what follows from a rule is replaced, one's own is changed; without `date` one is added. */
export function DeadlineForm({
  sessionId,
  date,
  stateKey,
}: {
  sessionId: string;
  date?: SessionDate;
  /** The State for whose review alone it is changed. */
  stateKey?: string;
}) {
  const t = useTranslations("calendar.form");
  const labels = useDeadlineLabels();
  const fields = (
    <>
      <FormDate
        name="date"
        label={labels.date}
        precisions={precisions}
        defaultValue={date ? known(date.on, date.precision) : { precision: "day", from: null }}
      />
      <FormText
        name="time"
        label={labels.time}
        hint={t("timeHint")}
        defaultValue={date?.time ?? ""}
        width="short"
        optional
        autoComplete="off"
      />
      <FormArea
        name="note"
        label={labels.note}
        hint={t("noteHint")}
        defaultValue={date?.note}
        rows={2}
        maxLength={500}
        optional
      />
    </>
  );
  return date && date.kind !== "own" ? (
    <ActionForm
      action={changeDeadline}
      hidden={{ sessionId, rule: date.kind, ...(stateKey && { state: stateKey }) }}
      labels={labels}
      submit={t("keep")}
      className="max-w-2xl"
    >
      {fields}
      <FormCheck name="dropped" label={labels.dropped} defaultChecked={date.isDropped} />
    </ActionForm>
  ) : (
    <ActionForm
      action={keepDeadline}
      hidden={{ sessionId, ...(date?.id && { id: date.id }) }}
      labels={labels}
      submit={date ? t("keep") : t("addDeadline")}
      className="max-w-2xl"
    >
      <FormText
        name="title"
        label={labels.title}
        hint={t("nameHint")}
        defaultValue={date?.title}
        maxLength={160}
        autoComplete="off"
      />
      {fields}
    </ActionForm>
  );
}

/** One press: a deadline of one's own goes, or the rule holds again. */
export function DropForm({
  sessionId,
  date,
  what,
}: {
  sessionId: string;
  date: SessionDate;
  what: string;
}) {
  const t = useTranslations("calendar.plan");
  const isOwn = date.kind === "own";
  return date.id ? (
    <ActionForm
      action={dropDeadline}
      hidden={{ sessionId, id: date.id }}
      submit={isOwn ? t("remove") : t("keepRule")}
      name={t(isOwn ? "removeOf" : "keepRuleOf", { what })}
      look={isOwn ? "danger" : "secondary"}
      size="small"
    />
  ) : null;
}

/** A step before a session. */
export function TaskForm({
  sessionId,
  task,
  before = "day",
  anchors,
  members,
}: {
  sessionId: string;
  task?: Task;
  /** What a new step is counted back from. */
  before?: string;
  anchors: readonly { value: string; label: string }[];
  members: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("calendar.form");
  const labels = {
    title: t("step"),
    ownerId: t("owner"),
    before: t("before"),
    days: t("days"),
    on: t("on"),
  };
  return (
    <ActionForm
      action={keepTask}
      hidden={{ sessionId, ...(task && { id: task.id }) }}
      labels={labels}
      submit={task ? t("keepStep") : t("addStep")}
      className="max-w-2xl"
    >
      <FormText
        name="title"
        label={labels.title}
        hint={t("stepHint")}
        defaultValue={task?.title}
        maxLength={160}
        autoComplete="off"
      />
      <FormSelect
        name="ownerId"
        label={labels.ownerId}
        optional
        placeholder={t("nobody")}
        defaultValue={task?.ownerId ?? ""}
        options={members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormSelect
        name="before"
        label={labels.before}
        defaultValue={task ? anchorOf(task) : before}
        options={[...anchors]}
      />
      <FormText
        name="days"
        label={labels.days}
        hint={t("daysHint")}
        defaultValue={task?.daysBefore?.toString() ?? (task ? "" : "7")}
        inputMode="numeric"
        width="short"
        optional
        autoComplete="off"
      />
      <FormText
        name="on"
        type="date"
        label={labels.on}
        hint={t("onHint")}
        defaultValue={task?.on ?? ""}
        width="short"
        optional
      />
    </ActionForm>
  );
}

/** What a step is counted back from, as the form sends it. */
export function anchorOf({ rule, deadlineId }: Pick<Task, "rule" | "deadlineId">): string {
  return rule ? `rule:${rule}` : deadlineId ? `deadline:${deadlineId}` : "day";
}

export function RemoveTaskForm({ sessionId, task }: { sessionId: string; task: Task }) {
  const t = useTranslations("calendar.plan");
  return (
    <ActionForm
      action={removeTask}
      hidden={{ sessionId, id: task.id }}
      submit={t("remove")}
      name={t("removeOf", { what: task.title })}
      look="danger"
      size="small"
    />
  );
}
