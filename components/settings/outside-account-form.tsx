import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PostForm } from "@/components/ui/post-form";

/** Connects the account at the organisation's own provider. */
export function OutsideAccountForm({ csrfToken }: { csrfToken: string }) {
  const t = useTranslations("settings.password.outside");
  return (
    <PostForm action="/api/auth/signin/oidc" className="flex flex-col gap-3">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value="/settings/password" />
      <p>{t("text")}</p>
      <Button type="submit" className="self-start">
        {t("submit")}
      </Button>
    </PostForm>
  );
}
