import { useTranslations } from "next-intl";
import type { SubmissionPlace } from "@/lib/submissions/known";

/** What a place in a submission is called. */
export function usePlaceName(): (place: SubmissionPlace) => string {
  const t = useTranslations("submissions");
  return (place) => {
    switch (place.is) {
      case "text":
        return t(`text.${place.field}`);
      case "fact":
        return t(`since.fact.${place.fact}`);
      case "event":
        return t("mentions.event", { title: place.title });
      case "contact":
        return t("write.contact");
    }
  };
}
