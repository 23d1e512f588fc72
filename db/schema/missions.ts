import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { cautionKinds, contactRoles } from "../reference/words";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships, organisations } from "./people";
import { states } from "./reference";

/** What to know before contact with a State's missions is planned; shown before any contact detail. */
export const cautions = pgTable(
  "cautions",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    kind: text({ enum: cautionKinds }).notNull(),
    note: text().notNull().default(""),
    saferAlternative: text().notNull().default(""),
    source: text().notNull(),
    notedOn: day().notNull(),
    isExample: boolean().notNull().default(false),
    recordedBy: uuid().notNull(),
    endedAt: moment(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("cautions_of_a_state").on(t.orgId, t.stateCode),
    oneOf("a_known_caution", "kind", cautionKinds),
  ],
);

/** Whom to write to at a mission: a role and a way, private to the organisation that noted it. */
export const missionContacts = pgTable(
  "mission_contacts",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    role: text({ enum: contactRoles }).notNull(),
    /** Whoever holds the post now, where that is worth keeping. */
    name: text().notNull().default(""),
    place: text().notNull().default(""),
    channel: text().notNull().default(""),
    language: text().notNull().default(""),
    leadTimeDays: integer(),
    /** What to mind before writing to this one; read before the channel is. */
    cautions: text().notNull().default(""),
    isExample: boolean().notNull().default(false),
    recordedBy: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("contacts_of_a_state").on(t.orgId, t.stateCode),
    oneOf("a_known_contact_role", "role", contactRoles),
  ],
);

/** A contact shown to one partner organisation by name; without a row it is nobody else's. */
export const contactShares = pgTable(
  "contact_shares",
  {
    orgId: uuid().notNull(),
    contactId: uuid().notNull(),
    partnerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    sharedBy: uuid().notNull(),
    sharedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.contactId, t.partnerOrgId] }),
    foreignKey({
      name: "share_of_a_contact",
      columns: [t.orgId, t.contactId],
      foreignColumns: [missionContacts.orgId, missionContacts.id],
    }).onDelete("cascade"),
    index("contacts_shared_with").on(t.partnerOrgId, t.contactId),
  ],
);

/** The few States that a member keeps on top of the corridor; nobody else reads it. */
export const pinnedStates = pgTable(
  "pinned_states",
  {
    orgId: uuid().notNull(),
    membershipId: uuid().notNull(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "cascade" }),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.membershipId, t.stateCode] }),
    foreignKey({
      name: "pinned_by_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
  ],
);
