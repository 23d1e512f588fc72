import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { CopyLink } from "@/components/settings/copy-link";
import { buttonClasses } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { GuestAnswer } from "@/db/reference/words";
import { endGuestLink, secondGuestLink } from "@/lib/guests/actions";
import type { LinkState } from "@/lib/guests/guest-link";
import { dayInZone, doneByMinute } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** A link as it stands on the page of its brief. */
export interface ShownLink {
  id: string;
  recipient: string;
  state: string;
  madeBy: string | null;
  is: LinkState;
  opensAt: Date | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  views: number;
  answer: GuestAnswer | null;
  /** Null where it is not to be passed on: not agreed to, taken back or over. */
  address: string | null;
  maySecond: boolean;
}

/** The moment that a state is told with. */
const momentOf: Record<LinkState, (link: ShownLink) => Date | null> = {
  waits: () => null,
  closed: () => null,
  held: ({ opensAt }) => opensAt && doneByMinute(opensAt),
  open: ({ expiresAt }) => expiresAt,
  over: ({ expiresAt }) => expiresAt,
  ended: ({ endedAt }) => endedAt,
};

/** For whom a brief is open, and how somebody is let in or out. */
export function GuestLinks({
  briefId,
  links,
  mayChange,
  timeZone,
  children,
}: {
  briefId: string;
  links: readonly ShownLink[];
  /** Whether the reader edits all its cases. */
  mayChange: boolean;
  timeZone: string;
  /** The form for a new one. */
  children?: ReactNode;
}) {
  const t = useTranslations("guests");
  return (
    <Panel title={t("title")} count={links.length || undefined}>
      <p className="max-w-measure text-meta text-ink-muted">{t("what")}</p>
      {links.length === 0 ? (
        <p className="mt-3">{t("none")}</p>
      ) : (
        <ul className="mt-3 flex flex-col">
          {links.map((link) => (
            <li key={link.id} className="border-t border-line py-3">
              <OneLink of={link} {...{ briefId, mayChange, timeZone }} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </Panel>
  );
}

function OneLink({
  of: link,
  briefId,
  mayChange,
  timeZone,
}: {
  of: ShownLink;
  briefId: string;
  mayChange: boolean;
  timeZone: string;
}) {
  const t = useTranslations("guests");
  const formats = useFormats();
  const { address, is, recipient, state } = link;
  const at = momentOf[is](link);
  const day = at ? formats.day(dayInZone(at, timeZone)) : "";
  const time = at ? formats.time(at, timeZone) : "";
  const hidden = { briefId, linkId: link.id };
  const canEnd = mayChange && (is === "waits" || is === "held" || is === "open");
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          <strong>
            <bdi data-written="">{recipient}</bdi>
          </strong>
          , <bdi>{state}</bdi>
        </span>
        <span className={is === "open" ? "font-semibold" : "text-ink-muted"}>
          {t(`state.${is}`, { day, time })}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-4 text-meta text-ink-muted">
        {link.madeBy && <bdi data-written="">{t("madeBy", { name: link.madeBy })}</bdi>}
        <span>{t("views", { count: link.views })}</span>
        {link.answer && (
          <strong className="text-ink">
            {t("answered", { answer: t(`answer.${link.answer}`) })}
          </strong>
        )}
      </p>
      {address && (
        <CopyLink label={t("address")} link={address} copy={t("copy")} copied={t("copied")} />
      )}
      <div className="mt-2 flex flex-wrap items-start gap-2">
        {address && (
          <a
            href={`/briefs/${briefId}/file?as=pdf&link=${link.id}` as Route}
            download
            aria-label={t("onPaperFor", { recipient })}
            className={buttonClasses({ look: "secondary", size: "small" })}
          >
            {t("onPaper")}
          </a>
        )}
        {link.maySecond && (
          <AskOnce opens={t("second")} name={t("secondFor", { recipient })} look="primary">
            <p>{t("secondWhat", { recipient, state })}</p>
            <ActionForm
              action={secondGuestLink}
              hidden={hidden}
              submit={t("secondGo")}
              size="small"
            />
          </AskOnce>
        )}
        {canEnd && (
          <AskOnce opens={t("end")} name={t("endFor", { recipient })}>
            <p>{t("endWhat", { recipient })}</p>
            <ActionForm
              action={endGuestLink}
              hidden={hidden}
              submit={t("endGo")}
              look="danger"
              size="small"
            />
          </AskOnce>
        )}
      </div>
    </>
  );
}
