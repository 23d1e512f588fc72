import { useTranslations } from "next-intl";

export interface Asked {
  prepared: number;
  waiting: number;
  accepted: number;
  refused: number;
}

const states = ["accepted", "waiting", "prepared", "refused"] as const;

/** Where the referrals of a request stand, in words. */
export function AskedSoFar({ of }: { of: Asked }) {
  const t = useTranslations("support.asked");
  const shown = states.filter((state) => of[state] > 0);
  if (shown.length === 0) {
    return <span className="text-ink-muted">{t("nobody")}</span>;
  }
  return (
    <ul>
      {shown.map((state) => (
        <li key={state}>{t(state, { count: of[state] })}</li>
      ))}
    </ul>
  );
}
