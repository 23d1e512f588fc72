import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BriefHold } from "@/components/briefs/brief-hold";
import { PackMissions } from "@/components/briefs/pack-missions";
import { PackProgress } from "@/components/briefs/pack-progress";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClasses } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { lookAtJob } from "@/lib/briefs/jobs/commands";
import { findPack } from "@/lib/briefs/packs/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("packs");
  return { title: t("documentTitle") };
}

/** The last moment; null where one is not known yet. */
const lastOf = (moments: (Date | null)[]): Date | null =>
  moments.reduce(
    (last, one) => (last && one && one > last ? one : last && one && last),
    new Date(0),
  );

/** One pack: how far it is, what became of each mission, and all its briefs as one file. */
export default async function PackPage({ params }: PageProps<"/briefs/packs/[packId]">) {
  const actor = await requireActor();
  const { packId } = await params;
  const pack = (await findPack(actor, packId)) ?? notFound();
  const isGoing = pack.finishedAt === null;
  const [t, briefs] = await Promise.all([
    getTranslations("packs"),
    getTranslations("briefs"),
    isGoing && lookAtJob(actor, packId),
  ]);
  const taken = isGoing ? [] : pack.missions.filter(({ stands }) => stands);
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: briefs("title") }],
          here: t("documentTitle"),
        }}
        description={<bdi data-written="">{pack.sessionTitle}</bdi>}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Panel title={t("progress.title")}>
          <Messages of={["packs", "forms", "refusals"]}>
            <PackProgress
              packId={packId}
              done={pack.settled}
              made={pack.made}
              of={pack.asked}
              state={isGoing ? "going" : pack.cancelledAt ? "cancelled" : "finished"}
            />
          </Messages>
          {taken.length > 0 && (
            <>
              <div className="mb-3">
                <BriefHold
                  leavesAt={lastOf(taken.map(({ leavesAt }) => leavesAt))}
                  secondFor={null}
                  now={new Date()}
                  timeZone={actor.timeZone}
                />
              </div>
              <a
                href={`/briefs/packs/${packId}/file`}
                download
                className={buttonClasses({ look: "primary" })}
              >
                {t("take")}
              </a>
              <p className="mt-3 text-meta text-ink-muted">{t("takeHint")}</p>
            </>
          )}
        </Panel>
        <Panel title={t("list")} flush>
          <PackMissions
            of={pack.missions.map((one) => ({
              ...one,
              state: stateName({ names: one.names }, actor.locale),
            }))}
          />
        </Panel>
      </div>
    </>
  );
}
