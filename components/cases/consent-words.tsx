import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { UserCheck, UserX } from "@/components/ui/icons";
import type { NamingAllowed } from "@/lib/cases/case";

type Short =
  | "person"
  | "organisation"
  | "situation"
  | "bilateralPerson"
  | "bilateralSituation"
  | "nothing"
  | "nobody";

/** The widest thing that may be said, in two or three words. */
function shortOf({
  inPublic,
  bilaterally,
  hasDefenders,
}: {
  inPublic: NamingAllowed;
  bilaterally: NamingAllowed;
  hasDefenders: boolean;
}): Short {
  if (!hasDefenders) {
    return "nobody";
  }
  if (inPublic !== "country") {
    return inPublic;
  }
  return bilaterally === "country"
    ? "nothing"
    : bilaterally === "situation"
      ? "bilateralSituation"
      : "bilateralPerson";
}

/** What may be named, as a badge in a list. */
export function ConsentBadge(allowed: {
  inPublic: NamingAllowed;
  bilaterally: NamingAllowed;
  hasDefenders: boolean;
}) {
  const t = useTranslations("cases.named");
  const short = shortOf(allowed);
  const tone: Tone =
    short === "nothing"
      ? "danger"
      : short === "nobody"
        ? "neutral"
        : short === "person"
          ? "done"
          : "caution";
  return (
    <Badge tone={tone} icon={short === "nothing" || short === "nobody" ? UserX : UserCheck}>
      {t(short)}
    </Badge>
  );
}

/** The tone of the consent line, as the classes of its words. */
export const lineColour = {
  danger: "text-danger",
  caution: "text-caution",
  done: "text-done",
} as const;
