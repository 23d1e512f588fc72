import { aCase, aCommitment, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { startWorld, type World } from "../coediting/world";

/** A desk with fifteen cases at one session and a thousand asks, each State asked about as many as are needed for that. */
export interface Desk extends World {
  session: string;
  secret: string;
}

const cases = 15;
const asks = 1_000;

export async function startDesk(): Promise<Desk> {
  const world = await startWorld(1);
  const lead = world.members[0];
  if (!lead) {
    throw new Error("Nobody is there to work.");
  }
  const session = await aSession({ id: lead.organisationId, name: "" }, { title: "Our session" });
  const states = await asSuperuser()<{ code: string }[]>`select code from states
    where not is_example and code <> 'CUB' order by code limit ${Math.ceil(asks / cases)}`;
  let left = asks;
  for (let n = 0; n < cases; n += 1) {
    const theCase = await aCase(lead, {
      title: `Case ${n}`,
      countryCode: "CUB",
      visibility: "organisation",
    });
    for (const { code } of states) {
      if (left > 0) {
        await aCommitment(theCase, session, { stateCode: code, stage: "asked" });
        left -= 1;
      }
    }
  }
  await asSuperuser()`analyze`;
  return { ...world, session, secret: lead.secret };
}
