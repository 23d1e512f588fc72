import { Messages } from "@/components/layout/messages";
import { type ColumnId, columnIds } from "@/lib/commitments/columns";
import type { CommitmentPage, CommitmentView } from "@/lib/commitments/commitment";
import { AddressTable } from "./address-table";
import { LocalTable } from "./local-table";
import { trackerMessages } from "./tracker-messages";

/**
 * The commitments of a page of the product: the first rows come with the page, later ones are fetched. On the tracker
 * itself, where `shown` says in the words of the address what these rows are, the address follows what is shown;
 * elsewhere sorting and paging stay with the table.
 */
export function CommitmentsTable({
  page,
  view,
  columns = columnIds,
  shown,
}: {
  page: CommitmentPage;
  view?: CommitmentView;
  columns?: readonly ColumnId[];
  shown?: Readonly<Record<string, string>>;
}) {
  const place = {
    ...(view?.after && { after: view.after }),
    ...(view?.before && { before: view.before }),
  };
  return (
    <Messages of={trackerMessages}>
      {shown ? (
        <AddressTable first={page} shown={shown} />
      ) : (
        <LocalTable first={page} columns={columns} place={place} />
      )}
    </Messages>
  );
}
