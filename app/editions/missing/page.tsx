import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { alertLanguages } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { editionWords } from "@/lib/editions/words";
import { missingHeader } from "@/lib/serve/missing-header";
import "@/components/alerts/text/public.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: { absolute: t("documentTitle") } };
}

/**
 * As app/(workspace)/missing, for readers of public editions: one that never was, one that consent no longer covers and
 * one that was withdrawn say the same. In every language, since telling which one was there would tell that it was.
 */
export default async function MissingEditionPage() {
  const headerList = await headers();
  if (!headerList.has(missingHeader)) {
    notFound();
  }
  return (
    <div className="public-page">
      <main id="content" className="public-column">
        {/* One of the lines is the heading: whoever listens hears each once. */}
        <h1 lang="en" dir="ltr" data-written="" className="mb-3 font-sans text-body font-normal">
          {editionWords.en.missing}
        </h1>
        <ul className="flex flex-col gap-3 text-body">
          {alertLanguages
            .filter((language) => language !== "en")
            .map((language) => (
              <li key={language} lang={language} dir={directionOf(language)} data-written="">
                {editionWords[language].missing}
              </li>
            ))}
        </ul>
      </main>
    </div>
  );
}
