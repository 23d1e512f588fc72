import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** What an edition can be known by: number, day, who issued it, hash, and where the public one stands. */
export function EditionFacts({
  of: edition,
  address,
  timeZone,
}: {
  of: {
    audience: Audience;
    language: AlertLanguage;
    number: number;
    issuedAt: Date;
    issuedBy: string | null;
    hash: string;
    correction: string;
  };
  /** The whole address of a public edition that is open; null otherwise. */
  address: string | null;
  timeZone: string;
}) {
  const t = useTranslations("editions");
  const { day, time } = useFormats();
  const at = `${day(dayInZone(edition.issuedAt, timeZone))}, ${time(edition.issuedAt, timeZone)}`;
  const facts = [
    [
      t("one.issued"),
      edition.issuedBy ? t("one.issuedBy", { date: at, name: edition.issuedBy }) : at,
    ],
    [t("one.language"), t(`language.${edition.language}`)],
    ...(edition.correction ? [[t("one.corrects"), edition.correction]] : []),
  ];
  return (
    <Panel
      title={t("one.title", {
        audience: t(`audience.${edition.audience}`),
        number: edition.number,
      })}
    >
      <dl className="flex flex-col gap-3">
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt className="text-meta text-ink-muted">{term}</dt>
            <dd dir="auto">{fact}</dd>
          </div>
        ))}
        <div>
          <dt className="text-meta text-ink-muted">{t("one.hash")}</dt>
          <dd dir="ltr" className="edition-hash break-all text-meta">
            {edition.hash}
          </dd>
        </div>
        {address && (
          <div>
            <dt className="text-meta text-ink-muted">{t("one.address")}</dt>
            <dd className="flex flex-col items-start gap-3">
              <a href={address} dir="ltr" className="link break-all">
                {address}
              </a>
              <CopyButton
                text={address}
                label={t("one.copyAddress")}
                copied={t("one.copied")}
                failed={t("one.copyFailed")}
              />
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
