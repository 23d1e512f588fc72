import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { missingHeader } from "@/lib/serve/missing-header";
import NotFound from "../../not-found";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("documentTitle") };
}

/**
 * As app/(workspace)/missing, for readers of public editions, who have no sign-in to be sent to: the words of "not
 * found" without scripts.
 */
export default async function MissingEditionPage() {
  const headerList = await headers();
  if (!headerList.has(missingHeader)) {
    notFound();
  }
  return <NotFound />;
}
