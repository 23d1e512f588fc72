import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { knownDetails, whereTheyAre } from "../find-matches";
import type { SupportRequest } from "../requests/queries";
import { fittingOffers, type PartnerOffer } from "./offer";
import { listOffers } from "./queries";

/** Partners that offer what a request asks for, those that fit best first; for its team. */
export async function findPartnerOffers(
  actor: Actor,
  request: Pick<SupportRequest, "id" | "caseId" | "kind">,
  countryCode: string,
): Promise<PartnerOffer[]> {
  const [offers, details] = await Promise.all([listOffers(actor), knownDetails(actor, request)]);
  const { regionalGroup } = await whereTheyAre(actor, details, countryCode);
  const wanted = { kind: request.kind, region: regionalGroup, languages: details.languages };
  return fittingOffers(offers, wanted, dayInZone(new Date(), actor.timeZone));
}
