import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import { type ShareLevel, shareLevels } from "@/db/reference/words";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { MissingConsent, ShareOutcome } from "@/lib/shares/share";
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
  missing,
  partners,
  mayLead,
  timeZone,
  actions,
}: {
  caseId: string;
  shares: readonly Share[];
  /** Whose consent is missing, by partner: those see nothing. */
  missing: ReadonlyMap<string, readonly MissingConsent[]>;
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
  const isOpen = (share: Share) =>
    !share.revokedAt && !hasEnded(share) && !missing.has(share.partnerOrgId);
  return (
    <Panel title={t("partners")} count={shares.filter(isOpen).length}>
      <p className="max-w-measure text-meta text-ink-muted">{t("partnersHint")}</p>
      {shares.length === 0 && <p className="mt-3">{t("none")}</p>}
      <ul className="mt-2 divide-y divide-line">
        {shares.map((share) => (
          <li
            key={share.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-40">
              <p className={isOpen(share) ? "font-semibold" : "text-ink-muted"} dir="auto">
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
              {!share.revokedAt && missing.has(share.partnerOrgId) && (
                <p className="text-meta font-semibold text-danger">
                  {t(
                    missing.get(share.partnerOrgId)?.some(({ reason }) => reason === "withdrawn")
                      ? "withdrawnShare"
                      : "suspendedShare",
                  )}
                </p>
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
                <AskOnce opens={t("endShort")} name={t("endAsk", { partner: share.partner })}>
                  <p className="text-meta">{t("endWhat", { partner: share.partner })}</p>
                  <ActionForm
                    action={actions.end}
                    hidden={{ caseId, shareId: share.id }}
                    submit={t("endNow")}
                    name={t("end", { partner: share.partner })}
                    look="danger"
                    size="small"
                  />
                </AskOnce>
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
