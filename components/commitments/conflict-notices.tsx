"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CommitmentChanges } from "@/lib/commitments/commitment";
import { useCommitmentWords } from "./commitment-words";
import type { Conflict } from "./use-changes";

type Members = readonly { id: string; name: string }[];

/** What somebody else made of a commitment beside what the reader wanted, and the question which of them is to stand. */
export function ConflictNotices<Value>({
  conflicts,
  members = [],
  onSettle,
}: {
  conflicts: readonly Conflict<Value>[];
  members?: Members;
  onSettle: (conflict: Conflict<Value>, useMine: boolean) => void;
}) {
  const t = useTranslations("commitments.conflict");
  const words = useCommitmentWords();
  return conflicts.map((conflict) => {
    const { row, wanted, by } = conflict;
    const others: CommitmentChanges = {
      ...(wanted.word !== undefined && { word: row.word }),
      ...(wanted.nextStep !== undefined && { nextStep: row.nextStep }),
      ...(wanted.dueOn !== undefined && { dueOn: row.dueOn }),
    };
    const stands = [
      wanted.stage !== undefined && words.stage(row),
      Object.keys(others).length > 0 && words.value(others, members),
      wanted.ownerId !== undefined && words.owner(row.owner),
    ]
      .filter((part) => part !== false)
      .join(", ");
    return (
      <Notice key={row.id} tone="caution" role="alert" title={words.meanwhile(row, by)}>
        <p>{t("theirs", { value: stands })}</p>
        <p>{t("yours", { value: words.value(wanted, members) })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle(conflict, false)}>
            {t("keep")}
          </Button>
          <Button size="small" onClick={() => onSettle(conflict, true)}>
            {t("useMine")}
          </Button>
        </div>
      </Notice>
    );
  });
}
