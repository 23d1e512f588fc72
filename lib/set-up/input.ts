import { z } from "zod";
import {
  checkNewPassword,
  EmailAddress,
  Locale,
  nameOf,
  PersonName,
  TypedPassword,
} from "@/lib/people/input";

export const SetUp = z
  .object({
    token: z.string(),
    locale: Locale,
    organisation: nameOf("setUp.faults.organisation"),
    name: PersonName,
    email: EmailAddress,
    password: TypedPassword,
  })
  .superRefine(checkNewPassword(({ organisation, name, email }) => [organisation, name, email]));
export type SetUp = z.output<typeof SetUp>;
