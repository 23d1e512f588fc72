import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { PartnerOffer } from "@/lib/support/offers/offer";
import type { ShownToPartner } from "@/lib/support/shown/shown";
import { ShownState } from "./shown-state";

interface Partner {
  id: string;
  name: string;
}

/** The partners to whom a request is shown, those who offer what it asks for, and all others behind one more press. */
export function PartnerSection({
  base,
  shown,
  offers,
  partners,
  isOpen,
}: {
  /** The address of the request. */
  base: string;
  shown: readonly ShownToPartner[];
  offers: readonly PartnerOffer[];
  partners: readonly Partner[];
  /** Whether the request is open, so that it can be shown. */
  isOpen: boolean;
}) {
  const t = useTranslations("coalition.partners");
  const { list } = useFormats();
  const latest = new Map<string, ShownToPartner>();
  for (const one of shown) {
    if (!latest.has(one.partnerOrgId)) {
      latest.set(one.partnerOrgId, one);
    }
  }
  const offering = offers.filter(({ orgId }) => !latest.has(orgId));
  const known = new Set([...latest.keys(), ...offering.map(({ orgId }) => orgId)]);
  const others = partners.filter(({ id }) => !known.has(id));
  if (partners.length === 0 || (!isOpen && latest.size === 0)) {
    return null;
  }
  const fits = ({ inRegion, inLanguage }: PartnerOffer) =>
    list([
      t("offering"),
      ...(inRegion === null ? [] : [t(inRegion ? "inRegion" : "elsewhere")]),
      ...(inLanguage === null ? [] : [t(inLanguage ? "inLanguage" : "otherLanguage")]),
    ]);
  return (
    <Panel title={t("title")} flush>
      <p className="border-b border-line px-4 py-3">
        <span className="block max-w-measure text-meta text-ink-muted">{t("hint")}</span>
      </p>
      <ul className="divide-y divide-line">
        {[...latest.values()].map((one) => (
          <Row
            key={one.partnerOrgId}
            base={base}
            partner={{ id: one.partnerOrgId, name: one.partner }}
          >
            <ShownState of={one} />
          </Row>
        ))}
        {isOpen &&
          offering.map((offer) => (
            <Row
              key={offer.orgId}
              base={base}
              partner={{ id: offer.orgId, name: offer.organisation }}
              note={fits(offer)}
            >
              {offer.isPaused && <Paused />}
            </Row>
          ))}
      </ul>
      {isOpen && offers.length === 0 && <p className="px-4 py-3 text-ink-muted">{t("none")}</p>}
      {isOpen && others.length > 0 && (
        <details className="border-t border-line" suppressHydrationWarning>
          <summary className="link target mx-4 my-3 inline-block">{t("more")}</summary>
          <ul className="divide-y divide-line border-t border-line">
            {others.map((partner) => (
              <Row key={partner.id} base={base} partner={partner} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Paused() {
  const t = useTranslations("coalition.offers");
  return <Badge tone="caution">{t("paused")}</Badge>;
}

function Row({
  base,
  partner,
  note,
  children,
}: {
  base: string;
  partner: Partner;
  note?: string;
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 py-3">
      <span className="min-w-0">
        <Link
          href={`${base}/partners/${partner.id}` as Route}
          prefetch={false}
          dir="auto"
          className="target font-semibold hover:underline"
        >
          {partner.name}
        </Link>
        {note && <span className="block text-meta text-ink-muted">{note}</span>}
      </span>
      {children}
    </li>
  );
}
