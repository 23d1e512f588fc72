"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { announce } from "./announce";
import { Button } from "./button";
import { Undo, X } from "./icons";
import { dismiss, type Notification, notificationStays, useNotifications } from "./notify";

function Bar({ notification }: { notification: Notification }) {
  const t = useTranslations("common");
  const [held, setHeld] = useState(false);
  useEffect(() => announce(notification.message), [notification.message]);
  useEffect(() => {
    // No time limit without extension: the clock stands still under the pointer and the focus.
    if (held) {
      return;
    }
    const timer = setTimeout(() => dismiss(notification.id), notificationStays);
    return () => clearTimeout(timer);
  }, [held, notification.id]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-full items-center gap-3 rounded-panel border border-line-strong bg-surface py-2 ps-4 pe-2 shadow-overlay"
    >
      <span>{notification.message}</span>
      {notification.undo && (
        <Button
          size="small"
          icon={Undo}
          onClick={() => {
            notification.undo?.();
            dismiss(notification.id);
          }}
        >
          {t("undo")}
        </Button>
      )}
      <Button size="small" look="quiet" icon={X} onClick={() => dismiss(notification.id)}>
        <span className="sr-only">{t("dismiss")}</span>
      </Button>
    </li>
  );
}

/** Shows what `notify()` reports, above the bottom bar, with "Undo" where it can be undone. */
export function UndoBar() {
  const notifications = useNotifications();
  const t = useTranslations("common");
  return (
    <section aria-label={t("changes")}>
      <ul className="pointer-events-none fixed inset-x-4 bottom-24 z-40 flex flex-col items-center gap-2 lg:bottom-6 print:hidden">
        {notifications.map((notification) => (
          <Bar key={notification.id} notification={notification} />
        ))}
      </ul>
    </section>
  );
}
