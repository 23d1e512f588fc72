import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import * as Y from "yjs";
import { asActor } from "@/db/client";
import type { TextNode } from "@/db/schema";
import {
  aConsent,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { approve, checkConsent, sendForReview } from "@/lib/alert-review/commands";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { addDefender, readIdentity, sealIdentity } from "@/lib/defenders/commands";
import { askToSign, openForSignOn } from "@/lib/sign-on/commands";
import { startAlert } from "./commands";
import { doc, paragraph } from "./shared-text";
import { textSchema } from "./text-schema";

export const tomorrow = () => new Date(Date.now() + 86_400_000);

/** A case with a defender, a partner who may read it, a colleague in the team, and an alert. */
export async function aScene({
  level = "read" as "read" | "comment" | "contribute",
  publicAnswer = "anonymous" as "yes" | "anonymous" | "no" | null,
  partnerAnswer = "anonymous" as "yes" | "anonymous",
  audience = "public" as "public" | "missions" | "coalition" | "internal",
} = {}) {
  const [own, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(own);
  const colleague = await aMember(own);
  const caseId = await openCase(
    lead,
    OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
  );
  const theCase = { orgId: own.id, id: caseId, countryCode: "XEG" };
  await inTeam(theCase, colleague, "editor");
  const defenderId = await addDefender(lead, { caseId, kind: "person", publicLabel: "A lawyer" });
  await sealIdentity(lead, {
    caseId,
    defenderId,
    name: "Amina Example",
    contact: "+00 000",
    family: "",
    stamp: "",
  });
  await aConsent(theCase, defenderId, lead, "share_with_organisation", partnerAnswer, {
    organisation: partner,
  });
  if (publicAnswer) {
    await aConsent(theCase, defenderId, lead, "public_statement", publicAnswer);
  }
  await aShare(theCase, lead, partner, level);
  const alertId = await startAlert(lead, { caseId, kind: "first", language: "en", audience });
  const administrator = await aMember(partner, "administrator");
  return {
    own,
    partner,
    lead,
    colleague,
    administrator,
    theCase,
    caseId,
    defenderId,
    alertId,
    place: { caseId, alertId },
  };
}
export type Scene = Awaited<ReturnType<typeof aScene>>;

/** Rows of a table, past every wall. */
export const row = async (table: string, where: string) =>
  (await asSuperuser().unsafe(`select * from ${table} where ${where}`)) as unknown as Record<
    string,
    unknown
  >[];

export const alertOf = async ({ alertId }: Scene) =>
  (await row("alerts", `id = '${alertId}'`))[0] as { stage: string; number: number };

export async function latestVersion({ alertId }: Pick<Scene, "alertId">) {
  const rows = await row("alert_versions", `alert_id = '${alertId}' order by number desc limit 1`);
  return rows[0] as {
    id: string;
    hash: string;
    number: number;
    purpose: string;
    is_minor: boolean;
    signed_text: Record<string, { title: string; sections: Record<string, unknown> }>;
    content: unknown;
  };
}

/** Writes into a section as somebody would in the shared text, in an update of its own. */
export async function type(
  scene: Scene,
  by: Member,
  section: string,
  ...content: (TextNode | string)[]
) {
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}' and language = 'en'`);
  const shared = new Y.Doc();
  for (const { body } of await row(
    "(select 0::bigint as seq, body, text_id from alert_states union all select seq, body, text_id from alert_updates) u",
    `text_id = '${text?.id}' order by seq`,
  )) {
    Y.applyUpdate(shared, body as Buffer);
  }
  const before = Y.encodeStateVector(shared);
  const fragment = shared.getXmlFragment(section);
  fragment.delete(0, fragment.length);
  prosemirrorToYXmlFragment(textSchema.nodeFromJSON(doc(paragraph(...content))), fragment);
  const update = Buffer.from(Y.encodeStateAsUpdate(shared, before));
  await asActor(by, (tx) =>
    tx.execute(sql`select app.store_alert_update(${text?.id}, ${update}, false)`),
  );
}

/** To the consent check: sent by the lead or another, approved by a colleague. Gives the version. */
export async function toConsentCheck(scene: Scene, sender: Member = scene.lead): Promise<string> {
  await sendForReview(sender, { ...scene.place, note: "" });
  const { id } = await latestVersion(scene);
  await approve(scene.colleague, { ...scene.place, versionId: id, note: "" });
  return id;
}

/** To sign-on, with the partner asked. Gives the version that is signed. */
export async function toSignOn(scene: Scene) {
  const versionId = await toConsentCheck(scene);
  expect(await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" })).toEqual({
    cleared: true,
  });
  expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toEqual({
    cleared: true,
  });
  await askToSign(scene.lead, { ...scene.place, partners: [scene.partner.id] });
  return latestVersion(scene);
}

/** A signature as the form sends it. */
export const signed = (scene: Scene, version: { id: string; hash: string }, more = {}) => ({
  ...scene.place,
  versionId: version.id,
  hash: version.hash,
  answer: "signed" as const,
  section: null,
  reason: "",
  capacity: "Director",
  nameEverywhere: "",
  publish: "yes" as const,
  ...more,
});

/** The defender of a scene is written down under another name, by somebody who has the present one before them. */
export async function replaceName({ lead, caseId, defenderId }: Scene, name: string) {
  const shown = await readIdentity(lead, { caseId, defenderId });
  const stamp = shown?.stamp ?? "";
  await sealIdentity(lead, { caseId, defenderId, name, contact: "", family: "", stamp });
}
