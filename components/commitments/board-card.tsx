"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Lock, TriangleAlert } from "@/components/ui/icons";
import { type CommitmentRow, isLate } from "@/lib/commitments/commitment";
import { useCommitmentWords } from "./commitment-words";
import { as } from "./table-roles";

/** Dragged things are offered to every page and program: this one is an opaque id under a name of our own. */
export const draggedType = "application/x-plenary-commitment";

/**
 * One State on one case. As a row of the board's grid it is focused as a whole and says all of it at once; its link
 * and its menu are for pointers, and for pages without scripts. The board itself listens for presses and for what is
 * dragged: what a card shows is drawn again only when it is told something else.
 */
export const BoardCard = memo(function BoardCard({
  row,
  today,
  members,
  n,
  total,
  isDragged,
}: {
  row: CommitmentRow;
  today: string;
  /** Those from whom the owner is told apart. */
  members: readonly { name: string }[];
  /** Its place in its column, counted from 1, and how many stand there: "2 of 12". */
  n: number;
  total: string;
  isDragged: boolean;
}) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const facts = useCardFacts(row, today);
  return (
    <tr
      {...as.row}
      data-stop={row.id}
      aria-label={t("board.card", {
        ...words.who(row),
        stage: words.stage(row),
        place: t("board.place", { n, total }),
        facts,
      })}
      draggable
      className={classes(
        "board-card block rounded-control border border-line bg-surface p-2 text-ui",
        row.mayChange && "cursor-grab",
        isDragged && "opacity-50",
      )}
    >
      <CardText row={row} today={today} members={members} />
    </tr>
  );
});

/** What is said of a card after its place. */
function useCardFacts(row: CommitmentRow, today: string): string {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  return [
    useCardNote(row),
    t(`forumShort.${row.forum}`),
    words.word(row.word),
    words.forbids(row) && t("cell.doNotName"),
    isRestricted(row) && t("board.restricted"),
    row.dueOn && t("board.dueOn", { day: words.due(row, today) }),
    row.owner && t("board.ownedBy", { name: words.owner(row.owner) }),
  ]
    .filter(Boolean)
    .join(", ");
}

function useCardNote(row: CommitmentRow): string {
  const t = useTranslations("commitments");
  const considers = !row.isRaised && row.stage === "considering";
  return [
    row.closedAs && t(`closed.${row.closedAs}`),
    row.isRaised && row.stage === "not_approached" && t("cell.noAsk"),
    considers && row.withCapital && t("cell.withCapital"),
    considers && row.leaning && t(row.leaning === "yes" ? "cell.leaningYes" : "cell.leaningNo"),
  ]
    .filter(Boolean)
    .join(", ");
}

const isRestricted = (row: CommitmentRow) =>
  row.visibility === "team" || row.confidentiality === "team";

/** What a card shows, wherever it stands. */
const CardText = memo(function CardText({
  row,
  today,
  members,
}: {
  row: CommitmentRow;
  today: string;
  members: readonly { name: string }[];
}) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const note = useCardNote(row);
  const forum = t(`forumShort.${row.forum}`);
  const late = isLate(row, today);
  return (
    <td {...as.gridcell} className="flex flex-col gap-0.5">
      <div className="flex items-start justify-between gap-2">
        <Link
          data-open
          href={`/commitments/${row.id}` as Route}
          prefetch={false}
          draggable={false}
          className="target min-w-0 font-semibold hover:underline"
        >
          <bdi>{row.state.name}</bdi>
        </Link>
        {isRestricted(row) && (
          <span className="mt-0.5 shrink-0 text-ink-muted" title={t("board.restricted")}>
            <Icon of={Lock} size={16} />
          </span>
        )}
      </div>
      <span dir="auto" title={row.case.title} className="line-clamp-2 text-meta">
        <bdi className="tabular-nums">{row.case.reference}</bdi>{" "}
        <span className="text-ink-muted">{row.case.title}</span>
      </span>
      <span className="flex flex-wrap gap-x-2 text-meta text-ink-muted">
        <span>
          <bdi title={row.session.title}>{forum}</bdi>
          {row.word && <> · {words.word(row.word)}</>}
        </span>
        {words.forbids(row) && (
          <span className="font-semibold text-danger">{t("cell.doNotName")}</span>
        )}
      </span>
      {note && <span className="text-meta text-ink-muted">{note}</span>}
      {row.owner && (
        <bdi className="line-clamp-1 text-meta text-ink-muted" title={words.owner(row.owner)}>
          {words.ownerShort(row.owner, members)}
        </bdi>
      )}
      {(row.dueOn || (row.mayChange && !row.isRaised)) && (
        <div className="mt-0.5 flex items-center justify-between gap-2 text-meta">
          <span className={late ? "font-semibold text-danger" : undefined}>
            {late && <Icon of={TriangleAlert} size={16} className="me-1 inline" />}
            {row.dueOn && <bdi>{words.due(row, today)}</bdi>}
          </span>
          {row.mayChange && !row.isRaised && (
            <a
              data-move
              href={`/commitments/${row.id}#stage`}
              draggable={false}
              aria-label={t("board.moveOf", words.who(row))}
              className="link target whitespace-nowrap"
            >
              {t("board.move")}
            </a>
          )}
        </div>
      )}
    </td>
  );
});
