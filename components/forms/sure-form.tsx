"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Choice } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { ActionForm } from "./action-form";

/**
 * A form whose words are looked at for protected names. Where a part of one may stand in them it says so, and whoever
 * looked can say that it is another word; whole names can't be waved through.
 */
export function SureForm<Result>(form: Omit<ComponentProps<typeof ActionForm<Result>>, "refused">) {
  const t = useTranslations();
  return (
    <ActionForm
      {...form}
      refused={(messageKey) =>
        messageKey === "refusals.partOfName" ? (
          <>
            <Notice tone="danger" role="alert" title={t("refusals.partOfName")} />
            <Choice type="checkbox" name="sure" value="yes" label={t("forms.otherWords")} />
          </>
        ) : null
      }
    />
  );
}
