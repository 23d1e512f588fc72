import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Match } from "@/lib/support/match";

/** Where somebody said no or nothing: whom to ask next. */
export function NextToAsk({
  after,
  next,
  base,
}: {
  after: { supportName: string; outcome: string | null };
  next: Match;
  base: string;
}) {
  const t = useTranslations("support.next");
  return (
    <Notice
      tone="caution"
      title={t(after.outcome === "refused" ? "title" : "noAnswer", { name: after.supportName })}
    >
      <Link href={`${base}/refer/${next.key}` as Route} prefetch={false} className="link target">
        {t("go", { name: next.name })}
      </Link>
    </Notice>
  );
}
