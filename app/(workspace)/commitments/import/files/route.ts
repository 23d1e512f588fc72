import { currentActor } from "@/lib/auth/actor";
import { bringSheet } from "@/lib/imports/bring";
import { canImport } from "@/lib/imports/permissions";

const see = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/**
 * A file or a pasted block, as a form posts it; leads to its preview, or back with the reason. Its own address, since
 * it may be larger than any other form (lib/serve/guard.ts). Other origins are turned away before any route is reached.
 */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return see("/sign-in?lost=1&to=%2Fcommitments%2Fimport");
  }
  if (!canImport(actor)) {
    return new Response(null, { status: 404 });
  }
  const sent = await request.formData().catch(() => null);
  if (!sent) {
    return new Response(null, { status: 400 });
  }
  const brought = await bringSheet(actor, sent, request.signal);
  return see(
    "refused" in brought
      ? `/commitments/import?refused=${brought.refused}`
      : `/commitments/import/${brought.id}`,
  );
}
