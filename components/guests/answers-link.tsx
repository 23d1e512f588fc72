import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** That answers of missions wait for whoever may confirm them; nothing where none do. */
export function AnswersLink({ count }: { count: number }) {
  const t = useTranslations("guests.answers");
  return (
    count > 0 && (
      <p className="mb-3 print:hidden">
        <Link
          href={"/briefs/answers" as Route}
          prefetch={false}
          className="link target font-semibold"
        >
          {t("link", { count })}
        </Link>
      </p>
    )
  );
}
