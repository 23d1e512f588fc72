import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { defaultViews, savedViews } from "../schema/saved-views";
import { app, both, inMyOrganisation, isAdministrator, isMine, mayWrite } from "./rules";

const isOwn = both(inMyOrganisation(), isMine("owner_id"));

/** A reader's view stays theirs: what the whole organisation is shown comes from those who write. */
const isSharedByWriters = sql`(not is_shared or ${mayWrite})`;

export const readSavedViews = pgPolicy("a view is its owner's until it is shared", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), sql`(${isMine("owner_id")} or is_shared)`),
}).link(savedViews);

export const saveViews = pgPolicy("members save views, advocates share them", {
  for: "insert",
  to: app,
  withCheck: both(isOwn, isSharedByWriters),
}).link(savedViews);

export const changeSavedViews = pgPolicy("owners change their views", {
  for: "update",
  to: app,
  using: isOwn,
  withCheck: both(isOwn, isSharedByWriters),
}).link(savedViews);

export const deleteSavedViews = pgPolicy("owners delete views, administrators shared ones", {
  for: "delete",
  to: app,
  using: both(
    inMyOrganisation(),
    sql`(${isMine("owner_id")} or (is_shared and ${isAdministrator}))`,
  ),
}).link(savedViews);

const isOwnDefault = both(inMyOrganisation(), isMine("membership_id"));

/** Row security holds inside too: what may not be read is not there. */
const isOfAReadableView = sql`exists (select 1 from saved_views v
  where v.org_id = default_views.org_id and v.id = default_views.view_id)`;

export const keepDefaultViews = pgPolicy("members choose the view that opens for them", {
  for: "all",
  to: app,
  using: isOwnDefault,
  withCheck: both(isOwnDefault, isOfAReadableView),
}).link(defaultViews);
