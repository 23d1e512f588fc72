"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select-field";
import { type Stage, stages } from "@/db/reference/words";
import type { CommitmentChanges } from "@/lib/commitments/commitment";
import { isLongPast } from "@/lib/dates/long-past";
import { useFormats } from "@/lib/i18n/formats";
import { holdsDay } from "./day-field";

/** Nobody, as a choice beside the members. */
const nobody = "none";

/**
 * "12 rows selected": their stage, owner and due date, set together as one step. What is left empty stays as it is. What
 * can't be set is said at its field, and stays written.
 */
export function SelectedBar({
  count,
  isSaid,
  members,
  today,
  onSet,
  onClear,
  children,
}: {
  count: number;
  /** Whether what is selected is said already as it is chosen: it is said once. */
  isSaid: boolean;
  today: string;
  members: readonly { id: string; name: string }[];
  /** Answers why something was not saved, or with nothing. */
  onSet: (changes: CommitmentChanges, because: string) => Promise<string>;
  onClear: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("commitments");
  const reason = useTranslations("forms");
  const stageName = useTranslations("stages.label");
  const id = useId();
  const [missing, setMissing] = useState(false);
  const [isNoDay, setNoDay] = useState(false);
  /** A day long past, about which somebody has been asked. */
  const [asked, setAsked] = useState("");
  const [problems, setProblems] = useState("");
  const { day } = useFormats();
  const dueField = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setProblems("");
    setNoDay(!holdsDay(dueField.current));
    if (!holdsDay(dueField.current)) {
      setMissing(false);
      dueField.current?.focus();
      return;
    }
    const [stage, owner, due] = ["stage", "owner", "due"].map((name) => String(form.get(name)));
    const mustAsk = due !== undefined && isLongPast(due, today) && due !== asked;
    setAsked(mustAsk ? due : "");
    if (mustAsk) {
      setMissing(false);
      dueField.current?.focus();
      return;
    }
    const changes: CommitmentChanges = {
      ...(stage && { stage: stage as Stage }),
      ...(owner && { ownerId: owner === nobody ? null : owner }),
      ...(due && { dueOn: due }),
    };
    setMissing(Object.keys(changes).length === 0);
    if (Object.keys(changes).length > 0) {
      setProblems(await onSet(changes, String(form.get("because") ?? "").trim()));
    }
  }

  return (
    <form
      aria-label={t("table.bulk")}
      noValidate
      onSubmit={submit}
      className="flex flex-wrap items-end gap-x-4 gap-y-2 rounded-panel border border-line-strong bg-surface px-4 py-2 shadow-overlay print:hidden"
    >
      <span role={isSaid ? undefined : "status"} className="min-h-9 content-center font-semibold">
        {t("table.selected", { count })}
      </span>
      {children}
      <Labelled id={`${id}-stage`} label={t("column.stage")}>
        <Select
          id={`${id}-stage`}
          name="stage"
          defaultValue=""
          placeholder={t("table.asItIs")}
          options={stages.map((stage) => ({ value: stage, label: stageName(stage) }))}
        />
      </Labelled>
      <Labelled id={`${id}-owner`} label={t("column.owner")}>
        <Select
          id={`${id}-owner`}
          name="owner"
          defaultValue=""
          placeholder={t("table.asItIs")}
          options={[
            { value: nobody, label: t("detail.noOne") },
            ...members.map((member) => ({ value: member.id, label: member.name })),
          ]}
        />
      </Labelled>
      <Labelled id={`${id}-due`} label={t("column.due")}>
        <input
          ref={dueField}
          id={`${id}-due`}
          type="date"
          name="due"
          aria-invalid={isNoDay || undefined}
          aria-describedby={isNoDay ? `${id}-no-day` : asked ? `${id}-asked` : undefined}
          className="min-h-9 rounded-control border border-line-strong bg-surface px-2 text-ui text-ink aria-invalid:border-danger"
        />
      </Labelled>
      <Labelled id={`${id}-because`} label={t("why.label")}>
        <input
          id={`${id}-because`}
          name="because"
          dir="auto"
          maxLength={300}
          autoComplete="off"
          className="min-h-9 w-full rounded-control border border-line-strong bg-surface px-2 text-ui text-ink"
        />
      </Labelled>
      <Button type="submit" look="primary" size="small">
        {t("table.setSelected", { count })}
      </Button>
      <Button size="small" look="quiet" onClick={onClear}>
        {t("table.clearSelection")}
      </Button>
      {isNoDay && (
        <p id={`${id}-no-day`} role="alert" className="text-meta font-semibold text-danger">
          {t("saving.ofField", { field: t("column.due"), reason: reason("dateImpossible") })}
        </p>
      )}
      {asked && (
        <p id={`${id}-asked`} role="alert" className="text-meta font-semibold text-caution">
          {t("table.longPast", { day: day(asked), count })}
        </p>
      )}
      {missing && (
        <p role="alert" className="text-meta text-danger">
          {t("table.nothingToSet")}
        </p>
      )}
      {problems && (
        <p className="text-meta font-semibold text-danger">
          {problems} {t("table.stillSelected")}
        </p>
      )}
    </form>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="w-36">
      <label htmlFor={id} className="text-meta text-ink-muted">
        {label}
      </label>
      {children}
    </div>
  );
}
