import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PartnersPanel } from "@/components/cases/partners-panel";
import { TeamPanel } from "@/components/cases/team-panel";
import { VisibilityPanel } from "@/components/cases/visibility-panel";
import { requireActor } from "@/lib/auth/actor";
import { setVisibility } from "@/lib/cases/actions";
import { canLeadCase } from "@/lib/cases/permissions";
import { listStepsOf } from "@/lib/check-ins/queries";
import { endShare, shareCase } from "@/lib/shares/actions";
import { listMissingConsents, listPartners, listShares } from "@/lib/shares/queries";
import { addToTeam, changeTeamRole, removeFromTeam } from "@/lib/teams/actions";
import { listCandidates, listTeam } from "@/lib/teams/queries";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

export default async function SharingPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase, inTeam } = page;
  if (theCase.isPartners) {
    notFound();
  }
  const mayLead = canLeadCase(actor, theCase.access);
  const [t, team, candidates, shares, partners, withSteps] = await Promise.all([
    getTranslations("cases.sharing"),
    listTeam(actor, theCase.id),
    mayLead ? listCandidates(actor, theCase.id) : [],
    inTeam ? listShares(actor, theCase.id) : [],
    mayLead ? listPartners(actor) : [],
    listStepsOf(actor, theCase.id),
  ]);
  const standing = shares.filter((share) => !share.revokedAt);
  const missing = await listMissingConsents(
    actor,
    theCase.id,
    standing.map((share) => share.partnerOrgId),
  );
  return (
    <CaseFrame actor={actor} page={page} current="sharing">
      <div className="flex max-w-4xl flex-col gap-6">
        {!mayLead && <p className="text-ink-muted">{t("leadDecides")}</p>}
        <TeamPanel
          caseId={theCase.id}
          team={team}
          candidates={candidates}
          mayLead={mayLead}
          myself={actor.membershipId}
          withSteps={withSteps}
          actions={{ add: addToTeam, change: changeTeamRole, remove: removeFromTeam }}
        />
        <VisibilityPanel
          caseId={theCase.id}
          visibility={theCase.visibility}
          organisation={theCase.organisation}
          mayLead={mayLead}
          action={setVisibility}
        />
        {inTeam && (
          <PartnersPanel
            caseId={theCase.id}
            shares={shares}
            missing={missing}
            partners={partners.filter(
              (partner) => !standing.some((share) => share.partnerOrgId === partner.id),
            )}
            mayLead={mayLead}
            timeZone={actor.timeZone}
            actions={{ share: shareCase, end: endShare }}
          />
        )}
      </div>
    </CaseFrame>
  );
}
