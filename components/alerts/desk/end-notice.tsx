"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { End } from "./room-state";
import type { Reading } from "./use-beside";

/** How often it is looked whether somebody has signed in again in another window. */
const every = 4_000;

/**
 * Why nothing more can be written from here, in one sentence; what becomes of the words that have not been sent, and
 * how to carry them away.
 */
export function EndNotice({
  end,
  isUnsent,
  words,
  read,
  onSignedIn,
  onOther,
}: {
  end: End;
  isUnsent: boolean;
  /** The whole text as it stands here. */
  words: () => string;
  read: () => Promise<Reading>;
  onSignedIn: () => void;
  /** Somebody else has signed in. */
  onOther: () => void;
}) {
  const t = useTranslations("alerts.desk.end");
  useEffect(() => {
    if (end !== "signedOut") {
      return;
    }
    const look = async () => {
      const reading = document.visibilityState === "visible" ? await read() : "away";
      if (reading === "read") {
        onSignedIn();
      } else if (reading === "other") {
        onOther();
      }
    };
    const timer = setInterval(look, every);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [end, read, onSignedIn, onOther]);
  useEffect(() => {
    if (!isUnsent) {
      return;
    }
    // A link of the product leaves the page without the question that the browser asks.
    const stay = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a[href]");
      const staysHere =
        link?.getAttribute("target") === "_blank" ||
        (link as HTMLAnchorElement | null)?.pathname === window.location.pathname;
      if (link && !staysHere && !window.confirm(t("leave"))) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    document.addEventListener("click", stay, true);
    return () => document.removeEventListener("click", stay, true);
  }, [isUnsent, t]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words());
      announce(t("copied"));
    } catch {
      announce(t("notCopied"), "assertive");
    }
  };
  return (
    <Notice tone="danger" role="alert" title={t(end)}>
      <p>{t(!isUnsent ? "sent" : end === "signedOut" ? "unsentSignIn" : "unsent")}</p>
      {(isUnsent || end === "signedOut") && (
        <p className="mt-2 flex flex-wrap items-center gap-3">
          {end === "signedOut" && (
            <a href="/sign-in" target="_blank" rel="noopener" className="link target font-semibold">
              {t("signIn")}
            </a>
          )}
          {isUnsent && (
            <Button size="small" onClick={() => void copy()}>
              {t("copy")}
            </Button>
          )}
        </p>
      )}
    </Notice>
  );
}
