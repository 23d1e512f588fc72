/** Compressed sizes in KB, requests as a number: what a page may cost at most. */
export interface Budget {
  js: number;
  /** Programs that the document does not name and that are fetched after it; null where they count as `js`. */
  lazy: number | null;
  css: number;
  fonts: number;
  html: number | null;
  requests: number;
}

const ordinary: Budget = { js: 190, lazy: null, css: 20, fonts: 55, html: null, requests: 25 };

/** A page to be opened; `path` may need the ids of one database. */
export interface Route {
  name: string;
  path(ids: Ids): string;
  budget: Budget;
  isSignedIn: boolean;
}

export interface Ids {
  caseId: string;
  stateKey: string;
  sessionId: string;
  commitmentId: string;
  alertId: string;
}

const signedIn = (name: string, path: Route["path"], budget: Partial<Budget> = {}): Route => ({
  name,
  path,
  budget: { ...ordinary, ...budget },
  isSignedIn: true,
});

export const routes: Route[] = [
  { name: "/sign-in", path: () => "/sign-in", budget: ordinary, isSignedIn: false },
  signedIn("/", () => "/"),
  signedIn("/commitments", () => "/commitments", { js: 250 }),
  signedIn("/commitments (matrix)", () => "/commitments?view=matrix", { js: 250, html: 60 }),
  signedIn("/commitments (board)", () => "/commitments?view=board", { js: 250 }),
  signedIn("/commitments/[id]", ({ commitmentId }) => `/commitments/${commitmentId}`, { js: 250 }),
  signedIn("/cases", () => "/cases"),
  signedIn("/cases/[id]", ({ caseId }) => `/cases/${caseId}`),
  signedIn(
    "/cases/[id]/alerts/[id]",
    ({ caseId, alertId }) => `/cases/${caseId}/alerts/${alertId}`,
    { lazy: 200 },
  ),
  signedIn("/states", () => "/states"),
  signedIn("/states/[key]", ({ stateKey }) => `/states/${stateKey}`),
  signedIn("/sessions", () => "/sessions"),
  signedIn("/sessions/[id]", ({ sessionId }) => `/sessions/${sessionId}`),
  signedIn("/settings", () => "/settings"),
];
