import type { Page } from "@playwright/test";
import { aRequest } from "@/db/testing/alerts";
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
import { expect } from "./fixtures";

/** Opened through its own form, so that the case has the key that identities are sealed with. */
async function openCase(
  page: Page,
  lead: Member,
  { title = "Two members stopped", summary = "They are reported to be stopped." },
) {
  await page.goto("/cases/new");
  await page.getByLabel("Working title").fill(title);
  await page.getByLabel("State concerned").selectOption({ label: "Norway" });
  await page.getByLabel("What happened, in a sentence").fill(summary);
  await page.getByLabel("How well is the date known?").first().selectOption("unknown");
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  return { orgId: lead.organisationId, id, countryCode: "NOR" };
}

/** A case with a defender who agreed to be told of without a name, a colleague in its team, and a partner. */
export async function aCaseToAlert(
  page: Page,
  lead: Member,
  own: { id: string; name: string },
  said: { title?: string; summary?: string } = {},
) {
  const partner = await anOrganisation();
  const theCase = await openCase(page, lead, said);
  const colleague = await aMember(own);
  await inTeam(theCase, colleague, "editor");
  const defender = await aDefender(theCase);
  await aConsent(theCase, defender, lead, "public_statement", "anonymous");
  await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  await aShare(theCase, lead, partner);
  return { theCase, colleague, partner, defender, signer: await aMember(partner, "administrator") };
}

/** For a field of a day and a time. */
export const inThreeDays = () =>
  `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T18:00`;

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

/** A page that has not heard yet of what changed: what it sends, the server alone answers. */
export const withoutNews = (page: Page) =>
  page.route(/\/alerts\/[^/]+\/news$/, (route) => route.abort());

/** What every signer says before signing. */
export const publishing = (page: Page) => page.getByLabel("Yes, in the list of signatories");

/** The same, open for sign-on, with the partner asked. */
export async function anAlertToSign() {
  const world = await anAlertOfTwo();
  const versionId = await aVersionToSign(world.lead, world.alert.id);
  await aRequest(world.alert, world.partner, world.lead);
  return { ...world, versionId };
}
