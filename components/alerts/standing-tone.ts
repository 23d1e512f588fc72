import type { Tone } from "@/components/ui/badge";
import type { AlertStanding } from "@/lib/alerts/alert";

/** The word says how an alert stands; the tone only helps to find it. */
export const standingTone: Record<AlertStanding, Tone> = {
  draft: "neutral",
  in_review: "accent",
  consent_check: "caution",
  sign_on: "accent",
  held: "caution",
  issued: "done",
  updated: "done",
  part_closed: "caution",
  nothing_out: "danger",
  closed: "neutral",
  withdrawn: "danger",
};
