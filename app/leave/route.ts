import { signOut } from "@/lib/auth/sign-out";

/** "Leave quickly": afterwards this browser knows nothing of us. */
export function POST(request: Request): Promise<Response> {
  return signOut(request, { goOn: "/away", clears: ["cache", "cookies", "storage"] });
}
