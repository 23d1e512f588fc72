import { networkOf } from "@/lib/auth/network";
import { feedEntries } from "@/lib/calendar/feed";
import { readFeed } from "@/lib/calendar/feed-access";
import { tagOf, writeCalendar } from "@/lib/calendar/ics";
import { calendarWords } from "@/lib/calendar/words";
import { noPage } from "@/lib/serve/missing-header";

/**
 * A member's calendar for whoever holds its address; no cookie is looked at. What it holds is decided by the database,
 * at each reading. An address that is none is any missing page.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const network = networkOf(request.headers.get("x-forwarded-for"));
  const facts = await readFeed((await params).token, network);
  if (!facts) {
    return noPage();
  }
  if ("wait" in facts) {
    return new Response(null, { status: 429, headers: { "retry-after": `${facts.wait}` } });
  }
  const now = new Date();
  const words = calendarWords(facts.locale);
  const text = writeCalendar({ name: words.name, entries: feedEntries(facts, words, now) }, now);
  const headers = { etag: tagOf(text), "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match")?.split(/,\s*/).includes(headers.etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, {
    headers: { ...headers, "content-type": "text/calendar; charset=utf-8" },
  });
}
