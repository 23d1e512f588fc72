"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import { reportSave } from "@/components/ui/save-status";
import type { CommitmentChanges, CommitmentRow } from "@/lib/commitments/commitment";
import { type ChangeAnswer, type ChangeRequest, NotSaved, sendChange } from "./change-requests";
import { useCommitmentWords } from "./commitment-words";

export interface Conflict {
  row: CommitmentRow;
  wanted: CommitmentChanges;
}

type Members = readonly { id: string; name: string }[];

/**
 * Changes rows in place. The new value is shown at once, and called saved only when the server has said so; when it
 * says no, the old value comes back with the reason. Changes of one row go one after the other, each with the version
 * that the one before produced, so that nobody conflicts with themselves.
 */
export function useRowChanges(members: Members) {
  const t = useTranslations();
  const words = useCommitmentWords();
  const [overrides, setOverrides] = useState<ReadonlyMap<string, CommitmentRow>>(new Map());
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const queues = useRef(new Map<string, Promise<CommitmentRow>>());

  const put = (row: CommitmentRow) => setOverrides((before) => new Map(before).set(row.id, row));

  function change(row: CommitmentRow, changes: CommitmentChanges) {
    const shown = overrides.get(row.id) ?? row;
    put(applied(shown, changes, members));
    const queued = (queues.current.get(row.id) ?? Promise.resolve(shown)).then((standing) =>
      send(standing, changes, {
        kind: "change",
        id: row.id,
        expectedVersion: standing.version,
        changes,
      }),
    );
    queues.current.set(row.id, queued);
  }

  async function send(
    standing: CommitmentRow,
    changes: CommitmentChanges,
    request: ChangeRequest,
  ): Promise<CommitmentRow> {
    const who = words.who(standing);
    reportSave({ state: "sending" });
    try {
      const answer = await sendChange(request);
      return settle(standing, changes, answer);
    } catch (failure) {
      if (!(failure instanceof NotSaved)) {
        throw failure;
      }
      reportSave({ state: "failed" });
      put(standing);
      announce(t("commitments.saving.failed", who), "assertive");
      notify({ message: t("commitments.saving.failed", who) });
      return standing;
    }
  }

  function settle(
    standing: CommitmentRow,
    changes: CommitmentChanges,
    answer: ChangeAnswer,
  ): CommitmentRow {
    const who = words.who(standing);
    if (answer.outcome === "refused") {
      reportSave({ state: "none" });
      put(standing);
      const reason = t(answer.messageKey as Parameters<typeof t>[0]);
      announce(`${t("commitments.saving.refused", who)} ${reason}`, "assertive");
      notify({ message: `${t("commitments.saving.refused", who)} ${reason}` });
      return standing;
    }
    if (answer.outcome === "several") {
      return standing;
    }
    put(answer.row);
    if (answer.outcome === "conflict") {
      reportSave({ state: "none" });
      setConflicts((before) => [
        ...before.filter((one) => one.row.id !== standing.id),
        { row: answer.row, wanted: changes },
      ]);
      return answer.row;
    }
    reportSave({ state: "saved", at: new Date() });
    const { eventId, row } = answer;
    notify({
      message: t("commitments.saving.changed", { ...who, value: words.value(changes, members) }),
      ...(eventId && { undo: () => undo(row, eventId) }),
    });
    return row;
  }

  function undo(row: CommitmentRow, eventId: string) {
    const queued = (queues.current.get(row.id) ?? Promise.resolve(row)).then(async (standing) => {
      reportSave({ state: "sending" });
      try {
        const answer = await sendChange({ kind: "undo", id: row.id, eventId });
        if (answer.outcome === "changed") {
          reportSave({ state: "saved", at: new Date() });
          put(answer.row);
          announce(t("commitments.saving.undone", words.who(row)));
          return answer.row;
        }
        reportSave({ state: "none" });
        if (answer.outcome === "conflict") {
          put(answer.row);
          announce(t("refusals.conflict"), "assertive");
          notify({ message: t("refusals.conflict") });
          return answer.row;
        }
      } catch {
        reportSave({ state: "failed" });
        notify({ message: t("commitments.saving.failed", words.who(row)) });
      }
      return standing;
    });
    queues.current.set(row.id, queued);
  }

  return {
    shown: (row: CommitmentRow) => newer(row, overrides.get(row.id)),
    change,
    put,
    conflicts,
    settleConflict(conflict: Conflict, useMine: boolean) {
      setConflicts((before) => before.filter((one) => one !== conflict));
      if (useMine) {
        queues.current.set(conflict.row.id, Promise.resolve(conflict.row));
        change(conflict.row, conflict.wanted);
      }
    },
  };
}

/** A page that was fetched later may know more than what this browser changed before. */
function newer(row: CommitmentRow, override: CommitmentRow | undefined): CommitmentRow {
  return override && override.version >= row.version ? override : row;
}

function applied(row: CommitmentRow, changes: CommitmentChanges, members: Members): CommitmentRow {
  const { ownerId, ...rest } = changes;
  return {
    ...row,
    ...(rest as Partial<CommitmentRow>),
    ...(ownerId !== undefined && {
      owner: members.find((member) => member.id === ownerId) ?? null,
    }),
  };
}
