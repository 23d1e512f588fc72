"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { mostMoved } from "@/lib/commitments/commitment";

/** "3 changes": others changed what is shown. Nothing moves before it is pressed; it takes no room from the list. */
export function MovedPill({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("commitments.moved");
  // Its place is always there, so that nothing moves when it appears.
  return (
    <div className="pointer-events-none sticky top-2 z-20 h-0 print:hidden">
      {count > 0 && (
        <div className="pointer-events-auto absolute end-2 -top-1 rounded-control bg-surface shadow-overlay">
          <Button size="small" onClick={onShow}>
            {count >= mostMoved ? t("showMany", { count }) : t("show", { count })}
          </Button>
        </div>
      )}
    </div>
  );
}
