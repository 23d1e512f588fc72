import { isOwnRequest } from "@/lib/auth/own-request";
import { keepVisit } from "@/lib/guests/this-guest";
import { enterAsGuest } from "@/lib/guests/visit";
import { noPage } from "@/lib/serve/missing-header";

/** Lets a guest in, who then reads at an address without a secret in it. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const visit = isOwnRequest(request.headers) ? await enterAsGuest(token) : null;
  if (!visit) {
    return noPage();
  }
  await keepVisit(visit);
  return new Response(null, { status: 303, headers: { location: "/guest" } });
}
