import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";

/** Missing and "not for you" read exactly the same. */
export async function NotFoundWords() {
  const t = await getTranslations("errors.notFound");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="text-body text-ink-muted">{t("text")}</p>
      <ButtonLink href={"/" as Route} look="primary">
        {t("action")}
      </ButtonLink>
    </>
  );
}
