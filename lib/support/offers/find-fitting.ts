import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { whereTheyAre } from "../find-matches";
import { readDetails } from "../requests/commands";
import type { SupportRequest } from "../requests/queries";
import { fittingOffers, type PartnerOffer } from "./offer";
import { listOffers } from "./queries";

/** Partners that offer what a request asks for, those that fit best first; for its team. */
export async function findPartnerOffers(
  actor: Actor,
  request: Pick<SupportRequest, "id" | "caseId" | "kind">,
  countryCode: string,
): Promise<PartnerOffer[]> {
  const [offers, details] = await Promise.all([
    listOffers(actor),
    readDetails(actor, { caseId: request.caseId, requestId: request.id }),
  ]);
  const { regionalGroup } = await whereTheyAre(actor, details, countryCode);
  return fittingOffers(offers, {
    kind: request.kind,
    region: regionalGroup,
    languages: details.languages,
  });
}
