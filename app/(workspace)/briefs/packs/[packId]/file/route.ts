import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { isLedFromHere } from "@/lib/briefs/file-answer";
import { findPack } from "@/lib/briefs/packs/queries";
import { zipOfPack } from "@/lib/briefs/packs/zip";
import { dayInZone } from "@/lib/i18n/format";

/** All briefs of a pack as one file. Each leaves a disclosure with its cases, so that another site's page can't set it off. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/briefs/packs/[packId]/file">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const pack = isLedFromHere(request) ? await findPack(actor, (await params).packId) : null;
  if (!pack?.finishedAt || pack.made === 0) {
    return new Response(null, { status: 404 });
  }
  const t = await getTranslations("packs");
  const zip = zipOfPack(actor, pack.missions, {
    name: t("leftOutName"),
    text: (places) => t("leftOut", { places }),
  });
  const name = `${t("fileName")}-${dayInZone(new Date(), actor.timeZone)}.zip`;
  return new Response(zip, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
