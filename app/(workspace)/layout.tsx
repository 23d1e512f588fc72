import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import type { FormAction } from "@/components/ui/post-form";
import { requireActor } from "@/lib/auth/actor";
import { countMine } from "@/lib/commitments/queries";
import { canLogConversation } from "@/lib/conversations/permissions";
import { removeExample } from "@/lib/example/actions";
import { canRemoveExample } from "@/lib/example/permissions";
import { countUnread } from "@/lib/notices/queries";
import { switchOrganisation } from "@/lib/organisations/actions";
import { listOwnOrganisations } from "@/lib/organisations/queries";
import { countReadableCases } from "@/lib/states/counts-queries";
import { deviceOwner } from "@/lib/waiting/owner";

/** The frame of the signed-in pages. It checks nothing for them: each page asks who is there itself. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [organisations, cases, commitments, inbox] = await Promise.all([
    listOwnOrganisations(actor),
    countReadableCases(actor),
    countMine(actor),
    countUnread(actor),
  ]);
  // A plain form, so that the switch works before scripts arrive; what comes back is another page.
  const remove = removeExample.bind(null, { status: "idle" }) as unknown as FormAction;
  const switchTo = switchOrganisation.bind(null, { status: "idle" }) as unknown as FormAction;
  return (
    <Shell
      // A zero says nothing.
      navigation={{
        counts: {
          ...(cases && { cases }),
          ...(commitments && { commitments }),
          ...(inbox && { inbox }),
        },
      }}
      organisation={{ id: actor.organisationId, name: actor.organisationName }}
      organisations={organisations}
      person={{ name: actor.personName, timeZone: actor.timeZone }}
      example={actor.hasExample ? { remove: canRemoveExample(actor) ? remove : null } : null}
      mayLog={canLogConversation(actor)}
      deviceOwner={deviceOwner(actor)}
      actions={{ switchOrganisation: switchTo, signOut: "/sign-out" }}
    >
      {children}
    </Shell>
  );
}
