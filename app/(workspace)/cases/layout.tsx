import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";

/** What the forms of a case say in the browser; their labels come from the server, drawn. */
export default function CasesLayout({ children }: { children: ReactNode }) {
  return (
    <Messages
      of={[
        "forms",
        "refusals",
        "dates",
        "stages",
        "people.identity",
        "consent.form",
        "consent.scope",
        "consent.answer",
        "cases.edit",
        "cases.sharing",
        "alerts.cleared",
        "alerts.section",
        "alerts.language",
        "alerts.audience",
      ]}
    >
      {children}
    </Messages>
  );
}
