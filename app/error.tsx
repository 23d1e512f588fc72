"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button, ButtonLink } from "@/components/ui/button";

/** What a page says when it fails: calm words, a reference, no details. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("errors.page");
  useEffect(() => {
    document.title = t("documentTitle");
  }, [t]);
  return (
    <div
      role="alert"
      className="mx-auto flex min-h-[60dvh] max-w-xl flex-col items-start justify-center gap-4 px-4"
    >
      <h1>{t("title")}</h1>
      <p className="text-body text-ink-muted">{t("text")}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={reset}>
          {t("retry")}
        </Button>
        <ButtonLink href={"/" as Route}>{t("home")}</ButtonLink>
      </div>
      {error.digest && (
        <p className="text-meta text-ink-subtle">{t("reference", { digest: error.digest })}</p>
      )}
    </div>
  );
}
