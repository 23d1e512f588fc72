import { getTranslations } from "next-intl/server";
import type { FoundGroup } from "@/components/layout/palette-search";
import { currentActor } from "@/lib/auth/actor";
import { search } from "@/lib/search/queries";

/** What the command palette asks for while somebody types. It answers nobody who is not signed in. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return Response.json({ groups: [] }, { status: 401, headers });
  }
  const typed = new URL(request.url).searchParams.get("q") ?? "";
  const [t, alerts, found] = await Promise.all([
    getTranslations("navigation"),
    getTranslations("alerts"),
    search(actor, typed),
  ]);
  const groups: FoundGroup[] = [
    {
      kind: "states",
      items: found.states.map(({ key, name }) => ({ label: name, href: `/states/${key}` })),
    },
    {
      kind: "cases",
      items: found.cases.map(({ id, reference, title }) => ({
        label: title,
        hint: reference,
        href: `/cases/${id}`,
      })),
    },
    {
      kind: "alerts",
      items: found.alerts.map(
        ({ id, caseId, caseReference, language, number, section, title }) => ({
          label: title || alerts("head.label", { number }),
          hint: `${caseReference} · ${alerts(`section.${section}`)}`,
          href: `/cases/${caseId}/alerts/${id}?language=${language}&section=${section}`,
        }),
      ),
    },
    {
      kind: "sessions",
      items: found.sessions.map(({ id, title }) => ({ label: title, href: `/sessions/${id}` })),
    },
    {
      kind: "other",
      items: settingsPages(await getTranslations("settings"), typed, t("settings")),
    },
  ];
  return Response.json({ groups: groups.filter((group) => group.items.length > 0) }, { headers });
}

const headers = { "cache-control": "no-store" };

const pages = [
  ["you.section", "/settings"],
  ["password.section", "/settings/password"],
  ["signIns.section", "/settings/sign-ins"],
  ["organisation.section", "/settings/organisation"],
  ["members.section", "/settings/members"],
] as const;

function settingsPages(
  t: Awaited<ReturnType<typeof getTranslations<"settings">>>,
  typed: string,
  hint: string,
) {
  const wanted = typed.trim().toLocaleLowerCase();
  return pages
    .map(([key, href]) => ({ label: t(key), hint, href }))
    .filter((page) => wanted.length > 1 && page.label.toLocaleLowerCase().includes(wanted));
}
