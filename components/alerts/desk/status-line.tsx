"use client";

import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { CloudCheck, CloudOff, CloudUpload, History, Monitor } from "@/components/ui/icons";
import { useNetwork } from "@/components/ui/save-status";
import { useMoment } from "@/components/ui/use-moment";
import type { AlertStage } from "@/db/reference/words";
import { writeTime } from "@/lib/i18n/format";
import type { End, RoomState } from "./room-state";

/** How the saving stands, in words that are true: "Saved" only when the server has stored the last key. */
export function StatusLine({
  room,
  end,
  isLive,
  readAt,
  timeZone,
  stage,
  version,
  history,
}: {
  room: RoomState;
  end: End | null;
  /** It is written from here, and not only read. */
  isLive: boolean;
  /** When what is shown was read. */
  readAt: string;
  timeZone: string;
  stage: AlertStage;
  version: number | null;
  history: Route;
}) {
  const t = useTranslations("alerts.desk.status");
  const stages = useTranslations("alerts.desk.stage");
  const locale = useLocale();
  const write = (at: Date) => writeTime(at, locale, timeZone);
  const time = write(useMoment(room.savedAt ?? new Date(readAt)));
  const hasNetwork = useNetwork();
  const isAway = isLive ? room.isOpen && !room.isConnected : !hasNetwork;
  let icon = CloudCheck;
  let text = t(room.savedAt ? "saved" : "upToDate", { time });
  let tone = "";
  const isClosed = end !== null || room.isReadOnly;
  const isWaiting = !isClosed && room.isUnsent && !room.isConnected;
  if (isClosed) {
    icon = CloudOff;
    tone = "text-danger";
    text = t(room.isUnsent ? "unsent" : "ended");
  } else if (isWaiting) {
    icon = Monitor;
    tone = "text-caution";
    text = t("device");
  } else if (room.isUnsent) {
    icon = CloudUpload;
    text = t("sending");
  } else if (isAway) {
    icon = CloudOff;
    // The words on the screen are as old as they are, whatever was shown before.
    text = room.savedAt ? t("away", { time }) : t("asItWas", { time: write(new Date(readAt)) });
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line py-3 text-meta">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span
          role="status"
          data-testid="saving"
          className={`flex items-center gap-2 font-semibold ${tone}`}
        >
          <Icon of={icon} size={16} />
          {text}
        </span>
        {isWaiting && !room.isAsking && <span>{t("tabOnly")}</span>}
        <span className="text-ink-muted">
          {version === null
            ? t("noVersion", { stage: stages(stage) })
            : t("version", { number: version, stage: stages(stage) })}
        </span>
      </p>
      <Link href={history} prefetch={false} className="link target flex items-center gap-1.5">
        <Icon of={History} size={16} />
        {t("compare")}
      </Link>
    </div>
  );
}
