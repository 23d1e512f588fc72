import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Stands where an audience is not the reader's to choose, in the place of the choice: who reads it. */
export function WhoReads({ children }: { children: ReactNode }) {
  const t = useTranslations("commitments.detail");
  return (
    <div className="flex flex-col gap-1">
      <p className="font-semibold">{t("visibility")}</p>
      <p>{children}</p>
    </div>
  );
}
