"use client";

import type { CommitmentPage } from "@/lib/commitments/commitment";
import { readLook, writeLook } from "@/lib/commitments/look";
import type { Params } from "./table-address";
import { TableView } from "./table-view";
import { useTrackerAddress } from "./tracker-address";

/** The table of the tracker: the address says what it shows and what it looks like, and goes back and forth with it. */
export function AddressTable({
  first,
  shown: firstShown,
}: {
  first: CommitmentPage;
  /** What those rows are, in the words of the address: it may have gone on since. */
  shown: Readonly<Record<string, string>>;
}) {
  const { params, setParams, hrefOf } = useTrackerAddress();
  const { cols, widths, pin, density } = params;
  const shown = listOf(params);
  const look = readLook({ cols, widths, pin, density });
  const looks = writeLook(look) as Record<string, string>;
  return (
    <TableView
      first={first}
      firstParams={listOf(firstShown)}
      params={shown}
      onParams={(next) => setParams({ ...next, ...looks })}
      hrefOf={(next) => hrefOf({ ...next, ...looks })}
      look={look}
      onLook={(next) => setParams({ ...shown, ...(writeLook(next) as Record<string, string>) })}
      selectable
    />
  );
}

/** What decides about the rows: neither the shape in which they are shown, nor the look. */
function listOf({
  cols: _,
  widths: __,
  pin: ___,
  density: ____,
  view: _____,
  cases: ______,
  ...list
}: Readonly<Record<string, string>>): Params {
  return list;
}
