import "server-only";
import { eq, inArray } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { organisations, people } from "@/db/schema";
import { Passwords } from "@/lib/auth/passwords";
import { actingAs, castOrganisation } from "./cast";
import { loadExample } from "./load";

/** Somebody of the example whom a visitor may sign in as. */
export interface ExampleSignIn {
  who: string;
  email: string;
  password: string;
}

const password = "thirteen april 2018";

const signIns: ExampleSignIn[] = [
  { who: "Example Network, advocate", email: "advocate@network.example", password },
  { who: "Example Network, administrator", email: "administrator@network.example", password },
  { who: "Example Network, reader", email: "reader@network.example", password },
  { who: "Example Partner A, advocate", email: "advocate@partner-a.example", password },
  { who: "Example Partner B, advocate", email: "advocate@partner-b.example", password },
];

/** Makes the example coalition with people whom a visitor may sign in as, once; tells who they are. */
export async function loadDemo(): Promise<ExampleSignIn[]> {
  const [there] = await asSystem((tx) =>
    tx.select({ id: organisations.id }).from(organisations).limit(1),
  );
  if (!there) {
    const passwordHash = await new Passwords().hash(password);
    const network = await castOrganisation("Example Network", "network", passwordHash);
    try {
      await actingAs(network.people.advocate, network.organisationId, (advocate) =>
        loadExample(advocate, passwordHash),
      );
    } catch (error) {
      // Half an example would be taken for a whole one at the next start.
      await asSystem((tx) =>
        tx.delete(organisations).where(eq(organisations.id, network.organisationId)),
      ).catch((kept: unknown) => console.error("Half an example was left behind.", kept));
      throw error;
    }
  }
  // Some have gone with the example, when somebody removed it.
  const left = await asSystem((tx) =>
    tx
      .select({ email: people.email })
      .from(people)
      .where(
        inArray(
          people.email,
          signIns.map(({ email }) => email),
        ),
      ),
  );
  return signIns.filter(({ email }) => left.some((person) => person.email === email));
}
