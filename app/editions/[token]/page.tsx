import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EditionSheet } from "@/components/alerts/text/edition-sheet";
import { PublicFrame } from "@/components/alerts/text/public-frame";
import { findPublicEdition } from "@/lib/editions/public-queries";
import { editionWords } from "@/lib/editions/words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  // Neither the product's name nor anything of the text: a title stays in histories.
  return { title: { absolute: t("public") } };
}

/**
 * A public edition: for anybody, without signing in and without a script. One that never was, one that consent no
 * longer covers and one that was withdrawn are all not found.
 */
export default async function PublicEditionPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const edition = (await findPublicEdition(token)) ?? notFound();
  const words = editionWords[edition.language];
  return (
    <PublicFrame language={edition.language} others={edition.others}>
      <EditionSheet
        of={{ ...edition, audience: "public" }}
        before={
          edition.newer && (
            <p className="public-newer">
              {words.newer}{" "}
              <a href={`/editions/${edition.newer}`} className="link">
                {words.readNewer}
              </a>
            </p>
          )
        }
        below={
          <>
            <p>
              {words.check}{" "}
              <a
                href={`/editions/${token}/text` as Route}
                className="link"
                hrefLang={edition.language}
              >
                {words.exactText}
              </a>
            </p>
            <p className="public-hash">
              <bdi className="edition-hash" dir="ltr">
                {edition.hash}
              </bdi>
            </p>
            <p>{words.notFollowed}</p>
          </>
        }
      />
    </PublicFrame>
  );
}
