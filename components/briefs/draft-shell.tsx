"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionForm, useFormParts } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Choice } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";

/**
 * The form of a draft, which may be open in two windows. What the other one saved stands above what is written here, and
 * nothing is replaced until somebody says so; until then the fields stay as this window has them.
 */
export function DraftShell({
  action,
  draftId,
  form,
  version,
  savedBy,
  present,
  labels,
  children,
}: {
  action: FormServerAction<void>;
  draftId: string;
  form: string;
  version: number;
  /** The form that saved last. */
  savedBy: string | null;
  /** The texts of the draft as it stands. */
  present: string[];
  labels: Record<string, string>;
  children: ReactNode;
}) {
  const t = useTranslations("briefs.write");
  // As the page came: what is drawn later may be what another window saved.
  const [own] = useState({ form, version });
  const isOwn = version === own.version || savedBy === own.form;
  const [fields, setFields] = useState(children);
  if (isOwn && fields !== children) {
    setFields(children);
  }
  return (
    <ActionForm
      action={action}
      hidden={{ draftId, form: own.form }}
      labels={labels}
      submit={t("save")}
      look="secondary"
      saved={t("saved")}
      isLive
      refused={(messageKey) =>
        messageKey === "refusals.conflict" ? (
          <Notice tone="caution" role="alert" title={t("conflict")}>
            {present.map((text, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two sentences may be the same.
              <p key={at} className="mt-1 whitespace-pre-line" dir="auto" data-written="">
                {text}
              </p>
            ))}
            <p className="mt-2">{t("conflictHint")}</p>
            <Choice
              key={version}
              type="checkbox"
              name="over"
              value={version}
              label={t("conflictReplace")}
            />
          </Notice>
        ) : null
      }
    >
      <SeenVersion first={own.version} />
      {fields}
    </ActionForm>
  );
}

/** The version from which the form was drawn; it stays that when the form comes back refused. */
function SeenVersion({ first }: { first: number }) {
  const { typed } = useFormParts();
  return <input type="hidden" name="seen" value={typed("seen", String(first))} readOnly />;
}
