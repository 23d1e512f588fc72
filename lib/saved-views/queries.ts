import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { cases, defaultViews, memberships, people, savedViews, sessions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Settings, settingsOf } from "@/lib/commitments/settings";
import { listStates } from "@/lib/states/queries";
import type { MissingKind, OpenView, SavedView } from "./saved-view";

const mostViews = 300;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The views that the actor may open, their own first, by name; the one that is asked for, if it is among them; and
 * whether the one that opened for them is gone.
 */
export async function listViews(
  actor: Actor,
  wanted?: string,
): Promise<{ views: SavedView[]; open: OpenView | null; isGone: boolean }> {
  const { found, gone } = await asActor(
    actor,
    async (tx) => ({
      gone: await tx
        .select({ membershipId: defaultViews.membershipId })
        .from(defaultViews)
        .where(
          and(eq(defaultViews.membershipId, sql`app.membership()`), isNull(defaultViews.viewId)),
        ),
      found: await tx
        .select({
          id: savedViews.id,
          name: savedViews.name,
          isMine: sql<boolean>`${savedViews.ownerId} = app.membership()`,
          isShared: savedViews.isShared,
          ownerName: people.name,
          isDefault: sql<boolean>`${defaultViews.viewId} is not null`,
          settings: sql<unknown>`case when ${savedViews.id} = ${wanted && uuid.test(wanted) ? wanted : null}::uuid
            then ${savedViews.settings} end`,
        })
        .from(savedViews)
        .leftJoin(
          defaultViews,
          and(
            eq(defaultViews.viewId, savedViews.id),
            eq(defaultViews.membershipId, sql`app.membership()`),
          ),
        )
        .leftJoin(memberships, eq(memberships.id, savedViews.ownerId))
        .leftJoin(people, eq(people.id, memberships.personId))
        // The one that is asked for is read however many there are.
        .orderBy(
          sql`${savedViews.id} = ${wanted && uuid.test(wanted) ? wanted : null}::uuid desc nulls last`,
          sql`${savedViews.ownerId} = app.membership() desc`,
          asc(sql`lower(${savedViews.name})`),
          asc(savedViews.id),
        )
        .limit(mostViews),
    }),
    { readOnly: true },
  );
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  const views = found
    .map(({ settings: _, ...view }): SavedView => view)
    .sort((a, b) => Number(b.isMine) - Number(a.isMine) || order.compare(a.name, b.name));
  const open = found.find(({ id }) => id === wanted);
  return {
    views,
    isGone: gone.length > 0,
    open: open ? { ...open, settings: settingsOf(open.settings as Record<string, unknown>) } : null,
  };
}

/** What settings name and the actor does not find: it is gone, or not theirs to read. */
export async function findMissing(
  actor: Actor,
  settings: Settings,
): Promise<{ missing: MissingKind[]; caseReference: string | null }> {
  const keys = settings.state?.split(",") ?? [];
  const known = keys.length > 0 ? await listStates(actor) : [];
  const missing: MissingKind[] = [];
  if (keys.some((key) => !known.some((state) => state.key === key))) {
    missing.push("state");
  }
  if (!settings.case && !settings.session && !settings.owner) {
    return { missing, caseReference: null };
  }
  return asActor(
    actor,
    async (tx) => {
      const [theCase] = settings.case
        ? await tx
            .select({ reference: cases.reference })
            .from(cases)
            .where(eq(cases.id, settings.case))
        : [];
      const [session] = settings.session
        ? await tx
            .select({ id: sessions.id })
            .from(sessions)
            .where(eq(sessions.id, settings.session))
        : [];
      const [owner] = settings.owner
        ? await tx
            .select({ id: memberships.id })
            .from(memberships)
            .where(and(eq(memberships.id, settings.owner), eq(memberships.status, "confirmed")))
        : [];
      return {
        missing: [
          ...(settings.case && !theCase ? (["case"] as const) : []),
          ...(settings.session && !session ? (["session"] as const) : []),
          ...missing,
          ...(settings.owner && !owner ? (["owner"] as const) : []),
        ],
        caseReference: theCase?.reference ?? null,
      };
    },
    { readOnly: true },
  );
}
