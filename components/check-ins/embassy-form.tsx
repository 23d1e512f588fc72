import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Choice, FieldGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { type EmbassyAsk, embassyAsks } from "@/db/reference/support-words";
import { cautionKinds } from "@/db/reference/words";

/** The three cautions, what was noted about missions, and only below them what to ask for. Plain HTML: the answer is the address of the form of asks. */
export function EmbassyForm({
  caseId,
  sessionId,
  requestId,
  children,
}: {
  caseId: string;
  sessionId: string;
  requestId: string | null;
  /** What was noted about single missions. */
  children?: ReactNode;
}) {
  const t = useTranslations("checkIns.embassy");
  const caution = useTranslations("states.caution");
  return (
    <form method="get" action="/commitments/new" className="flex max-w-2xl flex-col gap-6">
      <input type="hidden" name="case" value={caseId} />
      <input type="hidden" name="session" value={sessionId} />
      {requestId && <input type="hidden" name="request" value={requestId} />}
      <Notice tone="caution" title={t("cautions")}>
        <ul className="mt-1 flex list-disc flex-col gap-2 ps-5">
          {cautionKinds.map((kind) => (
            <li key={kind}>
              {caution(`kind.${kind}`)}{" "}
              {caution("safer", { text: caution(`saferDefault.${kind}`) })}
            </li>
          ))}
        </ul>
      </Notice>
      {children}
      <Choice type="checkbox" name="read" value="yes" label={t("read")} required />
      <FieldGroup label={t("kind")}>
        {(Object.keys(embassyAsks) as EmbassyAsk[]).map((ask) => (
          <Choice
            key={ask}
            type="radio"
            name="ask"
            value={ask}
            label={t(`kinds.${ask}`)}
            required
          />
        ))}
      </FieldGroup>
      <div>
        <Button type="submit" look="primary">
          {t("go")}
        </Button>
      </div>
    </form>
  );
}
