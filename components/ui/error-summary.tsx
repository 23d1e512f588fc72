import { useTranslations } from "next-intl";

/**
 * The list of what is wrong, on top of a form that came back. Each line leads to its field by the
 * field's `id` or `name`. The form around it takes the focus.
 */
export function ErrorSummary({ errors }: { errors: { field: string; message: string }[] }) {
  const t = useTranslations("forms.summary");
  if (errors.length === 0) {
    return null;
  }
  return (
    <div role="alert" className="rounded-control border-2 border-danger p-4">
      <h2 className="text-danger">{t("title", { count: errors.length })}</h2>
      <ul className="mt-1 flex flex-col gap-1">
        {errors.map((error) => (
          <li key={error.field + error.message}>
            <a href={`#${error.field}`} className="link target">
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
