"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { CopyWords } from "./copy-words";
import type { End } from "./room-state";
import type { Reading } from "./use-beside";
import { useLeaveQuestion } from "./use-leave-question";

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
  onOpenAnew,
}: {
  end: Exclude<End, "removed">;
  isUnsent: boolean;
  /** What can be carried away: the whole text as it stands here, or what was typed here and called back. */
  words: () => string;
  read: () => Promise<Reading>;
  onSignedIn: () => void;
  /** Somebody else has signed in. */
  onOther: () => void;
  onOpenAnew: () => void;
}) {
  const t = useTranslations("alerts.end");
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
  useLeaveQuestion(isUnsent, t("leave"));
  return (
    <Notice tone="danger" role="alert" title={t(end)}>
      <p>{t(unsentKey(end, isUnsent))}</p>
      {(isUnsent || end === "signedOut") && (
        <p className="mt-2 flex flex-wrap items-center gap-3">
          {end === "signedOut" && (
            <a href="/sign-in" target="_blank" rel="noopener" className="link target font-semibold">
              {t("signIn")}
            </a>
          )}
          {isUnsent && (
            <CopyWords label={t(end === "calledBack" ? "copyOwn" : "copy")} words={words} />
          )}
          {end === "calledBack" && (
            <Button size="small" onClick={onOpenAnew}>
              {t("openAnew")}
            </Button>
          )}
        </p>
      )}
    </Notice>
  );
}

function unsentKey(end: End, isUnsent: boolean) {
  if (!isUnsent) {
    return "sent";
  }
  return end === "signedOut" || end === "calledBack" || end === "readOnly"
    ? (`unsent.${end}` as const)
    : "unsent.other";
}
