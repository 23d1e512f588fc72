import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { bringSheet } from "./commands";
import { clearOldDrafts } from "./old-drafts";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

it("drops a draft with its file after a day, and not before", async () => {
  const actor = (await findActor((await aMember(await anOrganisation())).secret)) as Actor;
  const bytes = Buffer.from("State\tCase\nExample State 1\tagreed");
  const old = await bringSheet(actor, { source: "block", fileName: "", bytes });
  const young = await bringSheet(actor, { source: "block", fileName: "", bytes });
  await asSuperuser()`update imports set created_at = now() - interval '25 hours' where id = ${old}`;
  await clearOldDrafts();
  const left = await asSuperuser()`select import_id from import_files`;
  expect(left.map((row) => row.import_id)).toEqual([young]);
});
