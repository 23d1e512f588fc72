"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announce";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, type IconData, Minus, Pin, Plus } from "@/components/ui/icons";
import { type ColumnId, columnIds, fixedColumns } from "@/lib/commitments/columns";
import {
  type Look,
  moveColumn,
  pinColumn,
  readLook,
  showColumn,
  widenColumn,
  widthOf,
  widthStep,
  writeLook,
} from "@/lib/commitments/look";
import { useFollowingBox } from "./check-box";
import { useTrackerAddress } from "./tracker-address";

/**
 * The columns of the table: which, in which order, how wide, which stay in sight. The boxes are fields of the form
 * around them; what is pressed counts at once, and the focus stays where it was pressed.
 */
export function LookFields() {
  const t = useTranslations("commitments.look");
  const column = useTranslations("commitments.column");
  const { params, setParams } = useTrackerAddress();
  const look = readLook(params);
  const list = useRef<HTMLUListElement>(null);
  const pressed = useRef<string | null>(null);
  const order = look.columns.join();
  // A row that is put somewhere else loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each new order, and never from another place.
  useEffect(() => {
    if (pressed.current && !list.current?.contains(document.activeElement)) {
      list.current?.querySelector<HTMLElement>(`[data-press="${pressed.current}"]`)?.focus();
    }
    pressed.current = null;
  }, [order]);
  const hidden = columnIds.filter((id) => !look.columns.includes(id));

  function change(next: Look, press: string, said: string) {
    pressed.current = press;
    const { cols: _, widths: __, pin: ___, density: ____, ...others } = params;
    setParams({ ...others, ...(writeLook(next) as Record<string, string>) });
    announce(said);
  }

  function move(id: ColumnId, by: number) {
    const next = moveColumn(look, id, by);
    const place = next.columns.indexOf(id) + 1;
    change(
      next,
      `${id} ${by < 0 ? "before" : "after"}`,
      t("moved", { column: column(id), place, total: next.columns.length }),
    );
  }

  function widen(id: ColumnId, by: number) {
    const next = widenColumn(look, id, widthOf(look, id) + by);
    change(
      next,
      `${id} ${by < 0 ? "narrower" : "wider"}`,
      t("width", { column: column(id), width: widthOf(next, id) }),
    );
  }

  return (
    <fieldset className="flex flex-col">
      <legend className="text-meta text-ink-muted">{t("columns")}</legend>
      <ul ref={list} className="flex flex-col">
        {[...look.columns, ...hidden].map((id) => {
          const isShown = look.columns.includes(id);
          const isPinned = look.pinned.includes(id);
          const name = column(id);
          return (
            <li key={id} className="flex min-h-9 items-center gap-1">
              <Shown
                id={id}
                label={name}
                isShown={isShown}
                onChange={(checked) =>
                  change(
                    showColumn(look, id, checked),
                    `${id} shown`,
                    t(checked ? "shown" : "hidden", { column: name }),
                  )
                }
              />
              {isShown && (
                <span className="scripts-off:hidden flex items-center">
                  <Press
                    press={`${id} pin`}
                    label={t(isPinned ? "unpin" : "pin", { column: name })}
                    icon={Pin}
                    isOn={isPinned}
                    onPress={() =>
                      change(
                        pinColumn(look, id, !isPinned),
                        `${id} pin`,
                        t(isPinned ? "unpinned" : "pinned", { column: name }),
                      )
                    }
                  />
                  <Press
                    press={`${id} before`}
                    label={t("before", { column: name })}
                    icon={ChevronDown}
                    turned
                    onPress={() => move(id, -1)}
                  />
                  <Press
                    press={`${id} after`}
                    label={t("after", { column: name })}
                    icon={ChevronDown}
                    onPress={() => move(id, 1)}
                  />
                  <Press
                    press={`${id} narrower`}
                    label={t("narrower", { column: name })}
                    icon={Minus}
                    onPress={() => widen(id, -widthStep)}
                  />
                  <Press
                    press={`${id} wider`}
                    label={t("wider", { column: name })}
                    icon={Plus}
                    onPress={() => widen(id, widthStep)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** Whether a column is shown. Its own name says so in the form; those that can't be left out are said all the same. */
function Shown({
  id,
  label,
  isShown,
  onChange,
}: {
  id: ColumnId;
  label: string;
  isShown: boolean;
  onChange: (checked: boolean) => void;
}) {
  const isFixed = fixedColumns.includes(id);
  return (
    <label className="flex min-h-8 flex-1 items-center gap-2">
      {isFixed && <input type="hidden" name="cols" value={id} />}
      <input
        ref={useFollowingBox(isShown)}
        type="checkbox"
        {...(!isFixed && { name: "cols" })}
        value={id}
        defaultChecked={isShown}
        disabled={isFixed}
        data-press={`${id} shown`}
        onChange={(event) => {
          // The form around need not hear of it: what it says follows the address.
          event.stopPropagation();
          onChange(event.currentTarget.checked);
        }}
        className="size-[1.125rem] accent-accent"
      />
      {label}
    </label>
  );
}

function Press({
  press,
  label,
  icon,
  turned,
  isOn,
  onPress,
}: {
  press: string;
  label: string;
  icon: IconData;
  turned?: boolean;
  isOn?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      data-press={press}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      onClick={onPress}
      className="flex size-8 items-center justify-center rounded-control text-ink-muted hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent coarse:size-11"
    >
      <Icon of={icon} size={16} className={turned ? "rotate-180" : undefined} />
    </button>
  );
}
