import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";

/** The four files of a submission, and where it goes. */
export function TakeSubmission({
  href,
  isHeld,
  address,
}: {
  /** Of its files, without the format. */
  href: string;
  isHeld: boolean;
  address: string;
}) {
  const t = useTranslations("submissions.one");
  const formats = useTranslations("papers.choice.format");
  return (
    <Panel title={t("take")}>
      <ul className="flex flex-wrap gap-2">
        {paperFormats.map((format) => (
          <li key={format}>
            <a
              href={`${href}?as=${format}`}
              download
              className={buttonClasses({ look: format === "pdf" ? "primary" : "secondary" })}
            >
              {formats(format)}
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-meta text-ink-muted">
        {t("takeHint")} {isHeld && t("takeHeld")}
      </p>
      <p className="mt-3 font-semibold">{t("address")}</p>
      {address ? (
        <p dir="auto" data-written="" className="whitespace-pre-line break-words">
          {address}
        </p>
      ) : (
        <p className="text-ink-muted">{t("noAddress")}</p>
      )}
    </Panel>
  );
}
