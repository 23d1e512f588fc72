import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { copyAsFile } from "@/lib/guests/copy";
import { findGuestVisit } from "@/lib/guests/this-guest";
import { genevaZone } from "@/lib/i18n/format";
import { noPage } from "@/lib/serve/missing-header";

/** A guest's copy as a PDF, with the watermark in it. Nothing changes by taking it. */
export async function GET(request: Request): Promise<Response> {
  const visit = isLedFromHere(request) ? await findGuestVisit() : null;
  const file = visit && (await copyAsFile(visit, "pdf"));
  return file
    ? fileAnswer(file, { name: "paper", format: "pdf", at: visit.openedAt, zone: genevaZone })
    : noPage();
}
