import { isOwnRequest } from "@/lib/auth/own-request";
import { GuestReply } from "@/lib/guests/input";
import { visitSecret } from "@/lib/guests/this-guest";
import { answerOnVisit } from "@/lib/guests/visit";
import { noPage } from "@/lib/serve/missing-header";
import { cleanText } from "@/lib/text/clean-text";

const back = (where: string) => new Response(null, { status: 303, headers: { location: where } });

/** What a guest answers to the brief: kept as a word that nobody has confirmed. */
export async function POST(request: Request): Promise<Response> {
  const visit = isOwnRequest(request.headers) ? await visitSecret() : null;
  if (!visit) {
    return noPage();
  }
  const form = await request.formData().catch(() => new FormData());
  const sent = GuestReply.safeParse({
    answer: form.get("answer"),
    remarks: cleanText(String(form.get("remarks") ?? "")),
  });
  if (!sent.success) {
    return back("/guest?answer=missing#answer");
  }
  return (await answerOnVisit(visit, sent.data)) ? back("/guest#answer") : noPage();
}
