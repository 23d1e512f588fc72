import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { groupsOf } from "@/lib/alerts/alert";
import "./sign-on.css";

/** A fingerprint in groups of four, short, with the whole of it a press away; it can be copied where scripts run. */
export function Fingerprint({ hash }: { hash: string }) {
  const t = useTranslations("signOn.facts");
  const groups = groupsOf(hash);
  return (
    <details>
      <summary className="target inline-block">
        <bdi dir="ltr" data-written="" className="fingerprint">
          {groups.slice(0, 4).join(" ")} …
        </bdi>{" "}
        <span className="link font-sans text-meta font-normal">{t("whole")}</span>
      </summary>
      <p dir="ltr" data-written="" className="mt-2 fingerprint text-meta break-words">
        {groups.join(" ")}
      </p>
      <div className="mt-2">
        <CopyButton text={hash} label={t("copy")} copied={t("copied")} failed={t("copyFailed")} />
      </div>
    </details>
  );
}
