import {
  createTableHook,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/**
 * The one kind of table that the product has: sorted, filtered and paged by the server, so that the browser only
 * keeps which columns and rows are chosen. A column file says nothing but what is its own.
 */
export const { useAppTable, createAppColumnHelper } = createTableHook({
  features: tableFeatures({ rowSortingFeature, rowSelectionFeature }),
  manualSorting: true,
  enableSortingRemoval: false,
});
