import { findPublicEdition } from "@/lib/editions/public-queries";

/** What the hash of a public edition is of, byte for byte: whoever saves it can compute the same. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const edition = await findPublicEdition((await params).token);
  if (!edition) {
    return new Response(null, { status: 404 });
  }
  return new Response(edition.exactText, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="edition-${edition.hash.slice(0, 8)}.json"`,
    },
  });
}
