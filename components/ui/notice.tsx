import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";
import { CircleAlert, CircleCheck, type IconData, Info, TriangleAlert } from "./icons";

export type NoticeTone = "info" | "caution" | "danger" | "done";

const tones: Record<NoticeTone, { box: string; title: string; icon: IconData }> = {
  info: { box: "bg-accent-soft", title: "text-accent", icon: Info },
  caution: { box: "bg-caution-soft", title: "text-caution", icon: TriangleAlert },
  danger: { box: "bg-danger-soft", title: "text-danger", icon: CircleAlert },
  done: { box: "bg-done-soft", title: "text-done", icon: CircleCheck },
};

/**
 * Something that must be read before going on. `role="alert"` only for what has just happened;
 * a notice that stands on the page from the start stays silent.
 */
export function Notice({
  tone = "info",
  title,
  icon,
  role,
  aside,
  children,
}: {
  tone?: NoticeTone;
  title: ReactNode;
  icon?: IconData;
  role?: "alert" | "status";
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations("common.notice");
  const { box, title: titleColour, icon: ownIcon } = tones[tone];
  return (
    <div
      role={role}
      className={classes(
        "flex gap-3 rounded-control px-4 py-3 forced-colors:border print:border print:border-line",
        box,
      )}
    >
      <Icon of={icon ?? ownIcon} size={20} className={titleColour} />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4">
        <div className="min-w-0 flex-[1_1_16rem]">
          <p className={classes("font-semibold", titleColour)}>
            <span className="sr-only">{t(tone)}: </span>
            {title}
          </p>
          {children && <div className="mt-1">{children}</div>}
        </div>
        {aside && <div className="text-meta text-ink-muted">{aside}</div>}
      </div>
    </div>
  );
}
