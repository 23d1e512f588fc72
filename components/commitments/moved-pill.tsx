"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { reportBehind } from "@/components/ui/save-status";
import { mostMoved } from "@/lib/commitments/commitment";

/** "3 changes": others changed what is shown. Nothing moves before it is pressed; it takes no room from the list. */
export function MovedPill({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("commitments.moved");
  const isBehind = count > 0;
  useEffect(() => {
    reportBehind(isBehind);
    return () => reportBehind(false);
  }, [isBehind]);
  // Its place is always there, so that nothing moves when it appears.
  return (
    <div className="pointer-events-none sticky top-2 z-20 h-0 print:hidden">
      {isBehind && (
        <div className="pointer-events-auto absolute end-2 -top-1 rounded-control bg-surface shadow-overlay">
          <Button size="small" onClick={onShow}>
            {count >= mostMoved ? t("showMany", { count }) : t("show", { count })}
          </Button>
        </div>
      )}
    </div>
  );
}
