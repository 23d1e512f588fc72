"use client";

import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { undoChange } from "@/lib/commitments/actions";
import type {
  CommitmentChanges,
  CommitmentDetail,
  CommitmentEvent,
} from "@/lib/commitments/commitment";
import { dayInZone, writeTime } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { useCommitmentWords } from "./commitment-words";

/**
 * Every change with who, when, from what to what; each own kind of change can be taken back by a further one. With
 * `restores`, beside a table or a matrix, what a change set can be set again instead, by the table's or matrix's own way.
 */
export function HistoryList({
  commitment,
  timeZone,
  restores,
}: {
  commitment: CommitmentDetail;
  timeZone: string;
  restores?: {
    fields: readonly RestoredField[];
    onRestore: (changes: CommitmentChanges) => void;
  };
}) {
  const t = useTranslations("commitments.history");
  const { day } = useFormats();
  const locale = useLocale();
  const said = useChangeWords(commitment);
  return (
    <ol className="flex flex-col divide-y divide-line">
      {commitment.history.map((event) => {
        const at = new Date(event.at);
        const when = `${day(dayInZone(at, timeZone), "short")}, ${writeTime(at, locale, timeZone)}`;
        const who =
          event.kind === "consent" ? t("system") : (event.by ?? event.byPartner ?? t("someone"));
        return (
          <li key={event.id} className="flex flex-wrap items-start justify-between gap-3 py-2">
            <div className="min-w-0">
              <p className="font-semibold">
                {t(event.kind)}
                {event.importId && (
                  <>
                    {": "}
                    <Link href={`/commitments/import/${event.importId}` as Route} className="link">
                      {t("fromSheet")}
                    </Link>
                  </>
                )}
              </p>
              {(event.kind !== "opened" || restores) && (
                <ul>
                  {event.changes.map((change) => (
                    <li key={change.field}>
                      {said(change)}
                      {event.kind === "consent" && change.isSetBack && (
                        <>
                          {" "}
                          <span dir="auto" data-written="" className="text-ink-muted">
                            {String(change.from ?? "")}
                          </span>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {event.reason && (
                <p>
                  <span className="text-ink-muted">{t("why")}</span> <bdi>{event.reason}</bdi>
                </p>
              )}
              <p className="text-meta text-ink-muted">
                <bdi>{who}</bdi>, <time dateTime={event.at}>{when}</time>
              </p>
            </div>
            {restores && isRestorable(event, commitment, restores.fields) && (
              <Button
                size="small"
                look="quiet"
                aria-label={t("restoreOf", { when })}
                onClick={() => restores.onRestore(restored(event, restores.fields))}
              >
                {t("restore")}
              </Button>
            )}
            {!restores && event.mayUndo && (
              <ActionForm
                action={undoChange}
                hidden={{ id: commitment.id, eventId: event.id }}
                look="quiet"
                size="small"
                submit={t("undo")}
                name={t("undoOf", { when })}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What the cells of a table or a matrix hold, and a panel beside them may set again. */
export type RestoredField = "stage" | "word" | "nextStep" | "dueOn" | "ownerId";

const restored = (event: CommitmentEvent, fields: readonly RestoredField[]): CommitmentChanges =>
  Object.fromEntries(
    event.changes
      .filter(({ field }) => (fields as readonly string[]).includes(field))
      .map(({ field, to }) => [field, to]),
  );

/** Whether it set something that stands otherwise now. A stage is not set where *raised* is shown. */
function isRestorable(
  event: CommitmentEvent,
  commitment: CommitmentDetail,
  fields: readonly RestoredField[],
): boolean {
  const now: CommitmentChanges = { ...commitment, ownerId: commitment.owner?.id ?? null };
  const wanted = restored(event, fields);
  const differs = fields.some((field) => field in wanted && wanted[field] !== now[field]);
  return commitment.mayChange && differs && !(commitment.isRaised && "stage" in wanted);
}

/**
 * Texts are not repeated in the history of a screen: they are long. Words that were set back are, once and for the team,
 * since they stand nowhere else.
 */
const texts = new Set(["wordText", "wordingAsked", "wordingOffered", "condition"]);

function useChangeWords(commitment: CommitmentDetail) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const stage = useTranslations("stages.label");
  const { day } = useFormats();
  const value = (field: string, raw: unknown): string => {
    if (raw === null || raw === "" || raw === undefined) {
      return t("history.nothing");
    }
    const text = String(raw);
    switch (field) {
      case "stage":
        return stage(text as "agreed");
      case "word":
        return t(`word.${text as "1"}`);
      case "naming":
      case "confidentiality":
      case "visibility":
      case "delivery":
      case "modality":
        return t(`${field}.${text}` as "naming.theme");
      case "closedAs":
        return t(`closed.${text as "lapsed"}`);
      case "leaning":
        return t(text === "yes" ? "detail.leaningYes" : "detail.leaningNo");
      case "withCapital":
        return t(raw ? "detail.leaningYes" : "detail.leaningNo");
      case "ownerId":
        return (
          commitment.members.find((member) => member.id === text)?.name ??
          (commitment.owner?.id === text ? words.owner(commitment.owner) : t("history.someone"))
        );
      case "dueOn":
      case "wordOn":
      case "askedOn":
        return day(text, "short");
      default:
        return text;
    }
  };
  return ({ field, from, to, isSetBack }: CommitmentEvent["changes"][0]): string => {
    const name = t(`field.${field as "stage"}`);
    if (isSetBack) {
      return t("history.setBack", { field: name });
    }
    return texts.has(field)
      ? t("history.set", { field: name, to: t("history.text") })
      : t("history.fromTo", { field: name, from: value(field, from), to: value(field, to) });
  };
}
