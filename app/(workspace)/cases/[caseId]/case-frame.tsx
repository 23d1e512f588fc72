import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { CaseHeader, type CaseTab } from "@/components/cases/case-header";
import type { Actor } from "@/lib/auth/actor";
import { canChangeCase, canContribute, isInTeam } from "@/lib/cases/permissions";
import { findCase } from "@/lib/cases/queries";
import type { FullCase } from "@/lib/cases/shown";
import { findConsentFacts } from "@/lib/consents/queries";
import { type Defender, listDefenders } from "@/lib/defenders/queries";

/** What every page of a case starts from. A case that is not there and one that is not the actor's are both not found. */
export interface CasePage {
  theCase: FullCase;
  defenders: Defender[];
  inTeam: boolean;
  mayChange: boolean;
  mayContribute: boolean;
}

export async function readCase(actor: Actor, caseId: string): Promise<CasePage> {
  const theCase = (await findCase(actor, caseId)) ?? notFound();
  return {
    theCase,
    defenders: await listDefenders(actor, theCase.id),
    inTeam: isInTeam(theCase.access),
    mayChange: canChangeCase(actor, theCase.access),
    mayContribute: canContribute(actor, theCase.access),
  };
}

/** Whether an empty list of asks means that nobody was asked. To others some asks may not be open. */
export function seesAllAsks({ theCase, inTeam }: CasePage): boolean {
  return inTeam && !theCase.isPartners;
}

/** The header and tabs of a case around one of its pages. */
export async function CaseFrame({
  actor,
  page: { theCase, defenders, inTeam, mayChange, mayContribute },
  current,
  children,
}: {
  actor: Actor;
  page: CasePage;
  current: CaseTab;
  children: ReactNode;
}) {
  const facts = inTeam ? await findConsentFacts(actor, theCase.id) : null;
  return (
    <>
      <CaseHeader
        of={theCase}
        current={current}
        facts={facts && { answered: facts.answered, validUntil: facts.valid_until }}
        labels={defenders.map((defender) => defender.publicLabel)}
        inTeam={inTeam}
        may={{ change: mayChange, contribute: mayContribute }}
      />
      {children}
    </>
  );
}
