"use client";

import { useTranslations } from "next-intl";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";

/** Puts words on the clipboard, and says whether that went well. */
export function CopyWords({ label, words }: { label: string; words: () => string }) {
  const t = useTranslations("alerts.end");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words());
      announce(t("copied"));
      notify({ message: t("copied") });
    } catch {
      announce(t("notCopied"), "assertive");
      notify({ message: t("notCopied") });
    }
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      {label}
    </Button>
  );
}
