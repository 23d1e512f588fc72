import { useTranslations } from "next-intl";

const states = [
  "toDelete",
  "accepted",
  "partnersHelped",
  "partnersHave",
  "waiting",
  "partnersSee",
  "prepared",
  "refused",
  "partnersCouldNot",
  "silent",
] as const;

/** How many support organisations and partners stand where. */
export type Asked = Record<(typeof states)[number], number>;

/** Where the referrals of a request stand, and the partners to whom it is shown, in words. */
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
