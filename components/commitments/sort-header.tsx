"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import type { SortOrder } from "@/lib/commitments/commitment";
import { type ColumnId, sortOf } from "./column-ids";
import { as } from "./table-roles";

/** Least widths; what is left over is shared in proportion. */
const widths: Record<ColumnId, string> = {
  state: "w-30",
  case: "w-40",
  session: "w-28",
  stage: "w-32",
  word: "w-28",
  what: "w-26",
  nextStep: "w-30",
  due: "w-22",
  owner: "w-20",
  changed: "w-22",
};

/** The heading of a column; where the column gives an order, a link that asks for it. */
export function SortHeader({
  id,
  sort,
  descending,
  grouped,
  hrefFor,
  onGo,
}: {
  id: ColumnId;
  sort: SortOrder;
  descending: boolean;
  grouped: boolean;
  hrefFor: (order: SortOrder, direction: string) => string;
  onGo: (href: string) => void;
}) {
  const t = useTranslations("commitments");
  const order = sortOf[id];
  const label = t(`column.${id}`);
  const isSorted = !grouped && order === sort;
  const className = classes(
    "px-2 py-2 text-start",
    widths[id],
    id === "state" && "sticky start-0 z-[1] bg-surface",
  );
  if (!order) {
    return (
      <th scope="col" {...as.columnheader} className={className}>
        {label}
      </th>
    );
  }
  const next = isSorted ? !descending : order === "changed" || order === "case";
  const href = hrefFor(order, next ? "desc" : "asc");
  return (
    <th
      scope="col"
      {...as.columnheader}
      aria-sort={isSorted ? (descending ? "descending" : "ascending") : undefined}
      className={className}
    >
      <Link
        href={href as Route}
        prefetch={false}
        title={t("table.sortBy", { column: label })}
        className="target inline-flex items-center gap-1 hover:underline"
        onClick={(event) => {
          if (!event.metaKey && !event.ctrlKey) {
            event.preventDefault();
            onGo(href);
          }
        }}
      >
        {label}
        {isSorted && (
          <Icon of={ChevronDown} size={16} className={descending ? undefined : "rotate-180"} />
        )}
      </Link>
    </th>
  );
}
