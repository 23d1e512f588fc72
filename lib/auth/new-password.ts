import { Refusal } from "@/lib/refusal";
import { TooBusy } from "./hash-queue";
import { passwords as ownPasswords, type Passwords } from "./passwords";

/** Hashes a new password; refuses in words when too many are being checked at the moment. */
export async function hashNewPassword(
  password: string,
  passwords: Passwords = ownPasswords(),
): Promise<string> {
  try {
    return await passwords.hash(password);
  } catch (error) {
    throw error instanceof TooBusy ? new Refusal("conflict", "signIn.busy") : error;
  }
}
