import "server-only";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { type Board, boardCards, columnsOf, foldedStages } from "./board";
import type { CommitmentView } from "./commitment";
import { writeCursor } from "./cursor";
import { newestOfEach, orderOf } from "./listing";
import { countByStage } from "./listing-count";
import { listingContext, listingNames } from "./queries";
import { readMembers, readRows } from "./row-queries";
import { writeQuery } from "./view";

/**
 * The commitments that the actor may read, by stage: of each unfolded column its newest cards, and of every column how
 * many there are. What follows is read as a list of that stage (`listCommitments`), for which `next` is a cursor.
 */
export async function findBoard(actor: Actor, wanted: CommitmentView): Promise<Board> {
  const asOf = new Date().toISOString();
  const stages = columnsOf(wanted);
  const open = wanted.stage ? stages : stages.filter((stage) => !foldedStages.includes(stage));
  const { after: _, before: __, group: ___, ...filters } = wanted;
  const view: CommitmentView = { ...filters, sort: "changed", direction: "desc" };
  const names = await listingNames(actor, view);
  const { states } = names;
  return asActor(
    actor,
    async (tx) => {
      const context = await listingContext(tx, actor, view, names);
      const found = await newestOfEach(tx, context, open, boardCards + 1);
      const order = orderOf(context);
      const shown = open.map((stage) => {
        const all = found.filter((row) => row.stage === stage);
        return { stage, cards: all.slice(0, boardCards), hasMore: all.length > boardCards };
      });
      const rows = await readRows(
        tx,
        actor,
        shown.flatMap(({ cards }) => cards.map(({ id }) => id)),
        states,
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      const totals = await countByStage(tx, context, stages);
      return {
        columns: stages.map((stage) => {
          const column = shown.find((one) => one.stage === stage);
          const last = column?.cards.at(-1);
          return {
            stage,
            total: totals(stage),
            cards: column?.cards.flatMap(({ id }) => byId.get(id) ?? []) ?? null,
            next:
              column?.hasMore && last
                ? writeCursor({
                    order: order.name,
                    keys: order.keysOf(last),
                    position: column.cards.length,
                  })
                : null,
          };
        }),
        members: await readMembers(tx),
        query: writeQuery(view, [...states.values()]),
        today: context.today,
        asOf,
      };
    },
    { readOnly: true },
  );
}
