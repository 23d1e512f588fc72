import "server-only";
import { finish } from "@/lib/briefs/finish";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { asSeen } from "@/lib/briefs/paper/invisible";
import type { Paper, PaperLanguage } from "@/lib/briefs/paper/paper";
import { paperOf } from "@/lib/briefs/written/preview";
import { namesToKeep } from "@/lib/briefs/written/queries";
import { dateTags, withBothMonths } from "@/lib/i18n/alert-dates";
import type { GuestVisit } from "./visit";

/** The paper of a guest: the brief as it was made, with whose copy it is across each page. */
export function copyOf(visit: GuestVisit): Paper {
  const paper = paperOf(visit.inputs);
  return { ...paper, frame: { ...paper.frame, watermark: markOf(visit) } };
}

/** Recipient, State, when it was opened, and which opening: found again on a photograph of the page. */
export const markOf = ({ inputs, number, openedAt, recipient, state }: GuestVisit): string =>
  [asSeen(recipient), asSeen(state), guestTime(openedAt, inputs.language), number].join(" · ");

/** The copy as a file, with the watermark in it; null where something in it may not leave. */
export const copyAsFile = async (
  visit: GuestVisit,
  format: PaperFormat,
): Promise<Uint8Array | null> => finish([copyOf(visit)], format, await namesToKeep(visit.inputs));

/** A moment in the language of the paper. Its reader may be anywhere, so that it is told in universal time. */
export function guestTime(at: Date, language: PaperLanguage): string {
  const written = new Intl.DateTimeFormat(dateTags[language], {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at);
  return language === "ar" ? withBothMonths(written) : written;
}
