import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel, Section } from "@/components/ui/panel";
import type { EditionLine } from "@/lib/editions/edition";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { HandedOut, type HandedOutRow } from "./handed-out";

/** What a withdrawal froze, and who is on record as having received it before. */
export function FrozenEditions({
  of: { editions, received },
  caseId,
  timeZone,
}: {
  of: { editions: (EditionLine & { alertId: string })[]; received: HandedOutRow[] };
  caseId: string;
  timeZone: string;
}) {
  const t = useTranslations("editions");
  const { day } = useFormats();
  const on = (at: Date) => day(dayInZone(at, timeZone));
  return (
    <div className="mt-6 flex max-w-3xl flex-col gap-6">
      <Section title={t("withdrawn.title")}>
        {editions.length === 0 ? (
          <p className="pt-2 text-ink-muted">{t("withdrawn.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {editions.map((edition) => (
              <li key={edition.id} className="py-2">
                <Link
                  href={
                    `/cases/${caseId}/alerts/${edition.alertId}/editions/${edition.id}` as Route
                  }
                  prefetch={false}
                  className="link"
                >
                  {t(
                    edition.audience === "public" ? "withdrawn.closedPublic" : "withdrawn.closed",
                    {
                      audience: t(`audience.${edition.audience}`),
                      number: edition.number,
                      language: t(`language.${edition.language}`),
                      issued: on(edition.issuedAt),
                      date: edition.frozenAt ? on(edition.frozenAt) : "",
                    },
                  )}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {editions.length > 0 && (
        <Panel title={t("withdrawn.received")} flush>
          {received.length > 0 ? (
            <HandedOut rows={received} timeZone={timeZone} />
          ) : (
            <p className="p-4 text-ink-muted">{t("withdrawn.receivedNone")}</p>
          )}
        </Panel>
      )}
    </div>
  );
}
