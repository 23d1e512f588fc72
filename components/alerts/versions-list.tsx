import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { CircleCheck } from "@/components/ui/icons";
import type { AlertStage, ApprovalKind } from "@/db/reference/words";
import { groupsOf, isBeingSigned } from "@/lib/alerts/alert";
import type { VersionRow } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";
import { MendedWords } from "./mended-words";
import { VersionNames } from "./version-names";
import "./sign-on.css";

/** Of newer words of a text that was open already, one step is the approval and the consent check. */
const saysOf = (kind: ApprovalKind, { approvals }: VersionRow) =>
  kind === "review"
    ? "approvedBy"
    : approvals.some((one) => one.kind === "review")
      ? "checkedBy"
      : "bothBy";

/** The approval of the same words in an earlier version. */
const approvedBefore = ({ approvals, number }: VersionRow) =>
  approvals.find(({ version }) => version < number);

/** What was kept of an alert, the newest first, and who stands behind each. */
export function VersionsList({
  versions,
  stage,
  base,
  timeZone,
}: {
  versions: readonly VersionRow[];
  /** The alert's. */
  stage: AlertStage;
  /** The alert's address. */
  base: string;
  timeZone: string;
}) {
  const t = useTranslations("alerts.review");
  const formats = useFormats();
  if (versions.length === 0) {
    return <p className="py-4 text-ink-muted">{t("noVersions")}</p>;
  }
  const open = isBeingSigned(stage) && versions.find(({ purpose }) => purpose === "sign_on");
  return (
    <ol className="divide-y divide-line">
      {versions.map((version) => (
        <li key={version.id} className="py-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              href={`${base}/history/${version.id}` as Route}
              prefetch={false}
              className="link target font-semibold"
            >
              {t("version", { number: version.number })}
            </Link>
            {version.purpose === "sign_on" && version !== open ? (
              <Badge>{t("wasOpen")}</Badge>
            ) : (
              <Badge tone={version.purpose === "saved" ? "neutral" : "accent"}>
                {t(`purpose.${version.purpose}`)}
              </Badge>
            )}
            {version.isMinor && <Badge>{t("minor")}</Badge>}
            {version.hash && (
              <bdi
                dir="ltr"
                data-written=""
                className="fingerprint text-meta text-ink-muted"
                title={version.hash}
              >
                {groupsOf(version.hash).slice(0, 2).join(" ")} …
              </bdi>
            )}
          </p>
          <p className="text-meta text-ink-muted">
            {version.madeBy
              ? t("madeBy", {
                  name: version.madeBy,
                  date: writeMoment(version.madeAt, timeZone, formats),
                })
              : writeMoment(version.madeAt, timeZone, formats)}
          </p>
          {version.note && (
            <p dir="auto" className="mt-1 max-w-measure">
              {version.note}
            </p>
          )}
          {version.mended && (
            <div className="mt-1">
              <MendedWords of={version.mended} />
            </div>
          )}
          {version.sameAs !== null && (
            <p className="mt-1 text-meta">
              {t(approvedBefore(version) ? "sameApproved" : "sameWords", {
                number: version.number,
                earlier: approvedBefore(version)?.version ?? version.sameAs,
              })}
            </p>
          )}
          <VersionNames of={version.names} />
          {version.approvals.map((approval) => (
            <div
              key={`${approval.kind} ${approval.at.toISOString()}`}
              className="mt-1 flex gap-1.5 text-meta text-done"
            >
              <Icon of={CircleCheck} size={16} className="mt-0.5" />
              <p>
                {t(saysOf(approval.kind, version), {
                  name: approval.by
                    ? t("ofOrganisation", {
                        name: approval.by,
                        organisation: approval.organisation,
                      })
                    : approval.organisation,
                  date: writeMoment(approval.at, timeZone, formats),
                })}
                {approval.wroteIn > 0 && ` ${t("alsoWrote", { count: approval.wroteIn })}`}
                {approval.note && (
                  <span dir="auto" className="block text-ink">
                    {approval.note}
                  </span>
                )}
              </p>
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
