"use client";

import { useTranslations } from "next-intl";
import type { CommitmentChanges } from "@/lib/commitments/commitment";
import type { OneAnswer } from "./change-requests";
import { useCommitmentWords } from "./commitment-words";

/** The place of a change as it is told: a State's name and a case's reference. */
export interface Told {
  state: string;
  case: string;
}

type Members = readonly { id: string; name: string }[];
type Answer = OneAnswer | { outcome: "stale" };

/** Sentences about what was changed, taken back and refused, for one place and for many. */
export function useOutcomeWords(members: Members = []) {
  const t = useTranslations();
  const words = useCommitmentWords();
  const many = (told: readonly unknown[]) => ({ count: told.length });
  const cells = (done: readonly { changes: CommitmentChanges }[]) => ({
    count: done.reduce((sum, { changes }) => sum + sizeOf(changes), 0),
  });

  /** "Example State 1, PL-2026-3FD: Asked." or "6 cells set to Asked." */
  function changed(done: readonly { who: Told; changes: CommitmentChanges }[]): string {
    const values = done.map(({ changes }) => words.value(changes, members));
    const [first] = done;
    if (done.length === 1 && first) {
      return t("commitments.saving.changed", { ...first.who, value: values[0] ?? "" });
    }
    const isOne = new Set(values).size === 1 && done.every(({ changes }) => sizeOf(changes) === 1);
    return isOne
      ? t("commitments.saving.cellsSet", { ...many(done), value: values[0] ?? "" })
      : t("commitments.saving.cellsChanged", cells(done));
  }

  function returned(key: "undone" | "redone") {
    return (done: readonly { who: Told; changes: CommitmentChanges }[]): string => {
      const [first] = done;
      return done.length === 1 && first
        ? t(`commitments.saving.${key}`, { ...first.who })
        : t(`commitments.saving.${key}Many`, cells(done));
    };
  }

  /** What came of the places where nothing was changed; nothing when all went well. */
  function problems(
    told: readonly { who: Told; answer: Answer }[],
    kind: "change" | "return" = "change",
  ): string {
    const sentences: string[] = [];
    const failed = told.filter(({ answer }) => answer.outcome === "failed");
    if (failed[0]) {
      sentences.push(
        failed.length === 1
          ? t("commitments.saving.failed", { ...failed[0].who })
          : t("commitments.saving.failedMany", many(failed)),
      );
    }
    const refused = told.flatMap(({ who, answer }) =>
      answer.outcome === "refused" ? [{ who, reason: reasonOf(answer) }] : [],
    );
    for (const reason of new Set(refused.map((one) => one.reason))) {
      const alike = refused.filter((one) => one.reason === reason);
      const which =
        alike.length === 1 && alike[0]
          ? t("commitments.saving.refused", { ...alike[0].who })
          : t("commitments.saving.refusedMany", many(alike));
      sentences.push(`${which} ${reason}`);
    }
    const met = told.filter(({ answer }) => answer.outcome === "conflict");
    if (kind === "return" && met[0]) {
      sentences.push(
        met.length === 1
          ? t("commitments.saving.changedSince", { ...met[0].who })
          : t("commitments.saving.changedSinceMany", many(met)),
      );
    }
    return sentences.join(" ");
  }

  function reasonOf({ messageKey, field }: Extract<OneAnswer, { outcome: "refused" }>): string {
    const reason = t(messageKey as Parameters<typeof t>[0]);
    const key = `commitments.field.${field}` as Parameters<typeof t>[0];
    return field && t.has(key)
      ? t("commitments.saving.ofField", { field: t(key), reason })
      : reason;
  }

  return { changed, undone: returned("undone"), redone: returned("redone"), problems };
}

const sizeOf = (changes: CommitmentChanges) =>
  Object.values(changes).filter((value) => value !== undefined).length;
