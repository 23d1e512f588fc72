"use client";

import { Badge } from "@/components/ui/badge";
import type { AlertStage, Audience } from "@/db/reference/words";
import { stageTone } from "../stage-tone";
import { useAlertNews } from "./alert-news";

/** Where an alert stands and for whom it is, as the server said last. */
export function AlertBadges({
  stages,
  kind,
  audiences,
}: {
  stages: Record<AlertStage, string>;
  kind: string;
  audiences: Record<Audience, string>;
}) {
  const { stage, audience } = useAlertNews().news;
  return (
    <span className="flex flex-wrap gap-2">
      <Badge tone={stageTone[stage]}>{stages[stage]}</Badge>
      <Badge>{kind}</Badge>
      <Badge>{audiences[audience]}</Badge>
    </span>
  );
}
