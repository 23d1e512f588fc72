import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { noticeKinds } from "@/db/reference/words";
import { noticeChoices, notices } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import type { KeepHearings, SettleAll, SettleNotice } from "./input";
import { asKept, kindsIn } from "./notice";

const mine = eq(notices.membershipId, sql`app.membership()`);

/** Marks one notice as read; one that is read already stays so. */
export async function settleNotice(actor: Actor, { id }: SettleNotice): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(notices)
        .set({ readAt: sql`coalesce(${notices.readAt}, now())` })
        .where(and(mine, eq(notices.id, id)))
        .returning({ id: notices.id }),
    ),
  );
}

/** Marks a part of the inbox as read, as far as it was shown: what came meanwhile stays new. */
export async function settleAll(actor: Actor, { show, until }: SettleAll): Promise<void> {
  const kinds = kindsIn(show);
  await asActor(actor, (tx) =>
    tx
      .update(notices)
      .set({ readAt: sql`now()` })
      .where(
        and(
          mine,
          isNull(notices.readAt),
          sql`${notices.at} <= ${until}::timestamptz`,
          kinds ? inArray(notices.kind, [...kinds]) : undefined,
        ),
      ),
  );
}

/** Keeps how the actor wants to hear of each kind. */
export async function keepHearings(actor: Actor, hearings: KeepHearings): Promise<void> {
  await asActor(actor, (tx) =>
    tx
      .insert(noticeChoices)
      .values(
        noticeKinds.map((kind) => ({
          orgId: actor.organisationId,
          membershipId: actor.membershipId,
          kind,
          ...asKept(hearings[kind]),
        })),
      )
      .onConflictDoUpdate({
        target: [noticeChoices.orgId, noticeChoices.membershipId, noticeChoices.kind],
        set: { inApplication: sql`excluded.in_application`, mail: sql`excluded.mail` },
      }),
  );
}
