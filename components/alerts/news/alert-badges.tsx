"use client";

import { Badge } from "@/components/ui/badge";
import type { Audience } from "@/db/reference/words";
import type { AlertStanding } from "@/lib/alerts/alert";
import { standingTone } from "../standing-tone";
import { useAlertNews } from "./alert-news";

/** Where an alert stands and for whom it is, as the server said last. */
export function AlertBadges({
  standings,
  kind,
  audiences,
}: {
  standings: Record<AlertStanding, string>;
  kind: string;
  audiences: Record<Audience, string>;
}) {
  const { standing, audience } = useAlertNews().news;
  return (
    <span className="flex flex-wrap gap-2">
      <Badge tone={standingTone[standing]}>{standings[standing]}</Badge>
      <Badge>{kind}</Badge>
      <Badge>{audiences[audience]}</Badge>
    </span>
  );
}
