import { useTranslations } from "next-intl";
import { FormCheckboxes } from "@/components/forms/form-fields";
import { Notice } from "@/components/ui/notice";

/** Something that changed since the author of a draft last looked. */
export interface ShownChange {
  name: string;
  label: string;
  says: string;
  /** It is no words, which somebody decides about where they stand. */
  isFact: boolean;
}

/** What changed since somebody last looked: words are decided about where they stand, all else is ticked once it was seen. */
export function ChangedSince({ of: changes }: { of: readonly ShownChange[] }) {
  const t = useTranslations("briefs.since");
  const facts = changes.filter(({ isFact }) => isFact);
  const words = changes.filter(({ isFact }) => !isFact);
  return changes.length === 0 ? null : (
    <Notice tone="caution" title={t("title")}>
      <p>{t("hint")}</p>
      {words.length > 0 && (
        <ul className="mt-2 list-disc ps-5">
          {words.map(({ label, name }) => (
            <li key={name}>
              <a href={`#text.${name}`} className="link">
                <bdi>{t("words", { place: label })}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {facts.length > 0 && (
        <div className="mt-2">
          <FormCheckboxes
            name="looked"
            label={t("looked")}
            options={facts.map(({ label, name, says }) => ({
              value: `${name}=${says}`,
              label: <bdi>{label}</bdi>,
            }))}
          />
        </div>
      )}
    </Notice>
  );
}
