import { useTranslations } from "next-intl";

/** Where a shipped fact comes from, folded away beside it. A source is an address, or words, or both. */
export function Sources({ of, label }: { of: readonly string[]; label?: string }) {
  const t = useTranslations("states");
  const [only, ...others] = of;
  if (only === undefined) {
    return null;
  }
  if (others.length === 0 && address(only)) {
    return (
      <span className="text-meta print:hidden">
        <Source text={only} name={label ?? t("source")} />
      </span>
    );
  }
  return (
    <details suppressHydrationWarning className="text-meta print:hidden">
      <summary className="link target inline">
        {label ?? t("sources", { count: of.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {of.map((source) => (
          <li key={source} className="break-words text-ink-muted">
            <Source text={source} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const startsWithAddress = /^(https?:\/\/\S+)(.*)$/s;

function address(text: string): { href: string; rest: string } | null {
  const [, href, rest] = startsWithAddress.exec(text) ?? [];
  return href ? { href, rest: rest ?? "" } : null;
}

function Source({ text, name }: { text: string; name?: string }) {
  const found = address(text);
  if (!found) {
    return (
      <span dir="auto" data-written="">
        {text}
      </span>
    );
  }
  return (
    <>
      <a href={found.href} rel="noreferrer noopener" target="_blank" className="link target">
        <bdi data-written="">{name ?? shortened(found.href)}</bdi>
      </a>
      {!name && found.rest}
    </>
  );
}

/** Host and the end of the path: enough to recognise a page by. */
function shortened(href: string): string {
  const { hostname, pathname } = new URL(href);
  const path = decodeURIComponentSafely(pathname.replace(/\/$/, ""));
  return hostname.replace(/^www\./, "") + (path.length > 60 ? `/…${path.slice(-48)}` : path);
}

function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
