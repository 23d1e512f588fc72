import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StageChip } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";
import { Sources } from "@/components/ui/sources";
import { knownDate } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";
import type { Contact, Guideline, LastContact, Peer } from "@/lib/states/meeting";

/** A section of the margin: heading, then facts; a rule above all but the first. */
function MarginSection({
  id,
  title,
  className,
  children,
}: {
  id: string;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-labelledby={id}
      className={`flex flex-col gap-2 border-line py-5 first:pt-0 not-first:border-t print:py-2 ${className ?? ""}`}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Facts({
  facts,
  sideBySide,
}: {
  facts: [label: string, value: ReactNode][];
  sideBySide?: boolean | undefined;
}) {
  if (sideBySide) {
    return (
      <dl className="flex flex-wrap gap-x-8 gap-y-1">
        {facts.map(([label, value]) => (
          <div key={label} className="flex items-baseline gap-2">
            <dt className="text-meta text-ink-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-meta leading-5 text-ink-muted">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Who spoke with this State last, so that eight organisations do not ask twice. */
export function LastContactSection({
  contact,
  stateKey,
  today,
  brief,
}: {
  contact: LastContact | null;
  stateKey: string;
  today: string;
  /** Side by side: for one page. */
  brief?: boolean;
}) {
  const t = useTranslations("states.contact");
  const conversations = useTranslations("conversations");
  const formats = useFormats();
  const when = contact && formats.date(knownDate(contact.had));
  const isDay = contact?.had.precision === "day" && contact.had.on !== null;
  const withWhom = contact
    ? [contact.withRole && t(`role.${contact.withRole}`), contact.withWhom].filter(Boolean)
    : [];
  return (
    <MarginSection id="last-contact" title={t("last")}>
      {contact ? (
        <Facts
          sideBySide={brief}
          facts={[
            [
              t("when"),
              <>
                {contact.conversationId ? (
                  <Link
                    href={`/states/${stateKey}/conversations/${contact.conversationId}` as Route}
                    prefetch={false}
                    className="link target"
                    aria-label={conversations("openOf", { when: when ?? "" })}
                  >
                    {when}
                  </Link>
                ) : (
                  when
                )}
                {isDay && `, ${formats.relativeDay(contact.had.on ?? "", today)}`}
              </>,
            ],
            [
              t("whoAsked"),
              <bdi data-written="" key="who">
                {"name" in contact.who
                  ? contact.who.name
                  : contact.who.kind === "me"
                    ? t("you")
                    : t("someone")}
              </bdi>,
            ],
            [
              t("about"),
              contact.caseId ? (
                <Link
                  key="case"
                  href={`/cases/${contact.caseId}` as Route}
                  prefetch={false}
                  className="link target"
                >
                  <bdi data-written="">{contact.caseReference}</bdi>
                </Link>
              ) : (
                t("noCase")
              ),
            ],
            ...(withWhom.length > 0
              ? [
                  [
                    t("withWhom"),
                    <bdi data-written="" key="with">
                      {withWhom.join(", ")}
                    </bdi>,
                  ] as [string, ReactNode],
                ]
              : []),
          ]}
        />
      ) : (
        <p className="text-ink-muted">{t("lastNone")}</p>
      )}
    </MarginSection>
  );
}

/** The State's own guidelines on defenders, or the European Union's, with what they are known from. */
export function GuidelinesSection({ guidelines }: { guidelines: readonly Guideline[] }) {
  const t = useTranslations("states.guidelines");
  return (
    <MarginSection id="guidelines" title={t("title")}>
      {guidelines.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {guidelines.map((guideline) => (
            <li key={guideline.id}>
              {guideline.url ? (
                <a
                  href={guideline.url}
                  rel="noreferrer noopener"
                  target="_blank"
                  lang="en"
                  className="link target"
                >
                  <bdi data-written="">{guideline.title}</bdi>
                </a>
              ) : (
                <bdi data-written="" lang="en">
                  {guideline.title}
                </bdi>
              )}
              <p className="text-meta text-ink-muted">
                {[
                  guideline.firstPublished && t("published", { year: guideline.firstPublished }),
                  guideline.latestRevision && t("revised", { year: guideline.latestRevision }),
                ]
                  .filter(Boolean)
                  .join(", ")}
              </p>
              {guideline.mentionsReprisals && <p className="text-meta">{t("reprisals")}</p>}
              {guideline.appliesToEuMembers && (
                <p className="text-meta text-ink-muted">{t("eu")}</p>
              )}
              <p lang="en" className="text-meta text-ink-muted">
                <bdi data-written="">{guideline.confidence}</bdi>
              </p>
              <Sources of={guideline.sources} />
            </li>
          ))}
        </ul>
      )}
    </MarginSection>
  );
}

/** How the mission works, from its contacts: nothing is written here twice. */
export function HowTheyWork({ contacts }: { contacts: readonly Contact[] }) {
  const t = useTranslations("states.work");
  const formats = useFormats();
  const leadTimes = contacts.flatMap((contact) => contact.leadTimeDays ?? []);
  const distinct = (values: string[]) => [...new Set(values.filter(Boolean))];
  // "French" says nothing beside "French or English".
  const languages = distinct(contacts.map((contact) => contact.language)).filter(
    (language, _, all) => !all.some((other) => other !== language && other.includes(language)),
  );
  // What has a caution of its own is read beside it, never before.
  const channels = distinct(
    contacts.filter((contact) => !contact.cautions).map((contact) => contact.channel),
  );
  const facts: [string, ReactNode][] = [
    // The slowest of them is the one to plan for.
    ...(leadTimes.length > 0
      ? ([[t("leadTime"), t("leadTimeDays", { days: Math.max(...leadTimes) })]] as [
          string,
          ReactNode,
        ][])
      : []),
    ...(languages.length > 0
      ? ([
          [
            t("language"),
            <bdi data-written="" key="l">
              {formats.list(languages)}
            </bdi>,
          ],
        ] as [string, ReactNode][])
      : []),
    ...(channels[0]
      ? ([
          [
            t("prefers"),
            <bdi data-written="" key="c">
              {channels[0]}
            </bdi>,
          ],
        ] as [string, ReactNode][])
      : []),
  ];
  return (
    <MarginSection id="how-they-work" title={t("title")} className="print:hidden">
      {facts.length > 0 ? <Facts facts={facts} /> : <p className="text-ink-muted">{t("none")}</p>}
    </MarginSection>
  );
}

/** Whom to write to, after the cautions: the State's first, then each contact's own, then how to reach them. */
export function ContactsSection({
  contacts,
  cautions,
  manage,
  add,
}: {
  contacts: readonly Contact[];
  cautions: number;
  /** The forms that take a contact away or show it to partners, for those who may. */
  manage?: (contact: Contact) => ReactNode;
  add?: ReactNode;
}) {
  const t = useTranslations("states.contact");
  return (
    <MarginSection id="contacts" title={t("title")} className="print:hidden">
      {cautions > 0 && (
        <p className="flex items-center gap-2 font-semibold text-caution">
          <Icon of={TriangleAlert} size={16} />
          <a href="#cautions" className="target hover:underline">
            {t("cautionsApply", { count: cautions })}
          </a>
        </p>
      )}
      {contacts.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <li key={contact.id} className="flex flex-col gap-1 border-t border-line py-2">
              <OneContact contact={contact} />
              {!contact.shownBy && manage?.(contact)}
            </li>
          ))}
        </ul>
      )}
      {add}
    </MarginSection>
  );
}

function OneContact({ contact }: { contact: Contact }) {
  const t = useTranslations("states.contact");
  const role = t(`role.${contact.role}`);
  const facts = [
    contact.leadTimeDays !== null && t("leadTime", { days: contact.leadTimeDays }),
    contact.language,
    contact.shownBy
      ? t("shownBy", { organisation: contact.shownBy })
      : contact.shownTo.length === 0 && t("private"),
  ].filter(Boolean);
  const reach = [contact.place, contact.channel].filter(Boolean).join(". ");
  return (
    <>
      <p className="font-semibold">
        {role}
        {contact.name && (
          <>
            {", "}
            <bdi data-written="">{contact.name}</bdi>
          </>
        )}
      </p>
      {contact.cautions && (
        <p className="flex items-start gap-2 text-caution">
          <Icon of={TriangleAlert} size={16} className="mt-0.5 shrink-0" />
          <span dir="auto" data-written="" className="whitespace-pre-line">
            {contact.cautions}
          </span>
        </p>
      )}
      <p className="text-meta text-ink-muted">
        <bdi data-written="">{facts.join(". ")}</bdi>
      </p>
      <details suppressHydrationWarning>
        <summary className="link target w-fit text-meta">
          {t("reach")}
          <span className="sr-only">: {role}</span>
        </summary>
        <p className="mt-1">
          <bdi data-written="">{reach || t("noReach")}</bdi>
        </p>
      </details>
    </>
  );
}

/** Who of the same group agreed and lets it be said. */
export function PeersSection({
  peers,
  stateNames,
}: {
  peers: readonly Peer[];
  stateNames: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("states.peers");
  return (
    <MarginSection id="peers" title={t("title")}>
      {peers.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <>
          <p className="text-meta text-ink-muted">{t("allow")}</p>
          <ul className="flex flex-col gap-2">
            {peers.map((peer) => (
              <li key={peer.stateCode + peer.caseId}>
                <span className="flex flex-wrap items-center gap-2">
                  <StageChip stage={peer.isRaised ? "raised" : "agreed"} />
                  <bdi data-written="">{stateNames[peer.stateCode]}</bdi>
                </span>
                <span className="block text-meta text-ink-muted">
                  <bdi data-written="">{peer.caseReference}</bdi>
                </span>
              </li>
            ))}
          </ul>
          <p className="text-meta text-ink-muted">{t("only")}</p>
        </>
      )}
    </MarginSection>
  );
}
