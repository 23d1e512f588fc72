import type { Route } from "next";
import {
  CalendarDays,
  ChartColumn,
  FileText,
  Flag,
  Folder,
  type IconData,
  Inbox,
  LifeBuoy,
  MessageSquarePlus,
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
  | "briefs"
  | "support"
  | "insights"
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
    { key: "briefs", href: "/briefs" as Route, icon: FileText },
    { key: "support", href: "/support" as Route, icon: LifeBuoy },
  ],
  [
    { key: "insights", href: "/insights" as Route, icon: ChartColumn },
    { key: "inbox", href: "/inbox" as Route, icon: Inbox },
    { key: "settings", href: "/settings" as Route, icon: Settings },
  ],
];

/** Where something is noted on foot: in the middle of the phone's bar, for those who may write. */
export const logDestination = {
  key: "log",
  href: "/corridor" as Route,
  icon: MessageSquarePlus,
} as const;

/** What stands in the phone's bottom bar, beside "Menu". */
export function bottomBar(mayLog: boolean): readonly (Destination | typeof logDestination)[] {
  const place = (key: DestinationKey) => destinations.flat().filter((one) => one.key === key);
  return mayLog
    ? [...place("today"), ...place("states"), logDestination, ...place("inbox")]
    : [...place("today"), ...place("commitments"), ...place("states"), ...place("inbox")];
}

/** Whether a path lies under a destination. */
export function leadsTo(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
