import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel, Section } from "@/components/ui/panel";
import type { EditionLine } from "@/lib/editions/edition";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { HandedOut, type HandedOutRow } from "./handed-out";

type Line = EditionLine & { alertId: string };

/** What a withdrawal froze, who is on record as having received it before, and what stays for somebody to read. */
export function FrozenEditions({
  of: { editions, received, staying },
  caseId,
  timeZone,
}: {
  of: { editions: Line[]; received: HandedOutRow[]; staying: Line[] };
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
          <Lines
            of={editions}
            caseId={caseId}
            says={(edition) =>
              t(edition.audience === "public" ? "withdrawn.closedPublic" : "withdrawn.closed", {
                audience: t(`audience.${edition.audience}`),
                number: edition.number,
                language: t(`language.${edition.language}`),
                issued: on(edition.issuedAt),
                date: edition.frozenAt ? on(edition.frozenAt) : "",
              })
            }
          />
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
      {staying.length > 0 && (
        <Section title={t("withdrawn.staying")}>
          <p className="pt-2 text-ink-muted">{t("withdrawn.stayingWhy")}</p>
          <Lines
            of={staying}
            caseId={caseId}
            says={(edition) =>
              t("withdrawn.stays", {
                audience: t(`audience.${edition.audience}`),
                number: edition.number,
                language: t(`language.${edition.language}`),
                issued: on(edition.issuedAt),
              })
            }
          />
        </Section>
      )}
    </div>
  );
}

function Lines({
  of: editions,
  caseId,
  says,
}: {
  of: readonly Line[];
  caseId: string;
  says: (edition: Line) => string;
}) {
  return (
    <ul className="divide-y divide-line">
      {editions.map((edition) => (
        <li key={edition.id} className="py-2">
          <Link
            href={`/cases/${caseId}/alerts/${edition.alertId}/editions/${edition.id}` as Route}
            prefetch={false}
            className="link"
          >
            {says(edition)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
