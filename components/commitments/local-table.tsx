"use client";

import { useState } from "react";
import type { ColumnId } from "@/lib/commitments/columns";
import type { CommitmentPage } from "@/lib/commitments/commitment";
import { readLook } from "@/lib/commitments/look";
import { hrefOf, type Params } from "./table-address";
import { TableView } from "./table-view";

/** The table on another page: what it shows is its own affair. */
export function LocalTable({
  first,
  columns,
  place,
}: {
  first: CommitmentPage;
  columns: readonly ColumnId[];
  place: Params;
}) {
  const [firstParams] = useState<Params>(() => ({
    ...Object.fromEntries(new URLSearchParams(first.query)),
    ...place,
  }));
  const [params, setParams] = useState(firstParams);
  return (
    <TableView
      first={first}
      firstParams={firstParams}
      params={params}
      onParams={setParams}
      hrefOf={hrefOf}
      look={{ ...readLook({}), columns }}
    />
  );
}
