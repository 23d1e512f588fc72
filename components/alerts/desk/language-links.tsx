import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { Languages } from "@/components/ui/icons";
import type { Desk } from "@/lib/alerts/desk";

/** The languages of the alert, how far each is, and the way to all of them side by side. */
export function LanguageLinks({
  texts,
  current,
  addressOf,
  translations,
}: {
  texts: Desk["texts"];
  current: Desk["text"]["language"];
  addressOf: (language: Desk["text"]["language"]) => string;
  translations: Route;
}) {
  const t = useTranslations("alerts.desk");
  return (
    <nav
      aria-label={t("languages.title")}
      className="flex flex-wrap items-center gap-x-3 text-meta print:hidden"
    >
      <Icon of={Languages} size={16} className="text-accent" />
      {texts.map(({ language, state, behind }) => (
        <span key={language}>
          <Link
            href={addressOf(language) as Route}
            prefetch={false}
            aria-current={language === current ? "page" : undefined}
            className={language === current ? "font-semibold" : "link target"}
          >
            <bdi>{t(`language.${language}`)}</bdi>
          </Link>
          {(behind > 0 || state === "ready") && (
            <span className="text-ink-muted">
              {": "}
              {behind > 0 ? t("languages.behind", { count: behind }) : t("languages.ready")}
            </span>
          )}
        </span>
      ))}
      <Link href={translations} prefetch={false} className="link target">
        {t("languages.sideBySide")}
      </Link>
    </nav>
  );
}
