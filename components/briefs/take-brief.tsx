import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";

/** The page and the four files of a brief. */
export function TakeBrief({ briefId }: { briefId: string }) {
  const t = useTranslations("briefs.one");
  const formats = useTranslations("papers.choice.format");
  return (
    <Panel title={t("take")}>
      <p className="mb-3">
        <Link href={`/briefs/${briefId}/read` as Route} prefetch={false} className="link target">
          {t("readIt")}
        </Link>
      </p>
      <ul className="flex flex-wrap gap-2">
        {paperFormats.map((format) => (
          <li key={format}>
            <a
              href={`/briefs/${briefId}/file?as=${format}`}
              download
              className={buttonClasses({ look: format === "pdf" ? "primary" : "secondary" })}
            >
              {formats(format)}
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-meta text-ink-muted">{t("takeHint")}</p>
    </Panel>
  );
}
