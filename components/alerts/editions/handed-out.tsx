import { useLocale, useTranslations } from "next-intl";
import type { UnLanguage } from "@/db/reference/languages";
import type { AlertLanguage, Audience, DisclosureChannel } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { stateName } from "@/lib/states/names";

export interface HandedOutRow {
  id: string;
  audience: Audience;
  language: AlertLanguage;
  number: number;
  frozenAt: Date | null;
  organisation: string | null;
  stateNames: Record<string, string> | null;
  recipient: string;
  channel: DisclosureChannel;
  at: Date;
}

/** Which edition went to whom, when and how. */
export function HandedOut({ rows, timeZone }: { rows: HandedOutRow[]; timeZone: string }) {
  const t = useTranslations("editions");
  const { day } = useFormats();
  const recipient = useRecipient();
  if (rows.length === 0) {
    return <p className="p-4 text-ink-muted">{t("handedOut.none")}</p>;
  }
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-ui">
        <thead>
          <tr className="border-b border-line text-meta text-ink-muted">
            <th scope="col" className="px-4 py-2">
              {t("handedOut.to")}
            </th>
            <th scope="col" className="px-4 py-2">
              {t("handedOut.what")}
            </th>
            <th scope="col" className="px-4 py-2">
              {t("handedOut.how")}
            </th>
            <th scope="col" className="px-4 py-2">
              {t("handedOut.when")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="px-4 py-2 font-normal">
                <bdi>{recipient(row)}</bdi>
              </th>
              <td className="px-4 py-2">
                {t("handedOut.edition", {
                  audience: t(`audience.${row.audience}`),
                  language: t(`language.${row.language}`),
                  number: row.number,
                })}
                {row.frozenAt && (
                  <span className="block text-meta text-danger">{t("handedOut.frozen")}</span>
                )}
              </td>
              <td className="px-4 py-2">{t(`handOut.channels.${row.channel}`)}</td>
              <td className="px-4 py-2">{day(dayInZone(row.at, timeZone), "short")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The organisation, the State or the words, with what else was said of them. */
export function useRecipient() {
  const locale = useLocale();
  return ({
    organisation,
    stateNames,
    recipient,
  }: Pick<HandedOutRow, "organisation" | "stateNames" | "recipient">) =>
    [
      organisation,
      stateNames && stateName({ names: stateNames as Record<UnLanguage, string> }, locale),
      recipient,
    ]
      .filter(Boolean)
      .join(", ");
}
