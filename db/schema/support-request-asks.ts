import { foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { now } from "./columns";
import { commitments } from "./commitments";
import { supportRequests } from "./support-requests";

/** An ask of an embassy that a request for support led to. The team of the case alone knows that it did. */
export const supportRequestAsks = pgTable(
  "support_request_asks",
  {
    orgId: uuid().notNull(),
    caseId: uuid().notNull(),
    requestId: uuid().notNull(),
    /** The commitment; called otherwise than elsewhere, since the log opens what names a commitment to all its readers. */
    askId: uuid().notNull(),
    linkedBy: uuid().notNull(),
    linkedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.requestId, t.askId] }),
    foreignKey({
      name: "ask_from_a_request",
      columns: [t.orgId, t.caseId, t.requestId],
      foreignColumns: [supportRequests.orgId, supportRequests.caseId, supportRequests.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "request_of_an_ask",
      columns: [t.orgId, t.askId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    index("asks_of_a_request").on(t.requestId),
  ],
);
