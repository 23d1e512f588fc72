"use client";

import { useLocale } from "next-intl";
import {
  Button as AriaButton,
  Menu as AriaMenu,
  I18nProvider,
  MenuItem,
  MenuTrigger,
  Popover,
} from "react-aria-components";
import { buttonClasses } from "./button";
import { Icon } from "./icon";
import { ChevronDown, type IconData } from "./icons";

export type MenuAction = {
  id: string;
  label: string;
  icon?: IconData;
  disabled?: boolean;
  onSelect: () => void;
};

/** A button that opens a list of actions. Each action has another way to reach it without scripts. */
export function MenuButton({
  label,
  icon,
  iconOnly,
  actions,
}: {
  label: string;
  icon?: IconData;
  iconOnly?: boolean;
  actions: MenuAction[];
}) {
  return (
    <I18nProvider locale={useLocale()}>
      <MenuTrigger>
        <AriaButton className={buttonClasses({ size: "small" })}>
          {icon && <Icon of={icon} />}
          <span className={iconOnly ? "sr-only" : undefined}>{label}</span>
          {!iconOnly && <Icon of={ChevronDown} size={16} />}
        </AriaButton>
        <Popover
          placement="bottom start"
          className="min-w-48 rounded-control border border-line-strong bg-surface p-1 shadow-overlay"
        >
          <AriaMenu
            aria-label={label}
            className="outline-none"
            disabledKeys={actions.filter((action) => action.disabled).map((action) => action.id)}
          >
            {actions.map((action) => (
              <MenuItem
                key={action.id}
                id={action.id}
                textValue={action.label}
                onAction={action.onSelect}
                className="flex min-h-row cursor-pointer items-center gap-3 rounded-cell px-3 outline-none focus:bg-accent-soft data-disabled:text-ink-subtle forced-colors:focus:outline-2"
              >
                {action.icon && <Icon of={action.icon} />}
                {action.label}
              </MenuItem>
            ))}
          </AriaMenu>
        </Popover>
      </MenuTrigger>
    </I18nProvider>
  );
}
