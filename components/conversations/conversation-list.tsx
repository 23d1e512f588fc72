import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageChip } from "@/components/commitments/stage-glyph";
import { Badge } from "@/components/ui/badge";
import type { Conversation, Speaker } from "@/lib/conversations/conversation";
import { knownDate } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";

/** Exchanges with a State, in the order given: when and how, who with whom, the words, what moved, what comes next. */
export function ConversationList({
  rows,
  stateKey,
}: {
  rows: readonly Conversation[];
  stateKey: string;
}) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line py-3 last:border-b-0">
          <ConversationRow row={row} stateKey={stateKey} />
        </li>
      ))}
    </ul>
  );
}

function ConversationRow({ row, stateKey }: { row: Conversation; stateKey: string }) {
  const t = useTranslations("conversations");
  const when = useWhen()(row);
  return (
    <article className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-ui">
          <Link
            href={`/states/${stateKey}/conversations/${row.id}` as Route}
            prefetch={false}
            className="link target"
            aria-label={t("openOf", { when })}
          >
            {when}
          </Link>
        </h3>
        <Marks row={row} />
      </div>
      <p className="text-meta text-ink-muted">
        <SpokeWith row={row} />
      </p>
      <Told row={row} />
    </article>
  );
}

/** Whether it was taken back or corrected, in words. */
export function Marks({ row }: { row: Conversation }) {
  const t = useTranslations("conversations");
  if (row.isTakenBack) {
    return <Badge tone="caution">{t("takenBack")}</Badge>;
  }
  return row.version > 1 ? <Badge>{t("corrected")}</Badge> : null;
}

/** Who of us with whom of theirs. */
export function SpokeWith({ row }: { row: Conversation }) {
  const t = useTranslations("conversations");
  const role = useTranslations("states.contact.role");
  const formats = useFormats();
  const nameOf = useSpeakerName();
  const whom = [row.withRole && role(row.withRole), row.withWhom].filter(Boolean) as string[];
  return (
    <>
      <bdi data-written="">
        {row.alsoThere
          ? t("andAlso", { who: nameOf(row.speaker), others: row.alsoThere })
          : nameOf(row.speaker)}
      </bdi>
      {". "}
      <bdi data-written="">
        {whom.length > 0 ? t("withWhom", { whom: formats.list(whom) }) : t("nobodyNamed")}
      </bdi>
      .
    </>
  );
}

/** The words, what they were about, and the next step. */
export function Told({ row }: { row: Conversation }) {
  const t = useTranslations("conversations");
  const word = useTranslations("states.word");
  const formats = useFormats();
  const next = row.nextStep;
  return (
    <>
      {row.said && (
        <p dir="auto" data-written="" className="max-w-measure whitespace-pre-line">
          {row.said}
        </p>
      )}
      {row.about.length > 0 && (
        <ul className="flex flex-col gap-1">
          {row.about.map((one) => (
            <li
              key={`${one.caseId} ${one.commitmentId}`}
              className="flex flex-wrap items-center gap-x-2 gap-y-1 text-meta"
            >
              <Link
                href={
                  (one.commitmentId
                    ? `/commitments/${one.commitmentId}`
                    : `/cases/${one.caseId}`) as Route
                }
                prefetch={false}
                className="link target"
              >
                <bdi data-written="">{one.reference}</bdi>
              </Link>
              <bdi data-written="" className="text-ink-muted">
                {one.title}
              </bdi>
              {one.stage && (
                <>
                  <span className="text-ink-muted">{t("movedTo")}</span>
                  <StageChip stage={one.stage} />
                </>
              )}
              {one.word && <span>{word(`${one.word}`)}</span>}
            </li>
          ))}
        </ul>
      )}
      {next && (
        <p className="text-meta">
          <bdi data-written="">
            {t("next", {
              step: next.dueOn
                ? t("nextDue", { step: next.text, day: formats.day(next.dueOn) })
                : next.text,
            })}
          </bdi>{" "}
          <span className="text-ink-muted">
            {[
              next.ownerIsMe ? t("you") : next.owner?.name,
              next.isDone && t("nextDone"),
              next.isOnCommitments && t("nextElsewhere"),
            ]
              .filter(Boolean)
              .join(". ")}
          </span>
        </p>
      )}
    </>
  );
}

/** "20 November 2026, in the corridor". */
export function useWhen(): (row: Pick<Conversation, "had" | "channel">) => string {
  const t = useTranslations("conversations");
  const formats = useFormats();
  return ({ had, channel }) => t("when", { day: formats.date(knownDate(had)), channel });
}

/** The name of whoever spoke for us. */
export function useSpeakerName(): (speaker: Speaker) => string {
  const t = useTranslations("conversations");
  return (speaker) =>
    "name" in speaker ? speaker.name : speaker.kind === "me" ? t("you") : t("someone");
}
