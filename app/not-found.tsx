import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/layout/logo";
import { ButtonLink } from "@/components/ui/button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("documentTitle") };
}

/** Missing and "not for you" read exactly the same. */
export default async function NotFound() {
  const t = await getTranslations("errors.notFound");
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-4">
      <Logo />
      <h1>{t("title")}</h1>
      <p className="text-body text-ink-muted">{t("text")}</p>
      <ButtonLink href={"/" as Route} look="primary">
        {t("action")}
      </ButtonLink>
    </main>
  );
}
