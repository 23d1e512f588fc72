import { useTranslations } from "next-intl";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Badge } from "@/components/ui/badge";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { pauseOffer, removeOffer } from "@/lib/support/offers/actions";
import type { Offer } from "@/lib/support/offers/offer";
import { useLanguageNames } from "../use-language-names";
import { OfferForm } from "./offer-form";
import { useRegionName } from "./region-name";

/** Offers, each with what it covers; one's own with what can be done to it. */
export function OfferRows({
  of,
  timeZone,
  mayChange,
}: {
  of: readonly Offer[];
  timeZone: string;
  mayChange: boolean;
}) {
  return (
    <ul className="divide-y divide-line">
      {of.map((offer) => (
        <li key={offer.id} className="flex flex-col gap-2 px-4 py-3">
          <OfferFacts of={offer} timeZone={timeZone} />
          {offer.isOwn && mayChange && <OfferChanges of={offer} />}
        </li>
      ))}
    </ul>
  );
}

function OfferFacts({ of: offer, timeZone }: { of: Offer; timeZone: string }) {
  const t = useTranslations("coalition.offers");
  const kinds = useTranslations("support.kinds");
  const regionName = useRegionName();
  const languageOf = useLanguageNames();
  const { list, day } = useFormats();
  return (
    <div>
      {!offer.isOwn && (
        <h3 dir="auto" className="font-semibold">
          {offer.organisation}
        </h3>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>{list(offer.kinds.map((kind) => kinds(kind)))}</span>
        {offer.pausedAt && (
          <Badge tone="caution">
            {t("pausedSince", { date: day(dayInZone(offer.pausedAt, timeZone), "short") })}
          </Badge>
        )}
      </p>
      <p className="text-meta text-ink-muted">
        {offer.regions.length === 0 ? t("anywhere") : list(offer.regions.map(regionName))}
        {offer.languages.length > 0 &&
          ` · ${list(offer.languages.map((code) => languageOf(code)))}`}
        {offer.since && ` · ${t("sinceDay", { date: day(offer.since) })}`}
      </p>
      {offer.note && (
        <p dir="auto" className="mt-1 max-w-measure whitespace-pre-line">
          {offer.note}
        </p>
      )}
    </div>
  );
}

function OfferChanges({ of: offer }: { of: Offer }) {
  const t = useTranslations("coalition.offers");
  const kinds = useTranslations("support.kinds");
  const { list } = useFormats();
  const what = list(offer.kinds.map((kind) => kinds(kind)));
  const isPaused = offer.pausedAt !== null;
  return (
    <div className="flex flex-col gap-2">
      <OfferForm of={offer} />
      <div className="flex flex-wrap gap-2">
        <OnePressForm
          action={pauseOffer}
          fields={{ offerId: offer.id, pause: isPaused ? "no" : "yes" }}
          name={t(isPaused ? "resumeOf" : "pauseOf", { what })}
          refused={t("refused")}
        >
          {t(isPaused ? "resume" : "pause")}
        </OnePressForm>
        <OnePressForm
          action={removeOffer}
          fields={{ offerId: offer.id }}
          look="quiet"
          name={t("removeOf", { what })}
          refused={t("refused")}
        >
          {t("remove")}
        </OnePressForm>
      </div>
    </div>
  );
}
