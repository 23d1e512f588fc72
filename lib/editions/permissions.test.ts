import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { asActor, type Tx } from "@/db/client";
import { membershipRoles } from "@/db/reference/words";
import { useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";
import { findCase } from "@/lib/cases/queries";
import { canHandOut, canIssue } from "./permissions";

useDatabase();

/*
 * As lib/permissions.test.ts: every role in every standing towards a case tries past the permission functions, and
 * PostgreSQL must say the same as they do.
 */
const standings = [
  "lead",
  "editor",
  "reader",
  "colleague",
  "read",
  "comment",
  "contribute",
  "stranger",
] as const;
type Standing = (typeof standings)[number];

async function scene(role: (typeof membershipRoles)[number], standing: Standing) {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(organisation);
  const isPartner = ["read", "comment", "contribute"].includes(standing);
  const home =
    standing === "stranger" ? await anOrganisation() : isPartner ? partner : organisation;
  const member = await aMember(home, role);
  const theCase = await aCase(lead, {
    visibility: standing === "colleague" ? "organisation" : "team",
  });
  const defender = await aDefender(theCase);
  for (const scope of ["public_statement", "bilateral"] as const) {
    await aConsent(theCase, defender, lead, scope, "anonymous");
  }
  await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  if (isPartner) {
    await aShare(theCase, lead, partner, standing as "read");
  } else if (standing === "lead" || standing === "editor" || standing === "reader") {
    await inTeam(theCase, member, standing);
  }
  const alert = await aWrittenAlert(theCase, lead, { en: { title: "Two people stopped" } });
  const versionId = await aVersionToSign(lead, alert.id);
  const [edition] = await asActor(lead, (tx) =>
    tx.execute<{ id: string }>(
      sql`select app.issue_edition(${versionId}::uuid, 'missions', 'en', '{}'::jsonb, '') as id`,
    ),
  );
  return { member, theCase, versionId, editionId: edition?.id ?? "" };
}

const may = (member: Member, work: (tx: Tx) => PromiseLike<unknown>) =>
  asActor(member, work).then(
    () => true,
    (error: { code?: string }) => {
      expect(error.code).toBe("42501");
      return false;
    },
  );

/** Somebody who only reads by role neither leads nor edits. */
const exists = (role: string, standing: Standing) =>
  role !== "reader" || (standing !== "lead" && standing !== "editor");

const grid = membershipRoles.flatMap((role) =>
  standings
    .filter((standing) => exists(role, standing))
    .map((standing) => [role, standing] as const),
);

it.each(grid)("the wall agrees: %s, %s", async (role, standing) => {
  const { member, theCase, versionId, editionId } = await scene(role, standing);
  const access = (await findCase(member, theCase.id))?.access;
  expect(
    await may(member, (tx) =>
      tx.execute(
        sql`select app.issue_edition(${versionId}::uuid, 'public', 'en', '{}'::jsonb, '')`,
      ),
    ),
  ).toBe(access !== undefined && canIssue(member, access));
  expect(
    await may(member, (tx) =>
      tx.execute(
        sql`select app.disclose_edition(${editionId}::uuid, null, null, 'A mission', 'mail', current_date)`,
      ),
    ),
  ).toBe(access !== undefined && canHandOut(member, access));
});
