"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Lock } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

/** Says to whoever may know the names that one stands in the words of this section, and takes it out at a press. */
export function TypedNamesNotice({
  count,
  onReplace,
}: {
  count: number;
  /** Null for whoever may not change the text. */
  onReplace: (() => void) | null;
}) {
  const t = useTranslations("alerts.desk.typedNames");
  return (
    <div className="mt-3 print:hidden">
      <Notice tone="danger" title={t("stands", { count })} icon={Lock} role="status">
        <p>{t("why")}</p>
        {onReplace && (
          <p className="mt-2">
            <Button size="small" icon={Lock} onClick={onReplace}>
              {t("replace")}
            </Button>
          </p>
        )}
      </Notice>
    </div>
  );
}
