import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AgreeToPack } from "@/components/briefs/agree";
import { Agreed } from "@/components/briefs/agreed";
import { BriefHold } from "@/components/briefs/brief-hold";
import { PackMissions } from "@/components/briefs/pack-missions";
import { PackProgress } from "@/components/briefs/pack-progress";
import { TakeBackPack } from "@/components/briefs/take-back";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClasses } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { lookAtJob } from "@/lib/briefs/jobs/commands";
import { standingOf } from "@/lib/briefs/packs/pack";
import { findPack } from "@/lib/briefs/packs/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("packs");
  return { title: t("documentTitle") };
}

/**
 * One pack: how far it is, what became of each mission, and all its briefs as one file. Once it is finished, a colleague who
 * edits all its cases agrees to all of it here.
 */
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
  const now = new Date();
  const { agreed, held, leavesAt, standing, waiting } = standingOf(pack.missions, now);
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
              madeBy={pack.isOwn ? null : pack.madeBy}
              state={isGoing ? "going" : pack.cancelledAt ? "cancelled" : "finished"}
            />
          </Messages>
          {!isGoing && standing > 0 && (
            <>
              <div className="mb-3 flex flex-col gap-3">
                <Messages of={["briefs", "packs", "forms", "refusals"]}>
                  <BriefHold
                    leavesAt={leavesAt}
                    now={now}
                    timeZone={actor.timeZone}
                    papers={waiting}
                  >
                    {waiting > 0 && !pack.isOwn && <AgreeToPack packId={packId} papers={waiting} />}
                  </BriefHold>
                  {agreed && <Agreed of={agreed} now={now} timeZone={actor.timeZone} />}
                </Messages>
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
          {!isGoing && pack.isOwn && held > 0 && (
            <div className="mt-3">
              <Messages of={["briefs", "packs", "forms", "refusals"]}>
                <TakeBackPack packId={packId} papers={held} />
              </Messages>
            </div>
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
