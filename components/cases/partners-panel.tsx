import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import { type ShareLevel, shareLevels } from "@/db/reference/words";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { ShareOutcome } from "@/lib/shares/share";
import { ShareForm } from "./share-form";

interface Share {
  id: string;
  partnerOrgId: string;
  partner: string;
  level: ShareLevel;
  sharedAt: Date;
  /** The last day on which it opens anything. */
  endsOn: string | null;
  revokedAt: Date | null;
}

/** With which partners the case is shared, and whether consent still carries each share. */
export function PartnersPanel({
  caseId,
  shares,
  suspended,
  partners,
  mayLead,
  timeZone,
  actions,
}: {
  caseId: string;
  shares: readonly Share[];
  /** Partners that see nothing at present, since consent is missing. */
  suspended: readonly string[];
  /** Those with whom it can be shared. */
  partners: readonly { id: string; name: string }[];
  mayLead: boolean;
  timeZone: string;
  actions: { share: FormServerAction<ShareOutcome>; end: FormServerAction<void> };
}) {
  const t = useTranslations("cases.sharing");
  const { day } = useFormats();
  const today = dayInZone(new Date(), genevaZone);
  const hasEnded = ({ endsOn }: Share) => endsOn !== null && endsOn < today;
  return (
    <Panel title={t("partners")} count={shares.filter((share) => !share.revokedAt).length}>
      <p className="max-w-measure text-meta text-ink-muted">{t("partnersHint")}</p>
      {shares.length === 0 && <p className="mt-3">{t("none")}</p>}
      <ul className="mt-2 divide-y divide-line">
        {shares.map((share) => (
          <li
            key={share.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-40">
              <p className={share.revokedAt ? "text-ink-muted" : "font-semibold"} dir="auto">
                {share.partner}
              </p>
              <p className="text-meta text-ink-muted">
                {share.revokedAt
                  ? t("until", { date: day(dayInZone(share.revokedAt, timeZone), "short") })
                  : `${t(`levels.${share.level}`)}, ${t("since", { date: day(dayInZone(share.sharedAt, timeZone), "short") })}`}
              </p>
              {!share.revokedAt && share.endsOn && (
                <p
                  className={hasEnded(share) ? "text-meta font-semibold text-danger" : "text-meta"}
                >
                  {t(hasEnded(share) ? "ended" : "ends", { date: day(share.endsOn, "short") })}
                </p>
              )}
              {!share.revokedAt && suspended.includes(share.partnerOrgId) && (
                <p className="text-meta font-semibold text-danger">{t("suspendedShare")}</p>
              )}
            </div>
            {mayLead && !share.revokedAt && (
              <div className="flex flex-wrap items-center gap-2">
                <ActionForm
                  action={actions.share}
                  hidden={{ caseId, partnerOrgId: share.partnerOrgId }}
                  submit={t("setRole")}
                  name={t("changeLevel", { partner: share.partner })}
                  look="secondary"
                  size="small"
                  className="sm:flex-row! sm:items-center gap-2!"
                >
                  <FormSelect
                    name="level"
                    label={t("changeLevel", { partner: share.partner })}
                    labelHidden
                    placeholder={null}
                    defaultValue={share.level}
                    options={shareLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
                  />
                  <FormText
                    name="endsOn"
                    type="date"
                    label={t("endsOnOf", { partner: share.partner })}
                    labelHidden
                    defaultValue={share.endsOn ?? ""}
                  />
                </ActionForm>
                <ActionForm
                  action={actions.end}
                  hidden={{ caseId, shareId: share.id }}
                  submit={t("endShort")}
                  name={t("end", { partner: share.partner })}
                  look="danger"
                  size="small"
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayLead &&
        (partners.length > 0 ? (
          <div className="mt-3 border-t border-line pt-4">
            <ShareForm
              action={actions.share}
              caseId={caseId}
              partners={partners.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
        ) : (
          shares.length === 0 && <p className="mt-3 text-ink-muted">{t("noPartners")}</p>
        ))}
    </Panel>
  );
}
