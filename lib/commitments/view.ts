import { forums, type ShownStage, shownStages } from "@/db/reference/words";
import { cleanText } from "@/lib/text/clean-text";
import { type CommitmentView, dueFilters, groupings, pageSize, sortOrders } from "./commitment";

/** What stands in the address. Lists repeat the name (as a form does) or are joined by commas. */
export type SearchParams = Record<string, string | string[] | undefined>;

type KnownState = { code: string; key: string };

/** The parameters of a list, in the order in which addresses write them. */
export const viewParams = [
  "q",
  "state",
  "stage",
  "case",
  "session",
  "forum",
  "owner",
  "mine",
  "due",
  "sort",
  "dir",
  "group",
  "after",
  "before",
] as const;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function one(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first ? cleanText(first).trim() || undefined : undefined;
}

function many(params: SearchParams, name: string): string[] {
  return [params[name]].flat().flatMap((value) => value?.split(",") ?? []);
}

function oneOf<const T extends string>(known: readonly T[], value: string | undefined) {
  return known.find((word) => word === value);
}

function id(params: SearchParams, name: string): string | undefined {
  const value = one(params, name);
  return value && uuid.test(value) ? value : undefined;
}

/** The view that an address asks for. What it does not understand it leaves out: an old link still opens a list. */
export function readView(
  params: SearchParams,
  states: readonly KnownState[],
  fixed: Partial<CommitmentView> = {},
): CommitmentView {
  const keys = many(params, "state");
  const state = states.filter(({ key }) => keys.includes(key)).map(({ code }) => code);
  const stage = shownStages.filter((word) => many(params, "stage").includes(word));
  const sort = oneOf(sortOrders, one(params, "sort")) ?? "changed";
  const view: CommitmentView = {
    sort,
    direction: oneOf(["asc", "desc"], one(params, "dir")) ?? naturalDirection(sort),
    limit: pageSize,
  };
  const parts: Partial<CommitmentView> = {
    ...(state.length > 0 && { state }),
    ...(stage.length > 0 && { stage: stage as ShownStage[] }),
    caseId: id(params, "case"),
    sessionId: id(params, "session"),
    forum: oneOf(forums, one(params, "forum")),
    ownerId: id(params, "owner"),
    needsMe: one(params, "mine") ? true : undefined,
    due: oneOf(dueFilters, one(params, "due")),
    q: one(params, "q")?.slice(0, 100).toWellFormed(),
    group: oneOf(groupings, one(params, "group")),
    after: one(params, "after"),
    before: one(params, "before"),
    ...fixed,
  };
  for (const [name, value] of Object.entries(parts)) {
    if (value !== undefined) {
      Object.assign(view, { [name]: value });
    }
  }
  return view;
}

/** The newest change first; everything else from its beginning. */
export function naturalDirection(sort: CommitmentView["sort"]): "asc" | "desc" {
  return sort === "changed" || sort === "case" ? "desc" : "asc";
}

/**
 * What stands in an address under the names that a list of commitments knows, lists joined by commas: any other name,
 * such as `constructor`, may hold what every object has.
 */
export function plainParams(params: SearchParams): [name: string, text: string][] {
  return [...viewParams, "view", "cases"].flatMap((name): [string, string][] => {
    const text = [Object.hasOwn(params, name) ? params[name] : undefined]
      .flat()
      .filter((value) => typeof value === "string" && value)
      .join(",");
    return text ? [[name, text]] : [];
  });
}

/** The address of a view without its page. */
export function writeQuery(view: CommitmentView, states: readonly KnownState[]): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | undefined) => value && query.set(name, value);
  put("q", view.q);
  put(
    "state",
    states
      .filter(({ code }) => view.state?.includes(code))
      .map(({ key }) => key)
      .join(","),
  );
  put("stage", view.stage?.join(","));
  put("case", view.caseId);
  put("session", view.sessionId);
  put("forum", view.forum);
  put("owner", view.ownerId);
  put("mine", view.needsMe ? "1" : undefined);
  put("due", view.due);
  put("sort", view.sort === "changed" ? undefined : view.sort);
  put("dir", view.direction === naturalDirection(view.sort) ? undefined : view.direction);
  put("group", view.group);
  return query.toString();
}
