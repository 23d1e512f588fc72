import { aRequest } from "@/db/testing/alerts";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
} from "@/db/testing/factories";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";

/** An alert about somebody who agreed to be told of without a name, in a team of two, shared with a partner. */
export async function anAlertOfTwo({ level = "read" as "read" | "comment" | "contribute" } = {}) {
  const [own, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, colleague] = [await aMember(own), await aMember(own)];
  const theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
  const defender = await aDefender(theCase);
  const consents = {
    public: await aConsent(theCase, defender, lead, "public_statement", "anonymous"),
    partner: await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
      organisation: partner,
    }),
  };
  const share = await aShare(theCase, lead, partner, level);
  const alert = await aWrittenAlert(theCase, lead, {
    en: {
      title: "Two members stopped",
      happened: "They are reported to be stopped at the airport.",
      asks: "We ask States to raise this in the review.",
    },
  });
  const signer = await aMember(partner, "administrator");
  return { own, partner, lead, colleague, signer, theCase, consents, share, alert };
}

/** The same, open for sign-on, with the partner asked. */
export async function anAlertToSign() {
  const world = await anAlertOfTwo();
  const versionId = await aVersionToSign(world.lead, world.alert.id);
  await aRequest(world.alert, world.partner, world.lead);
  return { ...world, versionId };
}
