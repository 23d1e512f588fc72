import { useTranslations } from "next-intl";
import { FormCheckboxes } from "@/components/forms/form-fields";
import { Notice } from "@/components/ui/notice";

/** Something that changed since the author of a draft last looked. */
export interface ShownChange {
  name: string;
  label: string;
  /** By which somebody says to have looked at what it says now. */
  mark: string;
  /** What it said before, where that can be read and stands nowhere else. */
  before: string | null;
  /** It is no words, which somebody decides about where they stand. */
  isFact: boolean;
}

/** What changed since somebody last looked: words are decided about where they stand, all else is ticked once it was seen. */
export function ChangedSince({ of: changes }: { of: readonly ShownChange[] }) {
  const t = useTranslations("briefs.since");
  const words = useTranslations("briefs.words");
  const facts = changes.filter(({ isFact }) => isFact);
  const texts = changes.filter(({ isFact }) => !isFact);
  return changes.length === 0 ? null : (
    <Notice tone="caution" title={t("title")}>
      <p>{t("hint")}</p>
      {texts.length > 0 && (
        <ul className="mt-2 list-disc ps-5">
          {texts.map(({ label, name }) => (
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
            options={facts.map(({ before, label, mark, name }) => ({
              value: `${name}=${mark}`,
              label: <bdi>{label}</bdi>,
              ...(before !== null && {
                hint: <bdi data-written="">{t("was", { what: before || words("nothing") })}</bdi>,
              }),
            }))}
          />
        </div>
      )}
    </Notice>
  );
}
