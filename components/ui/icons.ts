/** The drawing of one Lucide icon, without the component around it. */
export type IconData = { node: [tag: string, attributes: Record<string, string | number>][] };

// Lucide's own components are client components; the bare drawings render on the server and cost the
// browser nothing. Its types declare the default export only, one declaration for every icon.
declare module "lucide-react/icons/folder" {
  export const __iconData: IconData;
}

export { __iconData as ArrowLeft } from "lucide-react/icons/arrow-left";
export { __iconData as ArrowRight } from "lucide-react/icons/arrow-right";
export { __iconData as AtSign } from "lucide-react/icons/at-sign";
export { __iconData as Ban } from "lucide-react/icons/ban";
export { __iconData as Bell } from "lucide-react/icons/bell";
export { __iconData as Bookmark } from "lucide-react/icons/bookmark";
export { __iconData as CalendarDays } from "lucide-react/icons/calendar-days";
export { __iconData as CalendarPlus } from "lucide-react/icons/calendar-plus";
export { __iconData as ChartColumn } from "lucide-react/icons/chart-column";
export { __iconData as Check } from "lucide-react/icons/check";
export { __iconData as ChevronDown } from "lucide-react/icons/chevron-down";
export { __iconData as ChevronRight } from "lucide-react/icons/chevron-right";
export { __iconData as ChevronsUpDown } from "lucide-react/icons/chevrons-up-down";
export { __iconData as CircleCheck } from "lucide-react/icons/circle-check";
export { __iconData as CircleAlert } from "lucide-react/icons/circle-exclamation-point";
export { __iconData as CircleX } from "lucide-react/icons/circle-x";
export { __iconData as CloudCheck } from "lucide-react/icons/cloud-check";
export { __iconData as CloudOff } from "lucide-react/icons/cloud-off";
export { __iconData as CloudUpload } from "lucide-react/icons/cloud-upload";
export { __iconData as Columns } from "lucide-react/icons/columns-3";
export { __iconData as Copy } from "lucide-react/icons/copy";
export { __iconData as PlusMinus } from "lucide-react/icons/diff";
export { __iconData as Download } from "lucide-react/icons/download";
export { __iconData as Eye } from "lucide-react/icons/eye";
export { __iconData as EyeOff } from "lucide-react/icons/eye-off";
export { __iconData as FileSpreadsheet } from "lucide-react/icons/file-spreadsheet";
export { __iconData as FileText } from "lucide-react/icons/file-text";
export { __iconData as Flag } from "lucide-react/icons/flag";
export { __iconData as Folder } from "lucide-react/icons/folder";
export { __iconData as Inbox } from "lucide-react/icons/inbox";
export { __iconData as Info } from "lucide-react/icons/info";
export { __iconData as Italic } from "lucide-react/icons/italic";
export { __iconData as Languages } from "lucide-react/icons/languages";
export { __iconData as Bold } from "lucide-react/icons/letter-b";
export { __iconData as Heading } from "lucide-react/icons/letter-h";
export { __iconData as LifeBuoy } from "lucide-react/icons/life-buoy";
export { __iconData as LinkIcon } from "lucide-react/icons/link";
export { __iconData as List } from "lucide-react/icons/list";
export { __iconData as Filter } from "lucide-react/icons/list-filter";
export { __iconData as ListOrdered } from "lucide-react/icons/list-ordered";
export { __iconData as Lock } from "lucide-react/icons/lock";
export { __iconData as LogOut } from "lucide-react/icons/log-out";
export { __iconData as MapPin } from "lucide-react/icons/map-pin";
export { __iconData as Megaphone } from "lucide-react/icons/megaphone";
export { __iconData as Menu } from "lucide-react/icons/menu";
export { __iconData as MessageSquare } from "lucide-react/icons/message-square";
export { __iconData as MessageSquarePlus } from "lucide-react/icons/message-square-plus";
export { __iconData as Minus } from "lucide-react/icons/minus";
export { __iconData as Monitor } from "lucide-react/icons/monitor";
export { __iconData as Moon } from "lucide-react/icons/moon";
export { __iconData as Pencil } from "lucide-react/icons/pencil";
export { __iconData as Pin } from "lucide-react/icons/pin";
export { __iconData as Plus } from "lucide-react/icons/plus";
export { __iconData as Quote } from "lucide-react/icons/quote";
export { __iconData as Redo } from "lucide-react/icons/redo-2";
export { __iconData as History } from "lucide-react/icons/rotate-ccw-clock";
export { __iconData as Search } from "lucide-react/icons/search";
export { __iconData as Send } from "lucide-react/icons/send";
export { __iconData as Settings } from "lucide-react/icons/settings";
export { __iconData as ShieldAlert } from "lucide-react/icons/shield-exclamation-point";
export { __iconData as Signature } from "lucide-react/icons/signature";
export { __iconData as Sun } from "lucide-react/icons/sun";
export { __iconData as Table } from "lucide-react/icons/table-2";
export { __iconData as TriangleAlert } from "lucide-react/icons/triangle-exclamation-point";
export { __iconData as Undo } from "lucide-react/icons/undo-2";
export { __iconData as UserCheck } from "lucide-react/icons/user-check";
export { __iconData as UserX } from "lucide-react/icons/user-x";
export { __iconData as Users } from "lucide-react/icons/users";
export { __iconData as X } from "lucide-react/icons/x";
