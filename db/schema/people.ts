import {
  boolean,
  customType,
  foreignKey,
  index,
  inet,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { membershipRoles, membershipStatuses, tellings, themes } from "../reference/words";
import { id, moment, now, oneOf } from "./columns";

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** An NGO or network that works here. Its name is known to every other organisation of the coalition. */
export const organisations = pgTable(
  "organisations",
  {
    id: id().primaryKey(),
    name: text().notNull(),
    isExample: boolean().notNull().default(false),
    hasExample: boolean().notNull().default(false),
    /** Whether partners learn with which States it talks, and whether by its name; nobody else reads this column. */
    tellsOfTalks: text({ enum: tellings }).notNull().default("no"),
    createdAt: now(),
  },
  () => [oneOf("a_known_telling", "tells_of_talks", tellings)],
);

/** A human being who signs in; what they may do stands in their memberships. */
export const people = pgTable(
  "people",
  {
    id: id().primaryKey(),
    name: text().notNull(),
    email: text().notNull(),
    passwordHash: text(),
    locale: text().notNull().default("en"),
    timeZone: text().notNull().default("Europe/Zurich"),
    theme: text().notNull().default("system"),
    lowData: boolean().notNull().default(false),
    isExample: boolean().notNull().default(false),
    createdAt: now(),
  },
  (t) => [uniqueIndex("one_person_per_email").on(t.email), oneOf("a_known_theme", "theme", themes)],
);

/** What a person is in one organisation. Only a confirmed membership carries rights. */
export const memberships = pgTable(
  "memberships",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    role: text({ enum: membershipRoles }).notNull(),
    status: text({ enum: membershipStatuses }).notNull(),
    /** May sign for the organisation; administrators always may. */
    maySign: boolean().notNull().default(false),
    createdAt: now(),
    lastVisitAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("membership_ids_are_unique").on(t.id),
    unique("one_membership_per_person").on(t.orgId, t.personId),
    index("memberships_of_a_person").on(t.personId),
    oneOf("a_known_membership_role", "role", membershipRoles),
    oneOf("a_known_membership_status", "status", membershipStatuses),
  ],
);

/** A single-use way in, shown once to the inviter as a link; only its hash is kept. */
export const invitations = pgTable(
  "invitations",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    tokenHash: bytes().notNull(),
    email: text(),
    role: text({ enum: membershipRoles }).notNull(),
    invitedBy: uuid().notNull(),
    createdAt: now(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("invitation_tokens_are_unique").on(t.tokenHash),
    foreignKey({
      name: "invited_by_a_member",
      columns: [t.orgId, t.invitedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    oneOf("a_known_invited_role", "role", membershipRoles),
  ],
);

/** One signed-in browser. The cookie holds the secret, this row its hash; the row decides who is asking. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: id().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    activeOrgId: uuid().references(() => organisations.id, { onDelete: "set null" }),
    secretHash: bytes().notNull(),
    device: text().notNull().default(""),
    method: text().notNull().default("password"),
    createdAt: now(),
    lastSeenAt: now(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [
    uniqueIndex("sign_in_secrets_are_unique").on(t.secretHash),
    index("sign_ins_of_a_person").on(t.personId),
  ],
);

/** Failed tries to sign in, counted per person's address and network; whole networks only, kept for a day. */
export const signInFailures = pgTable(
  "sign_in_failures",
  {
    id: id().primaryKey(),
    subjectHash: bytes().notNull(),
    network: inet(),
    knownDevice: boolean().notNull().default(false),
    at: now(),
  },
  (t) => [
    index("failures_of_a_subject").on(t.subjectHash, t.at),
    index("failures_of_a_network").on(t.network, t.at),
    index("failures_by_time").on(t.at),
  ],
);

/** A browser that this person has signed in from before: it keeps its own budget when others guess. */
export const knownDevices = pgTable(
  "known_devices",
  {
    id: id().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    tokenHash: bytes().notNull(),
    createdAt: now(),
    lastUsedAt: now(),
  },
  (t) => [
    uniqueIndex("device_tokens_are_unique").on(t.tokenHash),
    index("devices_of_a_person").on(t.personId),
  ],
);

/** A person's account at an outside identity provider. */
export const outsideIdentities = pgTable(
  "outside_identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    index("identities_of_a_person").on(t.personId),
  ],
);

/** The one-time link of a new installation. */
export const setUpLinks = pgTable("set_up_links", {
  id: id().primaryKey(),
  tokenHash: bytes().notNull().unique("set_up_tokens_are_unique"),
  createdAt: now(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
});

/** What a member opened lately, for the way back; nobody else reads it. */
export const visits = pgTable(
  "visits",
  {
    orgId: uuid().notNull(),
    membershipId: uuid().notNull(),
    kind: text().notNull(),
    targetId: text().notNull(),
    at: now(),
    times: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.membershipId, t.kind, t.targetId] }),
    foreignKey({
      name: "visits_of_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("visits_lately").on(t.membershipId, t.at),
  ],
);
