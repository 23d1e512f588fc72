"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fold } from "@/components/commitments/fold";
import { useTrackerAddress } from "@/components/commitments/tracker-address";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import { Bookmark, Plus, Settings } from "@/components/ui/icons";
import { sameSettings, settingsOf } from "@/lib/commitments/settings";
import { written } from "@/lib/commitments/tracker-place";
import type { SavedView } from "@/lib/saved-views/saved-view";
import { SaveViewForm } from "./save-view-form";
import type { ViewActions } from "./view-actions";
import { ViewControls } from "./view-controls";
import { ViewList } from "./view-list";

/** Which saved view is open, whether it was changed since, and what may be done with it. */
export function ViewBar({
  views,
  current,
  link,
  mayShare,
  mayDelete,
  actions,
}: {
  views: readonly SavedView[];
  current: SavedView | null;
  /** The whole address of the current view. */
  link: string;
  mayShare: boolean;
  mayDelete: boolean;
  actions: ViewActions;
}) {
  const t = useTranslations("views");
  const { params, place } = useTrackerAddress();
  const settings = settingsOf(params);
  const isChanged = place.saved
    ? !sameSettings(settings, place.saved.settings)
    : Object.keys(settings).length > 0;
  const sent = written(settings);
  const isTold = current && (current.isShared || current.isDefault);
  return (
    // Drawn anew for another view: what was open or typed was about the one before.
    <section
      key={`${current?.id} ${current?.isShared} ${current?.isDefault}`}
      aria-label={t("label")}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden"
    >
      <Fold
        icon={Bookmark}
        width="normal"
        label={<bdi>{current?.name ?? t("all")}</bdi>}
        name={t("current", { name: current?.name ?? t("all") })}
      >
        <ViewList views={views} currentId={current?.id ?? null} hasDefault={place.hasDefault} />
      </Fold>
      {isTold && (
        <span className="flex flex-wrap gap-1.5">
          {current.isShared && <Badge>{t("shared")}</Badge>}
          {current.isDefault && <Badge>{t("opens")}</Badge>}
        </span>
      )}
      {current && isChanged && (
        <>
          <strong role="status">{t("changed")}</strong>
          {current.isMine && (
            <OnePressForm
              action={actions.overwrite}
              fields={{ id: current.id, settings: sent }}
              look="primary"
              refused={t("refused")}
            >
              {t("save")}
            </OnePressForm>
          )}
          <Link
            href={`/commitments?saved=${current.id}` as Route}
            prefetch={false}
            className={buttonClasses({ size: "small" })}
          >
            {t("putBack")}
          </Link>
        </>
      )}
      {(current || isChanged) && (
        <Fold icon={Plus} width="normal" label={t(current ? "saveAsNew" : "saveAs")}>
          <SaveViewForm action={actions.save} settings={sent} mayShare={mayShare} />
        </Fold>
      )}
      {current && (
        <Fold icon={Settings} width="normal" label={t("manage")}>
          <ViewControls
            view={current}
            link={link}
            mayShare={mayShare}
            mayDelete={mayDelete}
            actions={actions}
          />
        </Fold>
      )}
    </section>
  );
}
