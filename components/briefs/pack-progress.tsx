"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { cancelPack } from "@/lib/briefs/packs/actions";

const lookAgainMs = 2_000;

/** How far a pack is. With scripts it looks again by itself while somebody sees it; without, there is a link. */
export function PackProgress({
  packId,
  done,
  made,
  of,
  state,
}: {
  packId: string;
  done: number;
  made: number;
  of: number;
  state: "going" | "finished" | "cancelled";
}) {
  const t = useTranslations("packs.progress");
  const { refresh } = useRouter();
  const isGoing = state === "going";
  useEffect(() => {
    if (!isGoing) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        refresh();
      }
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [isGoing, refresh]);
  return (
    <>
      <p role="status" className={isGoing ? undefined : "mb-3 font-semibold"}>
        {!isGoing && t(state, { made, of })}
      </p>
      {isGoing && (
        <div className="flex flex-col gap-3">
          <progress
            aria-label={t("bar")}
            value={done}
            max={of}
            className="h-2 w-full accent-accent"
          />
          <p className="text-meta text-ink-muted">{t("going", { done, of })}</p>
          <p>{t("note")}</p>
          <p className="hidden noscript:block">
            <a href={`/briefs/packs/${packId}`} className="link target">
              {t("reload")}
            </a>
          </p>
          <ActionForm
            action={cancelPack}
            hidden={{ packId }}
            submit={t("cancel")}
            look="danger"
            size="small"
          />
        </div>
      )}
    </>
  );
}
