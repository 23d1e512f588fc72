import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { conversationCases, conversationEvents, conversations } from "../schema/conversations";
import {
  app,
  both,
  inCaseTeam,
  inMyOrganisation,
  isMine,
  mayWrite,
  readsCase,
  readsCommitment,
} from "./rules";

/** A function, since a look at the conversation would come back to its cases: PostgreSQL refuses the circle. */
const loggedByMe = sql`app.logged_by_me(conversation_cases.org_id, conversation_cases.conversation_id)`;

export const readConversationCases = pgPolicy(
  "a case is seen to be talked about as far as that is open",
  {
    for: "select",
    to: app,
    using: both(
      readsCase("conversation_cases.case_id"),
      sql`(commitment_id is null or ${readsCommitment("conversation_cases.commitment_id")})`,
      sql`case visibility when 'partners' then true when 'organisation' then ${inMyOrganisation()}
        else ${inMyOrganisation()} and ${inCaseTeam("conversation_cases.case_id")} end`,
    ),
  },
).link(conversationCases);

export const linkConversationCases = pgPolicy(
  "whoever logs a conversation says what it was about",
  {
    for: "insert",
    to: app,
    withCheck: both(
      inMyOrganisation(),
      mayWrite,
      readsCase("conversation_cases.case_id"),
      sql`(commitment_id is null or ${readsCommitment("conversation_cases.commitment_id")})`,
      loggedByMe,
    ),
  },
).link(conversationCases);

/*
 * What was said may be about any of the cases, so it is read by whoever reads all of them. Their number is compared
 * with the rows that row security leaves: one that is hidden closes the whole, and a mistake in it closes too.
 */
export const readConversations = pgPolicy("a conversation is read with all of its cases", {
  for: "select",
  to: app,
  using: sql`case when subjects = 0 then ${inMyOrganisation()}
    else subjects = (select count(*) from conversation_cases l
      where l.org_id = conversations.org_id and l.conversation_id = conversations.id) end`,
}).link(conversations);

export const logConversations = pgPolicy("advocates log their conversations", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("recorded_by"), mayWrite),
}).link(conversations);

/** A trigger holds the owner of the next step to what is theirs: that it is done. */
const isMineToChange = both(
  inMyOrganisation(),
  mayWrite,
  sql`(${isMine("recorded_by")} or ${isMine("next_owner_id")})`,
);

export const correctConversations = pgPolicy("authors correct, owners finish the next step", {
  for: "update",
  to: app,
  using: isMineToChange,
  withCheck: isMineToChange,
}).link(conversations);

export const readConversationEvents = pgPolicy("readers of a conversation read its corrections", {
  for: "select",
  to: app,
  using: sql`exists (select 1 from conversations c where c.org_id = conversation_events.org_id
    and c.id = conversation_events.conversation_id)`,
}).link(conversationEvents);
