import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PostForm } from "@/components/ui/post-form";
import { TextField } from "@/components/ui/text-field";

/** Why the form came back. Never which part was wrong. */
export type Again = "password" | "busy" | "outside" | "form";

/** The form that signs in: plain HTML, so that it works before or without scripts. */
export function SignInForm({
  csrfToken,
  goOn,
  email,
  again,
  outside,
}: {
  csrfToken: string;
  /** Our own path to go on to. */
  goOn: string;
  email: string;
  again: Again | null;
  /** Whether an outside provider is configured. */
  outside: boolean;
}) {
  const t = useTranslations("signIn");
  const hidden = (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={goOn} />
    </>
  );
  return (
    <div className="flex flex-col gap-6">
      {again && (
        <Notice tone="danger" role="alert" title={t("again.title")}>
          {t(`again.${again}`)}
        </Notice>
      )}
      <PostForm action="/api/auth/callback/password" className="flex flex-col gap-4">
        {hidden}
        <TextField
          label={t("email")}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          defaultValue={email}
          autoFocus={!email}
        />
        <TextField
          label={t("password")}
          name="password"
          type="password"
          autoComplete="current-password"
          dir="ltr"
          autoFocus={email !== ""}
        />
        <Button type="submit" look="primary" className="self-start">
          {t("submit")}
        </Button>
      </PostForm>
      {outside && (
        <PostForm action="/api/auth/signin/oidc">
          {hidden}
          <Button type="submit">{t("outside.submit")}</Button>
        </PostForm>
      )}
      <p className="text-ink-muted">{t("noAccount")}</p>
    </div>
  );
}
