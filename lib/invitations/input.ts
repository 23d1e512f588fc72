import { z } from "zod";
import { checkNewPassword, EmailAddress, PersonName, TypedPassword } from "@/lib/people/input";

export const JoinAsNewPerson = z
  .object({
    token: z.string(),
    name: PersonName,
    email: EmailAddress,
    password: TypedPassword,
  })
  .superRefine(checkNewPassword(({ name, email }) => [name, email]));
export type JoinAsNewPerson = z.output<typeof JoinAsNewPerson>;

export const JoinAsKnownPerson = z.object({
  token: z.string(),
  // As typed: a malformed address is answered like an unknown one.
  email: z.string({ error: "signIn.faults.email" }).max(254, "signIn.faults.email"),
  password: TypedPassword,
});
export type JoinAsKnownPerson = z.output<typeof JoinAsKnownPerson>;

export const JoinAsMyself = z.object({ token: z.string() });
