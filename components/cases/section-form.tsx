"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";

/**
 * One section of a case, saved alone. Where somebody else changed it meanwhile, what it says now stands above what was
 * typed; sent once more, the typed text takes its place.
 */
export function SectionForm({
  action,
  caseId,
  section,
  stamp,
  present,
  labels,
  children,
}: {
  action: FormServerAction<void>;
  caseId: string;
  section: string;
  /** Of the section as it stands, see `sectionStamp`. */
  stamp: string;
  /** The section's texts as they stand. */
  present: string[];
  labels: Record<string, string>;
  children: ReactNode;
}) {
  const t = useTranslations("cases.edit");
  return (
    <ActionForm
      action={action}
      hidden={{ caseId, section, seen: stamp }}
      labels={labels}
      submit={t("save")}
      look="secondary"
      saved={t("saved")}
      refused={(messageKey) =>
        messageKey === "refusals.conflict" ? (
          <Notice tone="caution" role="alert" title={t("conflict")}>
            {present.map((text) => (
              <p key={text} className="mt-1 whitespace-pre-line" dir="auto">
                {text}
              </p>
            ))}
            <p className="mt-2">{t("conflictHint")}</p>
          </Notice>
        ) : null
      }
    >
      {children}
    </ActionForm>
  );
}
