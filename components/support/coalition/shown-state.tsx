import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { PartnerState, ShownState as State } from "@/db/reference/support-words";
import type { ShownToPartner } from "@/lib/support/shown/shown";

const tones: Record<State, Tone> = {
  shown: "neutral",
  offered: "caution",
  claimed: "accent",
  closed: "done",
};

/**
 * Where a request stands with one partner, for the team that shows it. What the partner said of how it ended stays, also
 * once it is not shown any more; and so does that it had the request until that was closed.
 */
export function ShownState({ of: one }: { of: ShownToPartner }) {
  const t = useTranslations("coalition");
  const hadIt = one.endedAs === "request_closed" && one.state === "claimed";
  if (one.endedAt && one.state !== "closed" && !hadIt) {
    return <Badge>{t("status.ended")}</Badge>;
  }
  if (one.isOver) {
    return <Badge>{t("status.over")}</Badge>;
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={one.closedAs === "could_not" ? "danger" : tones[one.state]}>
        {t(hadIt ? "status.had" : `status.${one.state}`)}
      </Badge>
      {one.isOlder && <Badge tone="caution">{t("status.older")}</Badge>}
      {one.closedAs && <span className="text-meta">{t(`endings.${one.closedAs}`)}</span>}
    </span>
  );
}

const partnerTones: Record<PartnerState, Tone> = { ...tones, shown: "accent", taken: "neutral" };

/** The same for the partner. */
export function StateForUs({ of: state }: { of: PartnerState }) {
  const t = useTranslations("coalition.shown.states");
  return <Badge tone={partnerTones[state]}>{t(state)}</Badge>;
}
