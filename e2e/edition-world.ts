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
import { aVersionToSign, aWrittenAlert, words } from "@/lib/alerts/testing";

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
  const alert = await aWrittenAlert(
    theCase,
    lead,
    {
      en: {
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
      },
      ar: {
        title: words("منع متحدثَين من حضور جلسة"),
        happened: words("احتُجز المتحدثان في المطار."),
      },
    },
    { state: "ready" },
  );
  const versionId = await aVersionToSign(lead, alert.id);
  return {
    organisation,
    lead,
    second,
    theCase,
    defender,
    consents,
    ...alert,
    alertId: alert.id,
    arabicTextId: alert.texts.ar as string,
    versionId,
    editions: `${alert.address}/editions`,
  };
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
