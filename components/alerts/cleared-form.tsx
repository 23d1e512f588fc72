"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Choice } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import type { ClearedOutcome } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";

/**
 * A step that consent, or a name typed by hand, can stop. It then says whom to ask and where the words stand; parts of
 * names can be waved through by somebody who looked, whole ones can't.
 */
export function ClearedForm({
  action,
  hidden,
  submit,
  done,
  mayAsk,
  mayBeSure = false,
  nextSteps = {},
  labels = {},
  children,
}: {
  action: FormServerAction<ClearedOutcome>;
  hidden: Record<string, string> & { caseId: string; alertId: string };
  submit: string;
  /** What is said once nothing stood in the way. */
  done: string;
  /** Whether the reader may record consent. */
  mayAsk: boolean;
  mayBeSure?: boolean;
  /** Where to go on after a refusal, by its message. */
  nextSteps?: Record<string, { href: string; label: string }>;
  labels?: Record<string, string>;
  children?: ReactNode;
}) {
  const t = useTranslations();
  return (
    <ActionForm
      action={action}
      hidden={hidden}
      refused={(messageKey) => {
        const next = nextSteps[messageKey];
        return (
          next && (
            <Notice tone="danger" role="alert" title={t(messageKey as Parameters<typeof t>[0])}>
              <Link href={next.href as Route} prefetch={false} className="link target">
                {next.label}
              </Link>
            </Notice>
          )
        );
      }}
      submit={submit}
      labels={labels}
      outcome={(outcome) =>
        outcome.cleared ? (
          <Notice tone="done" role="status" title={done} />
        ) : (
          <WhatStops of={outcome} place={hidden} mayAsk={mayAsk} mayBeSure={mayBeSure} />
        )
      }
    >
      {children}
    </ActionForm>
  );
}

function WhatStops({
  of: { audience, lowerTo, missing, found, unlabelled, hasNobody },
  place: { caseId, alertId },
  mayAsk,
  mayBeSure,
}: {
  of: Extract<ClearedOutcome, { cleared: false }>;
  place: { caseId: string; alertId: string };
  mayAsk: boolean;
  mayBeSure: boolean;
}) {
  const t = useTranslations("alerts.cleared");
  const audiences = useTranslations("alerts.audience");
  const { day } = useFormats();
  const sections = useTranslations("alerts.section");
  const languages = useTranslations("alerts.language");
  const onlyParts =
    missing.length === 0 &&
    unlabelled.length === 0 &&
    !hasNobody &&
    found.every(({ kind }) => kind === "partOfName");
  return (
    <>
      <Notice tone="danger" role="alert" title={t("stopped")}>
        <ul className="list-disc ps-5">
          {hasNobody && <li>{t("nobody")}</li>}
          {missing.map(({ defenderId, label, withdrawnOn }) => (
            <li key={defenderId}>
              {withdrawnOn
                ? t("withdrawn", { label, audience: audiences(audience), date: day(withdrawnOn) })
                : t("missing", { label, audience: audiences(audience) })}{" "}
              {mayAsk && !withdrawnOn && (
                <Link
                  href={`/cases/${caseId}/people/${defenderId}/consent` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("askThem")}
                </Link>
              )}
            </li>
          ))}
          {lowerTo && (
            <li>
              {t("lowerTo", { audience: audiences(lowerTo) })}{" "}
              {mayAsk && (
                <Link
                  href={`/cases/${caseId}/alerts/${alertId}/review#audience` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("lowerIt")}
                </Link>
              )}
            </li>
          )}
          {unlabelled.map(({ defenderId, label, language }) => (
            <li key={`${defenderId} ${language}`}>
              {t("unlabelled", { label, language: languages(language) })}{" "}
              {mayAsk && (
                <Link
                  href={`/cases/${caseId}/people#labels-${defenderId}` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("writeLabel")}
                </Link>
              )}
            </li>
          ))}
          {found.map((hit) => (
            <li key={JSON.stringify(hit)}>
              {t(hit.kind, {
                label: hit.label,
                section: sections(hit.section as "happened"),
                language: languages(hit.language as "en"),
              })}
            </li>
          ))}
        </ul>
      </Notice>
      {mayBeSure && onlyParts && (
        <Choice type="checkbox" name="sure" value="yes" label={t("sure")} />
      )}
    </>
  );
}
