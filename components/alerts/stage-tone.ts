import type { Tone } from "@/components/ui/badge";
import type { AlertStage } from "@/db/reference/words";

/** The word says the stage; the tone only helps to find it. */
export const stageTone: Record<AlertStage, Tone> = {
  draft: "neutral",
  in_review: "accent",
  consent_check: "caution",
  sign_on: "accent",
  issued: "done",
  updated: "done",
  closed: "neutral",
  withdrawn: "danger",
};
