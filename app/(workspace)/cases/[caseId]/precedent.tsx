import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SourcesSentence } from "@/components/cases/raised-by";
import { SourceLines } from "@/components/interventions/source-lines";
import type { Actor } from "@/lib/auth/actor";
import { findExampleOnRecord } from "@/lib/cases/queries";
import { countBySource } from "@/lib/interventions/intervention";
import { listInterventionsOfCase } from "@/lib/interventions/queries";

/** Beside the invented cases of the example: the one that stands on the public record. Nothing anywhere else. */
export async function Precedent({ actor, besides }: { actor: Actor; besides: string }) {
  const found = await findExampleOnRecord(actor);
  if (!found || found.id === besides) {
    return null;
  }
  const [t, interventions] = await Promise.all([
    getTranslations("cases.summary"),
    listInterventionsOfCase(actor, found.id),
  ]);
  const count = countBySource(interventions);
  const [first] = interventions;
  if (!first) {
    return null;
  }
  return (
    <section className="mt-6 border-t border-line pt-3">
      <p className="text-meta text-ink-muted">{t("precedent")}</p>
      <h2 className="text-ui!">{first.session.title}</h2>
      <p className="mt-1 text-meta">
        <Link href={`/cases/${found.id}` as Route} prefetch={false} className="link target">
          {found.title}
        </Link>
        . <SourcesSentence count={count} brief />
      </p>
      <SourceLines of={count} />
    </section>
  );
}
