import type { SupportKind } from "@/db/reference/support-words";

/** What an organisation of the coalition gives. */
export interface Offer {
  id: string;
  orgId: string;
  organisation: string;
  kinds: SupportKind[];
  /** Regional groups; empty for anywhere. */
  regions: string[];
  languages: string[];
  note: string;
  since: string | null;
  pausedAt: Date | null;
  changedAt: Date;
  version: number;
  isOwn: boolean;
}

/** What partners offer that fits a request, by partner: the kind decides, where they work and whether they paused is said. */
export interface PartnerOffer {
  orgId: string;
  organisation: string;
  isPaused: boolean;
  /** Whether it works where they are; null where that is not known. */
  inRegion: boolean | null;
  /** Whether it answers in a language of theirs; null where nobody said which. */
  inLanguage: boolean | null;
  note: string;
}

/** The partners that offer a kind of support on a day, those that fit best first. */
export function fittingOffers(
  offers: readonly Offer[],
  wanted: { kind: SupportKind; region: string | null; languages: readonly string[] },
  today: string,
): PartnerOffer[] {
  const best = new Map<string, PartnerOffer>();
  const fitting = offers
    .filter(
      ({ isOwn, kinds, since }) =>
        !isOwn && kinds.includes(wanted.kind) && (since === null || since <= today),
    )
    .map((offer) => ({
      orgId: offer.orgId,
      organisation: offer.organisation,
      isPaused: offer.pausedAt !== null,
      inRegion:
        offer.regions.length === 0
          ? true
          : wanted.region
            ? offer.regions.includes(wanted.region)
            : null,
      inLanguage:
        wanted.languages.length === 0 || offer.languages.length === 0
          ? null
          : wanted.languages.some((language) => offer.languages.includes(language)),
      note: offer.note,
    }))
    .sort((a, b) => weight(b) - weight(a) || a.organisation.localeCompare(b.organisation, "en"));
  for (const offer of fitting) {
    if (!best.has(offer.orgId)) {
      best.set(offer.orgId, offer);
    }
  }
  return [...best.values()];
}

function weight({ isPaused, inRegion, inLanguage }: PartnerOffer): number {
  const worth = (fits: boolean | null) => (fits === null ? 0 : fits ? 1 : -1);
  return (isPaused ? -10 : 0) + 2 * worth(inRegion) + worth(inLanguage);
}
