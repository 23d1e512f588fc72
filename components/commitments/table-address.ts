import { narrows } from "@/lib/commitments/settings";

/** What a table shows, in the words of the address. */
export type Params = Record<string, string>;

/** The tracker's address for what a table on another page shows. */
export const hrefOf = (params: Params) => {
  const text = new URLSearchParams(params).toString();
  return text ? `/commitments?${text}` : "/commitments";
};

/** The view without its page. */
export function unpaged({ after: _, before: __, ...view }: Params): Params {
  return view;
}

/** The same view, another page of it. */
export const paged = (params: Params, page: Params): Params => ({ ...unpaged(params), ...page });

/** Whether the view leaves anything out. */
export const isFiltered = (params: Params) => narrows(params);
