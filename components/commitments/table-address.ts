import { narrows } from "@/lib/commitments/settings";

/** What a table shows, in the words of the address. */
export type Params = Record<string, string>;

/** The tracker's address for what a table on another page shows. */
export const hrefOf = (params: Params) => {
  const text = new URLSearchParams(params).toString();
  return text ? `/commitments?${text}` : "/commitments";
};

/** The same view, another page of it. */
export function paged(params: Params, page: Params): Params {
  const { after: _, before: __, ...view } = params;
  return { ...view, ...page };
}

export const withoutGroup = ({ group: _, ...params }: Params): Params => params;

/** Whether the view leaves anything out. */
export const isFiltered = (params: Params) => narrows(params);
