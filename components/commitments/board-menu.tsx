"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { classes } from "@/components/ui/classes";
import { usePlaceBeside } from "@/components/ui/use-place-beside";
import { type ShownStage, shownStages } from "@/db/reference/words";
import { type CommitmentRow, shownStage, stageByKey } from "@/lib/commitments/commitment";
import { useCommitmentWords } from "./commitment-words";
import { StageTile } from "./stage-glyph";

/** Where a card is moved to: by its letter, the arrow keys, a pointer or a finger. Beside what opened it. */
export function BoardMenu({
  row,
  opener,
  onChoose,
  onClose,
}: {
  row: CommitmentRow;
  opener: HTMLElement;
  onChoose: (stage: ShownStage) => void;
  /** `isDone`: the focus was in it, and goes back to the card; without it something else was pressed. */
  onClose: (isDone: boolean) => void;
}) {
  const t = useTranslations("commitments.board");
  const label = useTranslations("stages");
  const words = useCommitmentWords();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const standing = shownStage(row);

  const beside = useRef(opener);
  usePlaceBeside(menu, beside, true);
  useEffect(() => menu.current?.querySelector<HTMLElement>("[aria-checked=true]")?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const key = event.key.toLowerCase();
    const chosen = key === "r" ? "raised" : stageByKey[key];
    const to =
      event.key === "ArrowDown"
        ? (at + 1) % items.length
        : event.key === "ArrowUp"
          ? (at - 1 + items.length) % items.length
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? items.length - 1
              : -1;
    if (event.key === "Escape" || event.key === "Tab") {
      onClose(true);
    } else if (to >= 0) {
      items[to]?.focus();
    } else if (chosen && !event.ctrlKey && !event.metaKey && !event.altKey) {
      choose(chosen);
    } else {
      return;
    }
    event.preventDefault();
  }

  function choose(stage: ShownStage) {
    onClose(true);
    if (stage !== standing) {
      onChoose(stage);
    }
  }

  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === "closed" && onClose(false)}
      className="board-menu inset-auto m-0 w-full overflow-y-auto rounded-panel border border-line-strong bg-surface p-2 text-ink shadow-overlay sm:w-64"
    >
      <p id={id} className="px-2 pb-1 text-meta text-ink-muted">
        {t("menu", words.who(row))}
      </p>
      {shownStages.map((stage) => (
        <button
          key={stage}
          type="button"
          role="menuitemradio"
          aria-checked={stage === standing}
          tabIndex={-1}
          onClick={() => choose(stage)}
          className={classes(
            "flex min-h-9 w-full items-center gap-2 rounded-control px-2 text-start hover:bg-sunken coarse:min-h-11",
            stage === standing && "bg-accent-soft font-semibold",
          )}
        >
          <StageTile stage={stage} silent />
          <span className="min-w-0 flex-1">
            {stage === "raised" ? t("record") : label(`label.${stage}`)}
          </span>
          <span aria-hidden="true" className="text-meta text-ink-muted">
            {label(`letter.${stage}`)}
          </span>
        </button>
      ))}
    </div>
  );
}
