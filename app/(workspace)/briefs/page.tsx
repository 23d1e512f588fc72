import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BriefRows } from "@/components/briefs/brief-rows";
import { PackRows } from "@/components/briefs/pack-rows";
import { AnswersLink } from "@/components/guests/answers-link";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { listPacks } from "@/lib/briefs/packs/queries";
import { canWriteBriefs } from "@/lib/briefs/written/permissions";
import { listBriefs, listDrafts, writesBriefs } from "@/lib/briefs/written/queries";
import { countUnconfirmed } from "@/lib/guests/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("documentTitle") };
}

/** The briefs that were made, and what somebody is writing. */
export default async function BriefsPage() {
  const actor = await requireActor();
  const [t, ofPacks, formats, drafts, packs, made, isWriter, answers] = await Promise.all([
    getTranslations("briefs"),
    getTranslations("packs"),
    getFormats(),
    canWriteBriefs(actor) ? listDrafts(actor) : [],
    listPacks(actor),
    listBriefs(actor),
    writesBriefs(actor),
    countUnconfirmed(actor),
  ]);
  const day = (at: Date) => formats.day(dayInZone(at, actor.timeZone), "short");
  const begin = isWriter && (
    <>
      <ButtonLink href={"/briefs/new/pack" as Route} icon={Plus}>
        {ofPacks("new")}
      </ButtonLink>
      <ButtonLink href={"/briefs/new/mission" as Route} icon={Plus}>
        {t("newMission")}
      </ButtonLink>
      <ButtonLink href={"/briefs/new/speaking" as Route} icon={Plus}>
        {t("newSpeaking")}
      </ButtonLink>
      <ButtonLink href={"/briefs/new" as Route} look="primary" icon={Plus}>
        {t("new")}
      </ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("what")} actions={begin} />
      <div className="flex flex-col gap-6">
        <AnswersLink count={answers} />
        {drafts.length > 0 && (
          <Panel title={t("drafts")} aside={t("draftsHint")} flush>
            <BriefRows
              of={drafts.map((draft) => ({
                ...draft,
                audience: "",
                href: `/briefs/drafts/${draft.id}` as Route,
                state: draft.stateNames && stateName({ names: draft.stateNames }, actor.locale),
                when: t("changed", { date: day(draft.changedAt) }),
                closed: null,
                waits: false,
              }))}
            />
          </Panel>
        )}
        {packs.length > 0 && (
          <Panel title={ofPacks("yours")} aside={ofPacks("yoursHint")} flush>
            <PackRows of={packs.map((pack) => ({ ...pack, when: day(pack.createdAt) }))} />
          </Panel>
        )}
        <Panel title={t("made")} flush>
          {made.length === 0 ? (
            <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
          ) : (
            <BriefRows
              of={made.map((brief) => ({
                ...brief,
                href: `/briefs/${brief.id}` as Route,
                state: brief.stateNames && stateName({ names: brief.stateNames }, actor.locale),
                when: brief.madeBy
                  ? t("madeBy", { name: brief.madeBy, date: day(brief.madeAt) })
                  : day(brief.madeAt),
                closed: brief.stands ? null : brief.withdrawnBy ? "byHand" : "byConsent",
                waits: brief.stands && brief.leavesAt === null,
              }))}
            />
          )}
        </Panel>
        <p className="max-w-measure text-meta text-ink-muted">
          {t.rich("elsewhere", {
            session: (words) => <Link href="/sessions">{words}</Link>,
            case: (words) => <Link href="/cases">{words}</Link>,
          })}
        </p>
      </div>
    </>
  );
}
