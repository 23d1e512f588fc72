import { useTranslations } from "next-intl";
import type { KnownPlace } from "@/lib/briefs/written/known";

/** What a place in a brief is called. */
export function usePlaceName(): (place: KnownPlace) => string {
  const t = useTranslations("briefs");
  return (place) => {
    switch (place.is) {
      case "part":
        return t(`parts.one.${place.part}`);
      case "field":
        return t("places.field", {
          reference: place.reference,
          field: t(`words.field.${place.field}`),
        });
      case "fact":
        return t("places.fact", {
          reference: place.reference,
          fact: t(`places.factOf.${place.fact}`),
        });
      case "point":
        return t("places.point", { point: place.heading });
      default:
        return t(`places.${place.is}`, { number: 0, reference: "", ...place });
    }
  };
}
