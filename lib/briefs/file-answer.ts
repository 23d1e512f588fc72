import "server-only";
import { dayInZone } from "@/lib/i18n/format";
import type { PaperFormat } from "./paper/checker/opened";
import { paperTypes } from "./paper/outputs";

/** Whether a browser was led to a file from a page of ours, or by hand: it says from where. */
export const isLedFromHere = (request: Request): boolean =>
  ["same-origin", "none"].includes(request.headers.get("sec-fetch-site") ?? "none");

/** A file to keep, or that there is none. Its name tells the kind and the day, and nothing of what is inside. */
export function fileAnswer(
  file: Uint8Array | null,
  { name, format, at, zone }: { name: string; format: PaperFormat; at: Date; zone: string },
): Response {
  if (!file) {
    return new Response(null, { status: 404 });
  }
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": paperTypes[format],
      "content-disposition": `attachment; filename="${name}-${dayInZone(at, zone)}.${format}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
