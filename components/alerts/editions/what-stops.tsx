import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Audience } from "@/db/reference/words";
import type { MissingConsent, Unlabelled } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";

export interface Obstacles {
  missing: MissingConsent[];
  found: {
    label: string;
    kind: "name" | "partOfName" | "passage";
    language: string;
    section: string;
  }[];
  /** Who has no public label in the language of the edition. */
  unlabelled: Unlabelled[];
  hasNobody: boolean;
}

const typed = { name: "typedName", partOfName: "typedPart", passage: "typedPassage" } as const;

/** Why an edition can't be made, and whom to ask. */
export function WhatStops({
  of: { missing, found, unlabelled, hasNobody },
  caseId,
  audience,
}: {
  of: Obstacles;
  caseId: string;
  audience: Audience;
}) {
  const t = useTranslations("editions");
  const { day } = useFormats();
  const withdrawn = missing.filter(({ withdrawnOn }) => withdrawnOn);
  const unasked = missing.filter(({ withdrawnOn }) => !withdrawnOn);
  return (
    <Notice tone="danger" role="alert" title={t("leaving.stop")}>
      {hasNobody && <p>{t("leaving.nobody")}</p>}
      {withdrawn.length > 0 && (
        <ul className="list-disc ps-5">
          {withdrawn.map(({ defenderId, label, withdrawnOn = "" }) => (
            <li key={defenderId}>
              {t("leaving.withdrawn", {
                label,
                audience: t(`audience.${audience}`),
                date: day(withdrawnOn),
              })}
            </li>
          ))}
        </ul>
      )}
      {unasked.length > 0 && (
        <>
          <p>{t("leaving.askFirst", { audience: t(`audience.${audience}`) })}</p>
          <ul className="list-disc ps-5">
            {unasked.map(({ defenderId, label }) => (
              <li key={defenderId}>
                <Link
                  href={`/cases/${caseId}/people/${defenderId}/consent` as Route}
                  prefetch={false}
                  className="link"
                >
                  {t("leaving.ask", { label })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {unlabelled.length > 0 && (
        <>
          <p className="mt-2">{t("leaving.labelFirst")}</p>
          <ul className="list-disc ps-5">
            {unlabelled.map(({ defenderId, label, language }) => (
              <li key={`${defenderId} ${language}`}>
                <Link
                  href={`/cases/${caseId}/people#labels-${defenderId}` as Route}
                  prefetch={false}
                  className="link"
                >
                  {t("leaving.label", { label, language: t(`language.${language}`) })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {found.length > 0 && (
        <>
          <p className="mt-2">{t("leaving.typed")}</p>
          <ul className="list-disc ps-5">
            {found.map((hit) => (
              <li key={JSON.stringify(hit)}>
                {t(`leaving.${typed[hit.kind]}`, {
                  label: hit.label,
                  section: t(`section.${hit.section as "happened"}`),
                  language: t(`language.${hit.language as "en"}`),
                })}
              </li>
            ))}
          </ul>
          <p>{t("leaving.typedHint")}</p>
        </>
      )}
    </Notice>
  );
}
