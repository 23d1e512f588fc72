"use client";

import { useTranslations } from "next-intl";
import {
  type Colleague,
  type CommitmentChanges,
  type CommitmentRow,
  marksGoneWith,
  wordGoneWith,
} from "@/lib/commitments/commitment";
import { leftOutWords } from "./left-out";
import { useOutcomeWords } from "./outcome-words";
import { type PlaceValues, useLine } from "./place-values";
import { type Holding, type Target, useChanges } from "./use-changes";

type Members = readonly Colleague[];

export interface RowWish {
  row: CommitmentRow;
  changes: CommitmentChanges;
  /** Why, as far as it was said. */
  because?: string;
}

export type RowValues = PlaceValues<CommitmentRow>;

/** A page that was fetched later may know more than what this browser changed before. */
export const newerOf = (changed: CommitmentRow | undefined, row: CommitmentRow) =>
  changed && changed.version >= row.version ? changed : row;

/** A row as it is shown; draws anew when it changes, and not when others do. */
export const useShownRow = (values: RowValues, row: CommitmentRow): CommitmentRow =>
  newerOf(useLine(values, row.id).get(row.id), row);

/** Changes rows of the table in place, one or many as one step. `Shown`: see `useChanges`. */
export function useRowChanges<Shown = null>(members: Members) {
  const t = useTranslations("commitments");
  const words = useOutcomeWords(members);
  const me = members.find(({ isMe }) => isMe)?.id ?? "";
  const desk = useChanges<CommitmentRow, Shown>(`rows of ${me}`, holdingWith(members));

  /** A row as it stands at this moment: for what happens, not for what is drawn (`useShownRow`). */
  const shown = (row: CommitmentRow) => newerOf(desk.values.get(row.id), row);

  /** Why a row can't be changed like this; null when it can. */
  function refusal({ row, changes }: RowWish): string | null {
    return !row.mayChange
      ? t("detail.readOnly")
      : row.isRaised && changes.stage !== undefined
        ? t("matrix.isRaised")
        : null;
  }

  /**
   * Changes all rows as one step. What can't be changed is left and told, after what `besides` says. Answers why
   * something was not saved, or with nothing once all is.
   */
  function change(wishes: readonly RowWish[], besides: readonly string[] = []) {
    const left: string[] = [];
    const targets: Target<CommitmentRow>[] = [];
    for (const { row: drawn, ...wanted } of wishes) {
      const wish = { ...wanted, row: shown(drawn) };
      const no = refusal(wish);
      const changes = onlyNew(wish);
      if (no) {
        left.push(no);
      } else if (Object.keys(changes).length > 0) {
        const { row } = wish;
        targets.push({
          place: row.id,
          who: { state: row.state.name, case: row.case.reference },
          shown: row,
          changes,
          request: (version) => ({
            kind: "change",
            id: row.id,
            expectedVersion: version,
            changes,
            ...(wish.because && { because: wish.because }),
          }),
        });
      }
    }
    const told = leftOutWords(left, wishes.length, (count, reason) =>
      t("table.leftOut", { count, reason }),
    );
    return desk.change(targets, words.changed, [...told, ...besides].join(" "));
  }

  return {
    values: desk.values,
    shown,
    change,
    conflicts: desk.conflicts,
    settleConflict: desk.settleConflict,
    hear: desk.hear,
    /** The cell or card to which somebody has come back. */
    backAt: desk.backAt,
    backTo: desk.backTo,
    leave: desk.leave,
    /** To where what the State said is recorded, and back to `focus` from there. */
    record: (id: string, focus: string, shown?: Shown) =>
      desk.leaveFor(`/commitments/${id}#record`, focus, shown),
  };
}

const standing = (row: CommitmentRow, field: keyof CommitmentChanges): unknown =>
  field === "ownerId" ? (row.owner?.id ?? null) : row[field as keyof CommitmentRow];

/** Without what stands like that already, unless a stage is set with it that would take it along. */
function onlyNew({ row, changes }: RowWish): CommitmentChanges {
  const isMoved = changes.stage !== undefined && changes.stage !== row.stage;
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([field, value]) =>
        value !== undefined &&
        ((isMoved && value) || value !== standing(row, field as keyof CommitmentChanges)),
    ),
  );
}

function ownerFrom(members: Members, id: string | null): CommitmentRow["owner"] {
  const found = members.find((member) => member.id === id);
  return found ? { ...found, organisation: null } : null;
}

/** Of what goes with a stage, what a row shows. */
const wordIn = ({ word }: CommitmentChanges): CommitmentChanges =>
  word === undefined ? {} : { word };

const holdingWith = (members: Members): Holding<CommitmentRow> => ({
  lineOf: (place) => place,
  read: (row) => row,
  version: (row) => row.version,
  apply(row, { ownerId, ...rest }) {
    return {
      ...row,
      ...(wordGoneWith(row, rest) as Partial<CommitmentRow>),
      ...(rest as Partial<CommitmentRow>),
      ...(marksGoneWith(row, rest) as Partial<CommitmentRow>),
      ...(ownerId !== undefined && {
        owner: ownerFrom(members, ownerId),
      }),
    };
  },
  invert: (before, changes) =>
    Object.fromEntries(
      Object.keys({
        ...wordIn(wordGoneWith(before, changes)),
        ...changes,
        ...marksGoneWith(before, changes),
      }).map((field) => [field, standing(before, field as keyof CommitmentChanges)]),
    ),
});
