"use client";

import { useTranslations } from "next-intl";
import { useFormParts } from "@/components/forms/action-form";
import { FormCheck } from "@/components/forms/form-fields";
import { Notice } from "@/components/ui/notice";

/**
 * That the words of a pack were read again. It is asked once something was found, and says where: a box that always stands
 * there is ticked before anybody has read anything.
 */
export function PackMentions() {
  const t = useTranslations("packs");
  const { fault, typed } = useFormParts();
  const found = fault("mentionsRead");
  return found || typed("mentionsRead") ? (
    <div className="flex flex-col gap-3">
      {found && <Notice tone="danger" title={found} />}
      <FormCheck name="mentionsRead" label={t("mentions")} />
    </div>
  ) : null;
}
