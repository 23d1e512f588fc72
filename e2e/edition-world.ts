import type { AlertLanguage } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { addText, anAlert, words } from "./alert-world";

const only = (text: string, upTo: "coalition" | "missions", instead = ""): TextNode => ({
  type: "text",
  text,
  marks: [
    {
      type: "only",
      attrs: { id: "01900000-0000-7000-8000-000000000001", upTo, instead },
    },
  ],
});

/** An alert open for sign-on in English and Arabic, about somebody who agreed to be spoken of without a name. */
export async function anIssuableAlert() {
  const organisation = await anOrganisation();
  const [lead, second] = [await aMember(organisation), await aMember(organisation)];
  const theCase = await aCase(lead);
  await inTeam(theCase, second, "editor");
  const defender = await aDefender(theCase);
  await asSuperuser()`update defenders set public_label = 'Two panellists' where id = ${defender}`;
  const consents = {
    bilateral: await aConsent(theCase, defender, lead, "bilateral", "anonymous"),
    public: await aConsent(theCase, defender, lead, "public_statement", "anonymous"),
  };
  const alert = await anAlert(theCase, lead, {
    title: words("Two panellists kept from a hearing"),
    happened: doc(
      paragraph(
        { type: "person", attrs: { id: defender } },
        " were held",
        only(" at Gate 7", "coalition", " at the airport"),
        only(", a mission was told", "missions"),
        ".",
      ),
    ),
    asks: doc({
      type: "ask",
      attrs: { forum: "upr", upTo: "public" },
      content: [paragraph("We ask States to raise this in the review.")],
    }),
    risk: words("Publishing may harm the family."),
  });
  const ar = await addText(theCase, alert.alertId, lead, "ar", {
    title: words("منع متحدثَين من حضور جلسة"),
    happened: words("احتُجز المتحدثان في المطار."),
  });
  const versionId = await aVersionToSign(lead, alert.alertId);
  return {
    organisation,
    lead,
    second,
    theCase,
    defender,
    consents,
    ...alert,
    arabicTextId: ar,
    versionId,
    editions: `${alert.address}/editions`,
  };
}

/** A version to be signed, of what the sections hold now; review and sign-on are left out. */
export async function aVersionToSign(by: Member, alertId: string): Promise<string> {
  return asSuperuser().begin(async (tx) => {
    await tx`update alerts set stage = 'consent_check', sign_on_deadline = now() + interval '2 days'
      where id = ${alertId}`;
    await tx`update alert_texts set state = 'ready' where alert_id = ${alertId}`;
    await tx`select app.begin_session(${by.secret})`;
    const [made] = await tx<{ id: string }[]>`
      select app.make_alert_version(${alertId}::uuid, 'sign_on',
        (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${alertId}), '{}'::jsonb, false, '')
        as id`;
    await tx`update alerts set stage = 'sign_on' where id = ${alertId}`;
    return made?.id as string;
  });
}

/** An organisation's signature under a version. */
export async function aSignature(
  by: Member,
  alertId: string,
  versionId: string,
  name: string,
  { publish = true, names = {} as Partial<Record<AlertLanguage, string>> } = {},
): Promise<void> {
  const signer = await aMember(await anOrganisation(name));
  const sql = asSuperuser();
  await sql`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id, membership_id, answer,
      display_names, publish_name)
    select org_id, case_id, id, ${versionId}, '', ${signer.organisationId}, ${signer.membershipId}, 'signed',
      ${sql.json({ "": name, ...names })}, ${publish}
    from alerts where id = ${alertId} and org_id = ${by.organisationId}`;
}
