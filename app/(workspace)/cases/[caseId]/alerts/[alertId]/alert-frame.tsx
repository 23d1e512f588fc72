import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AlertHeader, type AlertTab } from "@/components/alerts/alert-header";
import { AlertNews } from "@/components/alerts/news/alert-news";
import { NewsBar } from "@/components/alerts/news/news-bar";
import { Messages } from "@/components/layout/messages";
import { newsOf } from "@/lib/alerts/news";
import { canCoordinate, canDiscuss, canSign, canWriteAlert } from "@/lib/alerts/permissions";
import { findAlert } from "@/lib/alerts/queries";
import type { FullAlert, AlertNews as News } from "@/lib/alerts/shown";
import { asksForLowData } from "@/lib/appearance/asked-for";
import type { Actor } from "@/lib/auth/actor";
import { type CasePage, readCase } from "../../case-frame";

/** What every page of an alert starts from. One that is not there and one that is not the actor's are both not found. */
export interface AlertPage extends CasePage {
  alert: FullAlert;
  /** How it stood when the page was read. */
  news: News;
  /** Nothing is asked for by itself. */
  isLowData: boolean;
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
    news: await newsOf(actor, alert),
    isLowData: await asksForLowData(),
    mayWrite: canWriteAlert(actor, access),
    mayDiscuss: canDiscuss(actor, access),
    mayCoordinate: canCoordinate(actor, access),
    maySign: canSign({ role: actor.role, maySign: alert.maySign }, alert.isAsked),
  };
}

/** A page of an alert, drawn anew when the alert changes. */
export function LiveAlert({
  page: { theCase, alert, news, isLowData },
  isDesk = false,
  children,
}: {
  page: AlertPage;
  isDesk?: boolean;
  children: ReactNode;
}) {
  return (
    <AlertNews
      key={alert.id}
      address={`/cases/${theCase.id}/alerts/${alert.id}/news`}
      served={news}
      isDesk={isDesk}
      isLowData={isLowData}
      bar={
        <Messages of={["alerts.news", "alerts.end"]}>
          <NewsBar />
        </Messages>
      }
    >
      {children}
    </AlertNews>
  );
}

/** The header and tabs of an alert around one of its pages. */
export function AlertFrame({
  page,
  current,
  actions,
  isPrinted = true,
  children,
}: {
  page: AlertPage;
  current: AlertTab;
  /** Buttons beside the title, the primary one last. */
  actions?: ReactNode;
  /** Whether the header stands on paper, too. */
  isPrinted?: boolean;
  children: ReactNode;
}) {
  const { theCase, alert } = page;
  return (
    <LiveAlert page={page} isDesk={current === "text"}>
      <AlertHeader
        of={alert}
        theCase={{ id: theCase.id, reference: theCase.reference }}
        current={current}
        actions={actions}
        isPrinted={isPrinted}
      />
      {children}
    </LiveAlert>
  );
}
