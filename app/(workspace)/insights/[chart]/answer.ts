import { currentActor } from "@/lib/auth/actor";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { readScope } from "@/lib/insights/address";
import { type ChartFile, isChartName } from "@/lib/insights/chart";
import { chartFile } from "@/lib/insights/files";
import { findScope } from "@/lib/insights/queries";

/**
 * A chart as a file. It leaves a note with the cases that it names, so that another site's page can't set it off: a
 * browser says from where it was led here.
 */
export async function answerWithChart(
  request: Request,
  chart: string,
  as: ChartFile,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const from = request.headers.get("sec-fetch-site") ?? "none";
  if (
    !isChartName(chart) ||
    !canExportCommitments(actor) ||
    !["same-origin", "none"].includes(from)
  ) {
    return new Response(null, { status: 404 });
  }
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const scope = await findScope(actor, readScope(params));
  if (!scope) {
    return new Response(null, { status: 404 });
  }
  const { name, type, body } = await chartFile(actor, chart, scope, as);
  return new Response(body, {
    headers: {
      "content-type": type,
      // The name tells which chart and the day, and nothing of what is inside.
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
