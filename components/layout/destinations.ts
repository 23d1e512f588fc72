import type { Route } from "next";
import {
  CalendarDays,
  Flag,
  Folder,
  type IconData,
  Settings,
  Sun,
  Table,
} from "@/components/ui/icons";

export type DestinationKey = "today" | "cases" | "commitments" | "states" | "sessions" | "settings";

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
  [{ key: "settings", href: "/settings" as Route, icon: Settings }],
];

/** The four that stand in the phone's bottom bar, beside "Menu". */
export const bottomBar: readonly DestinationKey[] = ["today", "cases", "commitments", "states"];

/** Whether a path lies under a destination. */
export function leadsTo(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
