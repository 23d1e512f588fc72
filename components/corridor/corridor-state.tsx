"use client";

import { useTranslations } from "next-intl";
import { SaveState } from "@/components/ui/save-state";
import { useNetwork } from "@/components/ui/save-status";
import { useQueue } from "@/components/waiting/queue";

/** "Offline · 2 waiting to send", at every width; otherwise how the saving stands. */
export function CorridorState({ timeZone, loadedAt }: { timeZone: string; loadedAt: Date }) {
  const t = useTranslations("corridor");
  const saved = useTranslations("common.saved");
  const { waiting } = useQueue();
  const hasNetwork = useNetwork();
  if (waiting.length === 0) {
    return <SaveState timeZone={timeZone} loadedAt={loadedAt} chip />;
  }
  return (
    <p
      role="status"
      className="min-h-6 rounded-cell bg-sunken px-2 py-0.5 text-meta font-semibold text-ink-muted"
    >
      {[!hasNetwork && t("offline"), saved("waiting", { count: waiting.length })]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
}
