"use client";

import { useLocale, useTranslations } from "next-intl";
import { writeTime } from "@/lib/i18n/format";
import { classes } from "./classes";
import { Icon } from "./icon";
import { CloudCheck, CloudOff, CloudUpload, type IconData, Monitor } from "./icons";
import { useBehind, useNetwork, useSaveStatus } from "./save-status";
import { useMoment } from "./use-moment";

/** "On this device", "Sending", "Saved 14:02": never "Saved" before it is, nor "Up to date" without a connection. */
export function SaveState({
  timeZone,
  loadedAt,
  chip,
}: {
  timeZone: string;
  /** When the server made this page; shown until something is saved. */
  loadedAt: Date;
  /** A small box around it, for the phone's top bar. */
  chip?: boolean;
}) {
  const t = useTranslations("common.saved");
  const locale = useLocale();
  const status = useSaveStatus();
  const hasNetwork = useNetwork();
  const isBehind = useBehind();
  const moment = useMoment(status.state === "saved" ? status.at : loadedAt);
  const time = writeTime(moment, locale, timeZone);
  let icon: IconData = CloudCheck;
  let text = t(isBehind ? "asOf" : "upToDate", { time });
  if (status.state === "device") {
    icon = Monitor;
    text = status.waiting > 0 ? t("waiting", { count: status.waiting }) : t("device");
  } else if (status.state === "sending") {
    icon = CloudUpload;
    text = t("sending");
  } else if (status.state === "saved" && hasNetwork) {
    text = t("saved", { time });
  } else if (status.state === "failed" || status.state === "unsent") {
    icon = CloudOff;
    text = t(status.state);
  } else if (status.state === "ended") {
    icon = CloudOff;
    text = t("ended");
  } else if (status.state === "away" || !hasNetwork) {
    icon = CloudOff;
    text = t("away");
  }
  return (
    <p
      className={classes(
        "flex items-center gap-2 text-meta",
        status.state === "failed" || status.state === "unsent"
          ? "font-semibold text-danger"
          : "text-ink-muted",
        chip && "min-h-6 min-w-0 rounded-cell bg-sunken px-2 font-semibold",
      )}
    >
      <Icon of={icon} size={16} />
      <span className={chip ? "truncate" : undefined}>{text}</span>
    </p>
  );
}
