"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { cancelJob } from "@/lib/briefs/jobs/actions";
import { useLookAgain } from "./look-again";

/** How far a pack is. With scripts it looks again by itself while somebody sees it; without, there is a link. */
export function PackProgress({
  packId,
  done,
  made,
  of,
  madeBy,
  state,
}: {
  packId: string;
  done: number;
  made: number;
  of: number;
  /** Who asked for it, where that is somebody else. */
  madeBy: string | null;
  state: "going" | "finished" | "cancelled";
}) {
  const t = useTranslations("packs.progress");
  const packs = useTranslations("packs");
  const isGoing = state === "going";
  useLookAgain(isGoing);
  return (
    <>
      <p role="status" className={isGoing ? undefined : "mb-3 font-semibold"}>
        {!isGoing && t(state, { made, of })}
      </p>
      {madeBy && (
        <p className="mb-3">
          <bdi>{packs("madeBy", { name: madeBy })}</bdi>
        </p>
      )}
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
            action={cancelJob}
            hidden={{ jobId: packId }}
            submit={t("cancel")}
            look="danger"
            size="small"
          />
        </div>
      )}
    </>
  );
}
