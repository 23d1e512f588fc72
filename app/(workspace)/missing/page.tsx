import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/lib/auth/actor";
import { missingHeader } from "@/lib/serve/missing-header";
import NotFound from "../not-found";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("documentTitle") };
}

/**
 * Where a page called `notFound()`, Next sends an empty page that scripts draw. Our own server asks for this one in its
 * place, so that the words are there without scripts (lib/serve/answer-missing.ts).
 */
export default async function MissingPage() {
  const [, headerList] = await Promise.all([requireActor(), headers()]);
  if (!headerList.has(missingHeader)) {
    notFound();
  }
  return <NotFound />;
}
