import { currentActor } from "@/lib/auth/actor";
import { findOriginal } from "@/lib/imports/queries";

/** The file as it came, for whoever brought it; nothing in it is ever shown by a browser. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ importId: string }> },
): Promise<Response> {
  const [actor, { importId }] = await Promise.all([currentActor(), params]);
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const original = await findOriginal(actor, importId);
  if (!original) {
    return new Response(null, { status: 404 });
  }
  const name = encodeURIComponent(original.fileName || "pasted.txt");
  return new Response(new Uint8Array(original.bytes), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
