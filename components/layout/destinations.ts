import type { Route } from "next";
import {
  CalendarDays,
  Flag,
  Folder,
  type IconData,
  Inbox,
  Settings,
  Sun,
  Table,
} from "@/components/ui/icons";

export type DestinationKey =
  | "today"
  | "cases"
  | "commitments"
  | "states"
  | "sessions"
  | "inbox"
  | "settings";

export type Destination = { key: DestinationKey; href: Route; icon: IconData };

/** The places of the navigation, in their order; the last group stands below a rule. */
export const destinations: readonly (readonly Destination[])[] = [
  [
    { key: "today", href: "/" as Route, icon: Sun },
    { key: "cases", href: "/cases" as Route, icon: Folder },
    { key: "commitments", href: "/commitments" as Route, icon: Table },
    { key: "states", href: "/states" as Route, icon: Flag },
    { key: "sessions", href: "/sessions" as Route, icon: CalendarDays },
  ],
  [
    { key: "inbox", href: "/inbox" as Route, icon: Inbox },
    { key: "settings", href: "/settings" as Route, icon: Settings },
  ],
];

/** The four that stand in the phone's bottom bar, beside "Menu". */
export const bottomBar: readonly DestinationKey[] = ["today", "commitments", "states", "inbox"];

/** Whether a path lies under a destination. */
export function leadsTo(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
