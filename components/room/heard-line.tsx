"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, CircleCheck } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import { recordedCases, type Speaker } from "@/lib/room/room";
import { useDesk } from "./desk-context";

/** What lies over the foot of a phone: the bar, and the note of the press with its Undo. In pixels. */
const foot = 280;

/**
 * A line that was heard, folded to who, when and how much is recorded. The one that was just pressed here lies open for its
 * words until the next is pressed; one with words that nobody sent off stays open.
 */
export function HeardLine({
  speaker,
  title,
  note,
  children,
}: {
  speaker: Speaker;
  title: ReactNode;
  /** What is to be seen of it also while it is folded. */
  note: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("room.heard");
  const { time } = useFormats();
  const { pressed, zone } = useDesk();
  const isPressed = pressed === speaker.id;
  const [fold, setFold] = useState({ pressed, isOpen: isPressed });
  const line = useRef<HTMLDetailsElement>(null);
  if (fold.pressed !== pressed) {
    setFold({ pressed, isOpen: isPressed || fold.isOpen });
  }
  // Who presses another line is done with this one, unless it holds words that were not sent off.
  useEffect(() => {
    if (!isPressed && pressed !== null && !line.current?.querySelector("[data-unstored]")) {
      setFold({ pressed, isOpen: false });
    }
  }, [isPressed, pressed]);
  // Its words have the focus by now. Where the next speaker lies out of sight, the page goes as far as it may without them;
  // once more when the answer has made the line taller.
  const isStored = speaker.heard.every(({ interventionId }) => interventionId !== "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether it is stored decides how tall the line is.
  useEffect(() => {
    const next = line.current?.closest("ol")?.querySelector("[data-next]");
    if (isPressed && next && next.getBoundingClientRect().top > window.innerHeight - foot) {
      line.current?.closest("li")?.scrollIntoView({ block: "start" });
    }
  }, [isPressed, isStored]);
  return (
    <details
      ref={line}
      open={fold.isOpen}
      onToggle={(event) => setFold({ pressed, isOpen: event.currentTarget.open })}
      className="group/heard min-w-0 flex-1"
    >
      <summary
        data-main=""
        className="flex min-h-11 cursor-pointer items-center gap-2 sm:min-h-control"
      >
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
          {title}
          <span className="flex items-center gap-1 font-semibold text-done">
            <Icon of={CircleCheck} size={16} />
            <span className="sr-only">{t("heard")} </span>
            <span>{time(new Date(speaker.spokeAt ?? 0), zone)}</span>
          </span>
          <span className="text-meta text-ink-muted">
            {t("recorded", { count: recordedCases(speaker).length })}
          </span>
          {note}
        </span>
        <span className="text-ink-muted group-open/heard:rotate-180">
          <Icon of={ChevronDown} size={16} />
        </span>
      </summary>
      <div className="flex flex-col gap-1 pb-3">{children}</div>
    </details>
  );
}
