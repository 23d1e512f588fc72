"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { announce } from "./announce";
import { Button } from "./button";
import { classes } from "./classes";
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
      <span className="min-w-0 wrap-anywhere">{notification.message}</span>
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

/**
 * Shows what `notify()` reports, above the bottom bar, with "Undo" where it can be undone. On a wide screen that has
 * the navigation beside it, it lies where the content begins: what is decided about a text stands where its lines end,
 * and stays within reach.
 */
export function UndoBar({ hasNavigation = false }: { hasNavigation?: boolean }) {
  const notifications = useNotifications();
  const t = useTranslations("common");
  return (
    <section aria-label={t("changes")}>
      <ul
        className={classes(
          "pointer-events-none fixed inset-x-4 bottom-24 z-40 flex flex-col items-center gap-2 lg:bottom-6 print:hidden",
          hasNavigation && "lg:start-62 lg:end-auto lg:max-w-140 lg:items-start",
        )}
      >
        {notifications.map((notification) => (
          <Bar key={notification.id} notification={notification} />
        ))}
      </ul>
    </section>
  );
}
