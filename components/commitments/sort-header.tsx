"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import { type ColumnId, sortOf } from "@/lib/commitments/columns";
import type { SortOrder } from "@/lib/commitments/commitment";
import { pinned } from "./pinned";
import { as } from "./table-roles";
import { useColumnDrag } from "./use-column-drag";
import { useColumnGrip } from "./use-column-grip";

/** The heading of a column; where the column gives an order, a link that asks for it. */
export function SortHeader({
  id,
  sort,
  descending,
  width,
  places,
  hrefFor,
  onGo,
  onWiden,
  onPlace,
}: {
  id: ColumnId;
  sort: SortOrder;
  descending: boolean;
  hrefFor: (order: SortOrder, direction: string) => string;
  onGo: (href: string) => void;
  /** In pixels of an unzoomed page. */
  width: number;
  places: ReadonlyMap<string, number>;
  /** By hand, where columns may be changed; the keyboard has its buttons elsewhere. */
  onWiden?: ((id: ColumnId, width: number) => void) | undefined;
  onPlace?: ((id: ColumnId, at: ColumnId) => void) | undefined;
}) {
  const t = useTranslations("commitments");
  const order = sortOf[id];
  const label = t(`column.${id}`);
  const isSorted = order === sort;
  const drag = useColumnDrag(id, onPlace);
  const grip = useColumnGrip(id, width, onWiden);
  const { className, style } = pinned(
    places,
    id,
    "relative px-2 min-[48rem]:max-[90rem]:px-1.5 py-2 text-start",
  );
  const shape = {
    ...as.columnheader,
    ...drag.cell,
    className: classes(className, drag.isOver && "shadow-[inset_0_-3px_0_var(--color-accent)]"),
    style: { ...style, width: `${grip.width / 16}rem` },
  };
  if (!order) {
    return (
      <th scope="col" {...shape}>
        {label}
        {grip.handle}
      </th>
    );
  }
  const next = isSorted ? !descending : order === "changed" || order === "case";
  const href = hrefFor(order, next ? "desc" : "asc");
  return (
    <th
      scope="col"
      {...shape}
      aria-sort={isSorted ? (descending ? "descending" : "ascending") : undefined}
    >
      <Link
        href={href as Route}
        prefetch={false}
        draggable={onPlace ? false : undefined}
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
      {grip.handle}
    </th>
  );
}
