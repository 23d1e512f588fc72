import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { SeenSubmission } from "@/lib/submissions/submission";

/** Who is in a submission and how, and who stays out of it for want of consent: the latter for whoever writes alone. */
export function WhoIsInIt({ of: seen, caseId }: { of: SeenSubmission; caseId: string }) {
  const t = useTranslations("submissions");
  const { list } = useFormats();
  const { people } = seen.inputs;
  return (
    <Panel title={t("people.title")}>
      {people.length === 0 ? (
        <p className="text-danger">{t("people.nobody")}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {people.map(({ id, label, shown }) => (
            <li key={id}>
              <bdi data-written="" className="font-semibold">
                {label}
              </bdi>{" "}
              <span className="text-ink-muted">{t(`people.${shown}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {seen.leftOut.length > 0 && (
        <p className="mt-2 text-meta text-ink-muted" data-written="">
          {t("write.leftOut", { people: list([...seen.leftOut]) })}
        </p>
      )}
      <p className="mt-2">
        <Link href={`/cases/${caseId}/people` as Route} prefetch={false} className="link target">
          {t("people.answers")}
        </Link>
      </p>
    </Panel>
  );
}
