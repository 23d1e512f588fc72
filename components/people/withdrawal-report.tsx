import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/panel";
import type { UnLanguage } from "@/db/reference/languages";
import type { SupportKind } from "@/db/reference/support-words";
import type { Naming } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { stateName } from "@/lib/states/names";
import type { ShownConsent } from "./consent-table";
import { useScopeName } from "./scope-name";

/** A request for support, and a partner or an organisation that was told of it or may be. */
interface ToldOfRequest {
  requestId: string;
  kind: SupportKind;
  name: string;
  /** What follows the address of the request. */
  place: string;
}

export interface ShownWithdrawal {
  consent: ShownConsent;
  publicLabel: string;
  closedShares: { partner: string }[];
  /** Requests for support that a partner is not shown any more. */
  closedShown: ToldOfRequest[];
  /** Who may still be told of a request for support: that is ended for itself. */
  stillTold: ToldOfRequest[];
  loweredAsks: { commitmentId: string; stateNames: Record<string, string>; from: Naming }[];
  setBackWords: { commitmentId: string; stateNames: Record<string, string> }[];
  wentOut: {
    kind: string;
    recipient: string | null;
    at: Date;
    by: string | null;
    guest: string | null;
    sentTo: string | null;
    toMission?: Record<string, string>;
  }[];
}

/** What a withdrawal of consent touched: what was closed, which asks now name less, and what had already gone out. */
export function WithdrawalReport({
  of: withdrawal,
  caseId,
  timeZone,
}: {
  of: ShownWithdrawal;
  caseId: string;
  timeZone: string;
}) {
  const t = useTranslations("consent.withdrawal");
  const { day, time } = useFormats();
  const locale = useLocale();
  const scope = useScopeName()(withdrawal.consent.scope, withdrawal.consent);
  const { withdrawnAt, withdrawnBy } = withdrawal.consent;
  const kinds = useTranslations("support.kinds");
  const toRequest = (text: string, { requestId, place }: ToldOfRequest) => (
    <Link
      href={`/cases/${caseId}/support/${requestId}${place}` as Route}
      prefetch={false}
      className="link target"
    >
      {text}
    </Link>
  );
  const on = (at: Date) => day(dayInZone(at, timeZone));
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Notice tone="done" title={t("what", { label: withdrawal.publicLabel, scope })}>
        {withdrawnAt &&
          t("done", {
            date: `${on(withdrawnAt)}, ${time(withdrawnAt, timeZone)}`,
            name: withdrawnBy ?? "",
          })}
        <p className="mt-2">
          {t("mistake")}{" "}
          <Link
            href={`/cases/${caseId}/people/${withdrawal.consent.defenderId}/consent` as Route}
            prefetch={false}
            className="link target"
          >
            {t("again")}
          </Link>
        </p>
      </Notice>
      <Section title={t("closed")}>
        <List
          empty={t("closedNone")}
          items={[
            ...withdrawal.closedShares.map(({ partner }) => t("closedShare", { partner })),
            ...withdrawal.closedShown.map((one) =>
              toRequest(t("closedShown", { partner: one.name, kind: kinds(one.kind) }), one),
            ),
          ]}
        />
      </Section>
      {withdrawal.stillTold.length > 0 && (
        <Section title={t("stillTold")}>
          <List
            empty=""
            items={withdrawal.stillTold.map((one) =>
              toRequest(t("stillToldLine", { name: one.name, kind: kinds(one.kind) }), one),
            )}
          >
            {t("stillToldHint")}
          </List>
        </Section>
      )}
      <Section title={t("lowered")}>
        <List
          empty={t("loweredNone")}
          items={withdrawal.loweredAsks.map((ask) =>
            t("loweredAsk", {
              state: stateName({ names: ask.stateNames as Record<UnLanguage, string> }, locale),
              from: t(`naming.${ask.from}`),
            }),
          )}
        >
          {t("tellStates")}
        </List>
      </Section>
      <Section title={t("setBack")}>
        <List
          empty={t("setBackNone")}
          items={withdrawal.setBackWords.map(({ commitmentId, stateNames }) => (
            <Link
              key={commitmentId}
              href={`/commitments/${commitmentId}` as Route}
              prefetch={false}
              className="link target"
            >
              {stateName({ names: stateNames as Record<UnLanguage, string> }, locale)}
            </Link>
          ))}
        >
          {t("setBackHint")}
        </List>
      </Section>
      <Section title={t("wentOut")}>
        <List
          empty={t("wentOutNone")}
          items={withdrawal.wentOut.map((gone) => {
            const date = on(gone.at);
            const by = gone.by ?? t("somebody");
            const state = gone.toMission
              ? stateName({ names: gone.toMission as Record<UnLanguage, string> }, locale)
              : "";
            if (gone.kind === "share") {
              return t("share", { recipient: gone.recipient ?? "", date });
            }
            if (gone.guest) {
              return t("briefToGuest", { guest: gone.guest, state, date });
            }
            if (gone.kind === "submission") {
              return gone.sentTo
                ? t("submissionSent", { by, address: gone.sentTo, date })
                : t("submission", { by, date });
            }
            if (gone.kind === "referral") {
              return gone.recipient
                ? t("shownToPartner", { recipient: gone.recipient, date })
                : t("referral", { by, address: gone.sentTo ?? "", date });
            }
            if (gone.kind === "brief") {
              return state ? t("briefToMission", { by, state, date }) : t("brief", { by, date });
            }
            return t("export", { date });
          })}
        >
          {t("wentOutHint")}
        </List>
      </Section>
    </div>
  );
}

function List({
  items,
  empty,
  children,
}: {
  items: ReactNode[];
  empty: string;
  children?: ReactNode;
}) {
  if (items.length === 0) {
    return <p className="pt-2 text-ink-muted">{empty}</p>;
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once and never changes
          <li key={at} className="py-2" dir="auto">
            {item}
          </li>
        ))}
      </ul>
      {children && <p className="text-meta text-ink-muted">{children}</p>}
    </>
  );
}
