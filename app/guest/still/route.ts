import { alertLanguages } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { editionWords } from "@/lib/editions/words";
import { findGuestVisit } from "@/lib/guests/this-guest";

/**
 * Lies over a guest's open page, unseen, and asks every four seconds whether it may still be read: without a script the one
 * way to close a page that is open. Once it may not, this is all that is to be seen.
 */
export async function GET(): Promise<Response> {
  const isOpen = (await findGuestVisit()) !== null;
  const body = isOpen
    ? "<body>"
    : `<body bgcolor="#fbfaf7" text="#181e2a"><ul>${alertLanguages
        .map(
          (one) => `<li lang="${one}" dir="${directionOf(one)}">${editionWords[one].missing}</li>`,
        )
        .join("")}</ul>`;
  return new Response(
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>-</title>${body}`,
    {
      headers: {
        "content-type": "text/html; charset=utf-8",
        // There is nothing in it that somebody could be reading.
        ...(isOpen && { refresh: "4" }),
      },
    },
  );
}
