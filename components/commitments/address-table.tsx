"use client";

import type { CommitmentPage } from "@/lib/commitments/commitment";
import { readLook, writeLook } from "@/lib/commitments/look";
import { TableView } from "./table-view";
import { useTrackerAddress } from "./tracker-address";

/** The table of the tracker: the address says what it shows and what it looks like, and goes back and forth with it. */
export function AddressTable({ first }: { first: CommitmentPage }) {
  const { params, setParams, hrefOf } = useTrackerAddress();
  const { cols, widths, pin, density, view: _, cases: __, ...shown } = params;
  const look = readLook({ cols, widths, pin, density });
  const looks = writeLook(look) as Record<string, string>;
  return (
    <TableView
      first={first}
      params={shown}
      onParams={(next) => setParams({ ...next, ...looks })}
      hrefOf={(next) => hrefOf({ ...next, ...looks })}
      look={look}
      onLook={(next) => setParams({ ...shown, ...(writeLook(next) as Record<string, string>) })}
      selectable
    />
  );
}
