import type { CommitmentView, DueFilter, Grouping, SortOrder } from "./commitment";
import { naturalDirection, pageSize } from "./commitment";
import type { Condition } from "./conditions";
import { type SearchParams, settingNames, settingsOf } from "./settings";

export type { SearchParams };

type KnownState = { code: string; key: string };

/** Stands in an address for States of which none is there. */
const noStates = "none";

/** Which part of the list, beside what is shown. */
export const placeParams = ["after", "before"] as const;

/**
 * The view that an address asks for. What it does not understand it leaves out: an old link still opens a list. States
 * of which none is there any more leave nothing, and not everything.
 */
export function readView(
  params: SearchParams,
  states: readonly KnownState[],
  fixed: Partial<CommitmentView> = {},
): CommitmentView {
  const asked = settingsOf(params);
  const keys = asked.state?.split(",");
  const sort = (asked.sort ?? "changed") as SortOrder;
  const view: CommitmentView = {
    sort,
    direction: (asked.dir ?? naturalDirection(sort)) as CommitmentView["direction"],
    limit: pageSize,
  };
  const parts: Partial<CommitmentView> = {
    state: keys && states.filter(({ key }) => keys.includes(key)).map(({ code }) => code),
    stage: asked.stage?.split(",") as CommitmentView["stage"],
    caseId: asked.case,
    sessionId: asked.session,
    forum: asked.forum as CommitmentView["forum"],
    ownerId: asked.owner,
    needsMe: asked.mine ? true : undefined,
    due: asked.due as DueFilter | undefined,
    importId: asked.import,
    q: asked.q,
    group: asked.group as Grouping | undefined,
    counts: asked.counts?.split(",") as Condition[] | undefined,
    ...Object.fromEntries(placeParams.map((name) => [name, placeOf(params, name)])),
    ...fixed,
  };
  for (const [name, value] of Object.entries(parts)) {
    if (value !== undefined) {
      Object.assign(view, { [name]: value });
    }
  }
  return view;
}

function placeOf(params: SearchParams, name: (typeof placeParams)[number]): string | undefined {
  const [cursor] = [params[name]].flat();
  return cursor || undefined;
}

/** All names that an address of the tracker knows: `saved` and `edited` are told by `tracker-address`. */
export const trackerParams = ["saved", "edited", ...settingNames, ...placeParams, "cases"] as const;

/**
 * What stands in an address under the names that a list of commitments knows, lists joined by commas: any other name,
 * such as `constructor`, may hold what every object has.
 */
export function plainParams(params: SearchParams): [name: string, text: string][] {
  return [...trackerParams].flatMap((name): [string, string][] => {
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
      .join(",") ||
      (view.state && noStates),
  );
  put("stage", view.stage?.join(","));
  put("case", view.caseId);
  put("session", view.sessionId);
  put("forum", view.forum);
  put("owner", view.ownerId);
  put("mine", view.needsMe ? "1" : undefined);
  put("due", view.due);
  put("import", view.importId);
  put("sort", view.sort === "changed" ? undefined : view.sort);
  put("dir", view.direction === naturalDirection(view.sort) ? undefined : view.direction);
  put("group", view.group);
  return query.toString();
}
