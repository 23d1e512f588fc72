import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AlertHeader, type AlertTab } from "@/components/alerts/alert-header";
import { canCoordinate, canDiscuss, canSign, canWriteAlert } from "@/lib/alerts/permissions";
import { findAlert } from "@/lib/alerts/queries";
import type { FullAlert } from "@/lib/alerts/shown";
import type { Actor } from "@/lib/auth/actor";
import { type CasePage, readCase } from "../../case-frame";

/** What every page of an alert starts from. One that is not there and one that is not the actor's are both not found. */
export interface AlertPage extends CasePage {
  alert: FullAlert;
  mayWrite: boolean;
  mayDiscuss: boolean;
  mayCoordinate: boolean;
  maySign: boolean;
}

export async function readAlert(
  actor: Actor,
  { caseId, alertId }: { caseId: string; alertId: string },
): Promise<AlertPage> {
  const page = await readCase(actor, caseId);
  const alert = (await findAlert(actor, page.theCase.id, alertId)) ?? notFound();
  const { access } = page.theCase;
  return {
    ...page,
    alert,
    mayWrite: canWriteAlert(actor, access),
    mayDiscuss: canDiscuss(actor, access),
    mayCoordinate: canCoordinate(actor, access),
    maySign: canSign({ role: actor.role, maySign: alert.maySign }, alert.isAsked),
  };
}

/** The header and tabs of an alert around one of its pages. */
export function AlertFrame({
  page: { theCase, alert },
  current,
  actions,
  children,
}: {
  page: AlertPage;
  current: AlertTab;
  /** Buttons beside the title, the primary one last. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <AlertHeader
        of={alert}
        theCase={{ id: theCase.id, reference: theCase.reference }}
        current={current}
        actions={actions}
      />
      {children}
    </>
  );
}
