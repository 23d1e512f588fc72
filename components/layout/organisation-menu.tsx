import { getTranslations } from "next-intl/server";
import { buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Check, LogOut } from "@/components/ui/icons";
import { type FormAction, PostForm } from "@/components/ui/post-form";

export type Organisation = { id: string; name: string };

/** Who is signed in, for whom, and how to change either. Posts `organisation` (an id) to switch. */
export async function OrganisationMenu({
  person,
  organisation,
  organisations,
  switchOrganisation,
  signOut,
}: {
  person: { name: string };
  organisation: Organisation;
  organisations: readonly Organisation[];
  switchOrganisation: FormAction;
  signOut: FormAction;
}) {
  const t = await getTranslations("navigation");
  return (
    <div className="flex flex-col gap-1">
      <p className="px-3 pt-1 text-meta text-ink-muted">
        {t.rich("signedInAs", {
          name: person.name,
          person: (name) => <bdi className="font-semibold text-ink">{name}</bdi>,
        })}
      </p>
      {organisations.length > 1 && (
        <PostForm action={switchOrganisation} aria-label={t("organisation.switch")}>
          {organisations.map(({ id, name }) => (
            <button
              key={id}
              type="submit"
              name="organisation"
              value={id}
              aria-current={id === organisation.id ? "true" : undefined}
              className="flex min-h-row w-full items-center gap-2 rounded-cell px-3 text-start hover:bg-accent-soft"
            >
              <span className="flex-1">
                <bdi>{name}</bdi>
              </span>
              {id === organisation.id && <Icon of={Check} size={16} className="text-accent" />}
            </button>
          ))}
        </PostForm>
      )}
      <PostForm action={signOut} data-sign-out="">
        <button
          type="submit"
          className={`${buttonClasses({ look: "quiet", size: "small" })} w-full justify-start`}
        >
          <Icon of={LogOut} size={16} directional />
          {t("signOut")}
        </button>
      </PostForm>
    </div>
  );
}
