import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { MissingKind } from "@/lib/saved-views/saved-view";
import { GoneView } from "./gone-view";

/** Says what is not there: a view, or what one looks at. What is hidden and what is gone are said in the same words. */
export function ViewNotices({
  isUnknown,
  isGone,
  missing,
}: {
  isUnknown: boolean;
  isGone: boolean;
  missing: readonly MissingKind[];
}) {
  const t = useTranslations("views");
  return (
    <>
      <GoneView isGone={isGone} />
      {isUnknown && (
        <div className="mb-3">
          <Notice tone="caution" title={t("unknown")} />
        </div>
      )}
      {missing.length > 0 && (
        <div className="mb-3">
          <Notice tone="caution" title={t("missing.title")}>
            {missing.map((kind) => t(`missing.${kind}`)).join(" ")}
          </Notice>
        </div>
      )}
    </>
  );
}
