import { currentActor } from "@/lib/auth/actor";
import { runImport } from "@/lib/imports/run";

const noStore = { "cache-control": "no-store" };

/**
 * Carries a draft out. To a form it answers with the way back; to the page's script with lines of JSON, one for each
 * piece that is done, and the last of them says how it ended. Whoever hangs up takes all of it back.
 */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor();
  const isScript = request.headers.get("accept") === "application/x-ndjson";
  if (!actor) {
    return isScript
      ? new Response(null, { status: 401, headers: noStore })
      : new Response(null, { status: 303, headers: { location: "/sign-in?lost=1" } });
  }
  const form = await request.formData().catch(() => new FormData());
  const [importId, seen] = [String(form.get("id") ?? ""), String(form.get("seen") ?? "")];
  const page = `/commitments/import/${encodeURIComponent(importId)}`;
  if (!isScript) {
    const end = await runImport(actor, importId, seen, { signal: request.signal });
    const location = end.outcome === "done" ? page : `${page}?refused=${end.messageKey}`;
    return new Response(null, { status: 303, headers: { ...noStore, location } });
  }
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: unknown) => {
        if (!gone.signal.aborted) {
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        }
      };
      say(
        await runImport(actor, importId, seen, {
          signal: gone.signal,
          onProgress: (done, of) => say({ outcome: "going", done, of }),
        }),
      );
      if (!gone.signal.aborted) {
        controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, {
    headers: {
      ...noStore,
      "content-type": "application/x-ndjson",
      "x-content-type-options": "nosniff",
    },
  });
}
