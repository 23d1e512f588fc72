import type { ChartFile, ChartName, Scope } from "./chart";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

type Params = Record<string, string | string[] | undefined>;

/**
 * What an address narrows the charts to; null where it names what can't be a session or a case. Ids alone stand in it,
 * and a form that chose nothing sends an empty one.
 */
export function readScope(params: Params): { sessionId?: string; caseId?: string } | null {
  const [sessionId, caseId] = ["session", "case"].map((name) => [params[name]].flat()[0]);
  if ([sessionId, caseId].some((id) => id && !uuid.test(id))) {
    return null;
  }
  return { ...(sessionId && { sessionId }), ...(caseId && { caseId }) };
}

/** The query of what is narrowed, with its question mark; nothing where nothing is. */
export function writeScope(scope: Scope): string {
  const query = new URLSearchParams();
  if (scope.session) {
    query.set("session", scope.session.id);
  }
  if (scope.case) {
    query.set("case", scope.case.id);
  }
  return query.size > 0 ? `?${query}` : "";
}

/** Where a chart stands on its own, or its file. */
export function chartAddress(name: ChartName, scope: Scope, as?: ChartFile): string {
  return `/insights/${name}${as ? `.${as}` : ""}${writeScope(scope)}`;
}
