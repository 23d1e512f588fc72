import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { Audience } from "@/db/reference/words";
import type { ShownPerson } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";

/** Each person and how each audience reads of them today; where an answer is missing, whom to ask. */
export function ShownTable({
  shown,
  caseId,
  mayAsk,
}: {
  shown: readonly { audience: Audience; people: readonly ShownPerson[] }[];
  caseId: string;
  mayAsk: boolean;
}) {
  const t = useTranslations("alerts");
  const { day } = useFormats();
  const everybody = shown[0]?.people ?? shown.at(-1)?.people ?? [];
  const lastly = shown.at(-1)?.people ?? everybody;
  const rows = everybody.length > 0 ? everybody : lastly;
  if (rows.length === 0) {
    return <p className="py-3 text-ink-muted">{t("consent.nobody")}</p>;
  }
  const audiences = shown.filter(({ people }) => people.length > 0);
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <thead>
          <tr className="border-b border-line text-meta text-ink-muted">
            <th scope="col" className="py-2 pe-4 font-semibold">
              {t("consent.person")}
            </th>
            {audiences.map(({ audience }) => (
              <th key={audience} scope="col" className="px-3 py-2 font-semibold">
                {t(`audience.${audience}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ defenderId, label }) => (
            <tr key={defenderId}>
              <th scope="row" className="py-2 pe-4 align-top font-semibold">
                <bdi>{label}</bdi>
              </th>
              {audiences.map(({ audience, people }) => {
                const one = people.find((person) => person.defenderId === defenderId);
                return (
                  <td key={audience} className="px-3 py-2 align-top text-meta">
                    {one?.withdrawnOn ? (
                      <Badge tone="danger">
                        {t("consent.shown.withdrawn", { date: day(one.withdrawnOn) })}
                      </Badge>
                    ) : one?.shown === "missing" ? (
                      <>
                        <Badge tone="danger">{t("consent.shown.missing")}</Badge>
                        <span className="mt-1 block">
                          {mayAsk ? (
                            <Link
                              href={`/cases/${caseId}/people/${defenderId}/consent` as Route}
                              prefetch={false}
                              className="link target"
                            >
                              {t("consent.ask", { label })}
                            </Link>
                          ) : (
                            t("consent.askTeam")
                          )}
                        </span>
                      </>
                    ) : (
                      t(`consent.shown.${one?.shown ?? "label"}`, { label })
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
